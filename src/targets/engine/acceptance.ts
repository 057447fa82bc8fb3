// Why an agent cannot use a provider.
import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import { list, quote } from '../../core/text.js';
import type { Protocol, Provider } from '../../spec/provider.js';
import type { AgentDefinition, AgentView } from './agent-definition.js';
import type { Acceptance } from './target.js';

export function acceptedBy({ protocols, logins = [] }: Pick<AgentDefinition, 'protocols' | 'logins'>): Acceptance {
  return { protocols: Object.keys(protocols) as Protocol[], auth: ['api_key', 'none', ...logins] };
}

/** The reason why a target accepts none of a provider's protocols or none of its login methods. */
export function checkAcceptance(title: string, { protocols, auth }: Acceptance, provider: Provider): Diagnostic | undefined {
  if (!provider.endpoints.some(({ protocol }) => protocols.includes(protocol)))
    return diagnose('target/not-accepted', `${title} supports none of the protocols of ${provider.name}`, {
      field: '/endpoints',
      hint: `it supports ${list(protocols)}`,
    });
  if (!provider.auth.some(({ type }) => auth.includes(type)))
    return diagnose('target/not-accepted', `${title} supports none of the login methods of ${provider.name}`, {
      field: '/auth',
      hint: `it supports ${list(auth)}`,
    });
  return undefined;
}

/** For an agent that uses one provider at a time: nothing is written unless the user makes this provider the default. */
export function singleProvider(title: string): Pick<AgentDefinition, 'refuses'> {
  return {
    refuses: ({ options }) =>
      options.setDefault ? undefined : `${title} uses one provider at a time; \`--set-default\` makes it this one`,
  };
}

/**
 * Why an agent that chooses between Chat Completions and Responses by model id cannot use a provider that serves only Chat Completions.
 */
export function whySentToResponses(
  title: string,
  likeOpenAi: RegExp,
  { protocol, endpoint, provider, models }: AgentView,
): string | undefined {
  if (protocol !== 'openai-chat') return undefined;
  const misdirected = models.find(({ id }) => likeOpenAi.test(id));
  const url = endpoint.url.replace(/\/chat\/completions$/, '/responses');
  if (!misdirected || provider.endpoints.some((other) => other.url === url)) return undefined;
  return `${title} would send ${quote(misdirected.id)} to ${url}`;
}
