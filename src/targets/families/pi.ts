// The form of pi's models.json, which oh-my-pi and OpenClaw took over.
import type { AgentView, HeaderMapping } from '../engine/agent-definition.js';
import { exactField, type FieldMapping, type MappingTable } from '../engine/field-mapping.js';
import { modelId, modelList } from '../engine/model-mappings.js';
import { apiKey, baseUrl, headersObject, keyHeaderSwitch, protocolName, providerName } from '../engine/provider-mappings.js';

/** pi knows text and images. */
const input: FieldMapping = {
  ...exactField('modalities.input'),
  approximates: 'only text and images',
  write: (_, model) => model!.modalities?.input?.filter((kind) => kind === 'text' || kind === 'image'),
};

/** Prices come as four, of which pi takes one that is not known for nothing. */
const cachePrice = (kind: 'cache_read' | 'cache_write'): FieldMapping => ({
  ...exactField(`cost.${kind}`),
  write: (_, model) => (model!.cost === undefined ? undefined : (model!.cost[kind] ?? 0)),
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
  'cost.cacheRead': cachePrice('cache_read'),
  'cost.cacheWrite': cachePrice('cache_write'),
});

/** @param pattern how the key is read back */
export function piProviderMappings(pattern: RegExp): MappingTable {
  return {
    name: providerName,
    baseUrl,
    api: protocolName,
    apiKey: apiKey({ pattern }),
    authHeader: keyHeaderSwitch('authHeader'),
    headers: headersObject,
    models: piModels,
  };
}

/** What a model is called across providers. */
export function piModelReference(model: string, { id }: AgentView): string {
  return `${id}/${model}`;
}

/** The protocols by pi's names. Where the version belongs to the base URL was seen in runs of each of the agents. */
export const piProtocols = {
  'openai-chat': { name: 'openai-completions', appends: '/chat/completions' },
  'openai-responses': { name: 'openai-responses', appends: '/responses' },
  'anthropic-messages': { name: 'anthropic-messages', appends: '/v1/messages' },
  'google-generative-ai': { name: 'google-generative-ai', appends: '/models' },
} as const;

/**
 * What the older pi and oh-my-pi take a header value for: a command, which they run in a shell, when it begins with `!`, and a variable
 * when all of it is the name of one. There is no way to write such a value (resolve-config-value of each).
 */
export const piHeaders: HeaderMapping = { alteredValues: /^!|^[A-Z_][A-Z0-9_]*$/ };
