// The form of pi's models.json, which oh-my-pi and OpenClaw took over.
import type { HeaderMapping, AgentView } from '../engine/agent-view.js';
import { setIn } from '../../core/json-values.js';
import { type FieldMapping, type MappingTable } from '../engine/field-mapping.js';
import { baseUrl, headers, key, keySwitch, modelId, modelList, name, protocol } from '../engine/common-mappings.js';

/** pi knows text and images. */
const input: FieldMapping = {
  of: ['models.modalities.input'],
  approximates: 'text and images alone',
  write: (_, model) => model!.modalities?.input?.filter((kind) => kind === 'text' || kind === 'image'),
  read: (value, _, model) => setIn(model!, 'modalities.input', value),
};

/** Prices come as four, of which pi takes one that is not known for nothing. */
const cached = (kind: 'cache_read' | 'cache_write'): FieldMapping => ({
  of: [`models.cost.${kind}`],
  write: (_, model) => (model!.cost === undefined ? undefined : (model!.cost[kind] ?? 0)),
  read: (value, _, model) => setIn(model!, `cost.${kind}`, value),
});

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
export function piProvider(ref: RegExp): MappingTable {
  return { name, baseUrl, api: protocol, apiKey: key({ ref }), authHeader: keySwitch('authHeader'), headers, models: piModels };
}

/** What a model is called across providers. */
export function piDefault(model: string, { id }: AgentView): string {
  return `${id}/${model}`;
}

/** The protocols by pi's names. Where the version belongs to the base URL was seen in runs of each of the agents. */
export const piWires = {
  'openai-chat': { as: 'openai-completions', appends: '/chat/completions' },
  'openai-responses': { as: 'openai-responses', appends: '/responses' },
  'anthropic-messages': { as: 'anthropic-messages', appends: '/v1/messages' },
  'google-generative-ai': { as: 'google-generative-ai', appends: '/models' },
} as const;

/**
 * What the older pi and oh-my-pi take a header value for: a command, which they run in a shell, when it begins with `!`, and a variable
 * when all of it is the name of one. There is no way to write such a value (resolve-config-value of each).
 */
export const piHeaders: HeaderMapping = { rewrites: /^!|^[A-Z_][A-Z0-9_]*$/ };
