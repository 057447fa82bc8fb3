// The form of pi's models.json, which oh-my-pi and OpenClaw took over.
import type { Host } from '../host.js';
import type { Rows } from '../lens.js';
import { baseUrl, from, headers, key, keySwitch, modelId, modelList, name, protocol } from '../lenses.js';

/** pi knows text and images. */
const input = from(
  ['models.modalities.input'],
  (_, model) => model!.modalities?.input?.filter((kind) => kind === 'text' || kind === 'image'),
  'text and images alone',
);

/** Prices come as four, of which pi takes one that is not known for nothing. */
const cached = (kind: 'cache_read' | 'cache_write') =>
  from([`models.cost.${kind}`], (_, model) => (model!.cost === undefined ? undefined : (model!.cost[kind] ?? 0)));

export const piModels = modelList({
  id: modelId,
  name: 'name',
  reasoning: 'reasoning',
  input,
  contextWindow: 'limit.context',
  maxTokens: 'limit.output',
  'cost.input': 'cost.input',
  'cost.output': 'cost.output',
  'cost.cacheRead': cached('cache_read'),
  'cost.cacheWrite': cached('cache_write'),
});

/** @param ref how the key is read back */
export function piProvider(ref: RegExp): Rows {
  return { name, baseUrl, api: protocol, apiKey: key({ ref }), authHeader: keySwitch('authHeader'), headers, models: piModels };
}

/** What a model is called across providers. */
export function piDefault(model: string, { id }: Host): string {
  return `${id}/${model}`;
}

/** The protocols by pi's names. Where the version belongs to the base URL was seen in runs of each of the agents. */
export const piWires = {
  'openai-chat': { as: 'openai-completions', appends: '/chat/completions' },
  'openai-responses': { as: 'openai-responses', appends: '/responses' },
  'anthropic-messages': { as: 'anthropic-messages', appends: '/v1/messages' },
  'google-generative-ai': { as: 'google-generative-ai', appends: '/models' },
} as const;
