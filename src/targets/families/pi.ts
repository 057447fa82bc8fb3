// The structure of pi's models.json, which oh-my-pi and OpenClaw share.
import type { AgentView, HeaderMapping } from '../engine/agent-definition.js';
import { exactField, type FieldMapping, type MappingTable } from '../engine/field-mapping.js';
import { modelId, modelList } from '../engine/model-mappings.js';
import { apiKey, baseUrl, headersObject, keyHeaderSwitch, protocolName, providerName } from '../engine/provider-mappings.js';

/** pi supports text and images. */
const input: FieldMapping = {
  ...exactField('modalities.input'),
  approximates: 'only text and images',
  write: (_, model) => model!.modalities?.input?.filter((kind) => kind === 'text' || kind === 'image'),
};

/** pi requires all four prices, and treats an unknown one as 0. */
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

/** @param pattern matches a reference to the variable of the key */
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

/** The name of a model in a list of all providers. */
export function piModelReference(model: string, { id }: AgentView): string {
  return `${id}/${model}`;
}

/** The protocols by pi's names. Runs of each agent showed for which protocols the base URL contains the version. */
export const piProtocols = {
  'openai-chat': { name: 'openai-completions', appends: '/chat/completions' },
  'openai-responses': { name: 'openai-responses', appends: '/responses' },
  'anthropic-messages': { name: 'anthropic-messages', appends: '/v1/messages' },
  'google-generative-ai': { name: 'google-generative-ai', appends: '/models' },
} as const;

/**
 * The older pi and oh-my-pi run a header value that begins with `!` as a shell command, and expand one that consists of the name of a
 * variable. Neither can be escaped (resolve-config-value of each).
 */
export const piHeaders: HeaderMapping = { alteredValues: /^!|^[A-Z_][A-Z0-9_]*$/ };
