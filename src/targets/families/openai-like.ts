// Hosts that choose between Chat Completions and Responses by the id of a model.
import type { AgentView } from '../engine/agent-view.js';
import { quote } from '../../core/text.js';

/** Why a provider of Chat Completions cannot be taken: one of its models would be asked for at Responses, where the provider has none. */
export function sentToResponses(
  title: string,
  likeOpenAi: RegExp,
  { protocol, endpoint, provider, models }: AgentView,
): string | undefined {
  if (protocol !== 'openai-chat') return undefined;
  const away = models.find(({ id }) => likeOpenAi.test(id));
  const url = endpoint.url.replace(/\/chat\/completions$/, '/responses');
  if (!away || provider.endpoints.some((other) => other.url === url)) return undefined;
  return `${title} would send ${quote(away.id)} to ${url}`;
}
