// The fields of a spec, and how a target can support them.
import type { Model, Provider } from './provider.js';

/** The label of each field, in the order of `explain`. */
export const modelFields = {
  name: 'model name',
  description: 'model description',
  family: 'model family',
  'limit.context': 'context window',
  'limit.input': 'input limit',
  'limit.output': 'output limit',
  'modalities.input': 'input modalities',
  'modalities.output': 'output modalities',
  tool_call: 'tool calls',
  parallel_tool_calls: 'parallel tool calls',
  reasoning: 'reasoning',
  reasoning_options: 'reasoning options',
  temperature: 'temperature',
  structured_output: 'structured output',
  'cost.input': 'input price',
  'cost.output': 'output price',
  'cost.cache_read': 'cache read price',
  'cost.cache_write': 'cache write price',
  release_date: 'release date',
  knowledge: 'knowledge cutoff',
  status: 'model status',
} as const;

export type ModelField = keyof typeof modelFields;

/** Fields of the provider. `key` is the variable that holds the key, `url` the base URL with its path. */
export const providerFields = {
  id: 'id',
  name: 'name',
  description: 'description',
  homepage: 'homepage',
  docs: 'documentation',
  protocol: 'protocol',
  url: 'URL',
  key: 'variable of the key',
  key_aliases: 'other variables of the key',
  key_header: 'header of the key',
  login: 'other ways to log in',
  headers: 'headers',
  'models.id': 'model ids',
  live_models: 'live model list',
  default_model: 'default model',
  small_model: 'small model',
  'quirks.reasoning_field': 'reasoning member of responses',
  'quirks.max_tokens_field': 'output limit member of requests',
} as const;

export type ProviderField = keyof typeof providerFields;
export type Field = ProviderField | `models.${ModelField}`;

export const allFields: readonly Field[] = [
  ...(Object.keys(providerFields) as ProviderField[]),
  ...Object.keys(modelFields).map((field) => `models.${field as ModelField}` as const),
];

/** How a target supports a field. Dropped: the file of the agent has no place for it. Defaulted: the agent supplies its own value. */
export interface FieldSupport {
  readonly how: 'exact' | 'approximated' | 'dropped' | 'defaulted';
  readonly why?: string;
}

/** @param field a path such as `limit.context` */
export function modelFieldValue(model: Model, field: ModelField): unknown {
  if (!field.includes('.')) return model[field as keyof Model];
  let value: unknown = model;
  for (const step of field.split('.')) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

export function fieldLabel(field: Field): string {
  return field in providerFields ? providerFields[field as ProviderField] : modelFields[field.slice('models.'.length) as ModelField];
}

/** The fields for which a provider has a value, in the order of `allFields`. */
export function usedFields(provider: Provider): Field[] {
  const keys = provider.auth.filter((method) => method.type === 'api_key');
  const special: Partial<Record<Field, boolean>> = {
    protocol: true,
    url: true,
    key: keys.length > 0,
    key_aliases: keys.some(({ env_aliases }) => env_aliases.length > 0),
    key_header: keys.some(({ header, scheme }) => header !== undefined || scheme !== undefined),
    login: provider.auth.some(({ type }) => type !== 'api_key' && type !== 'none'),
    headers: Object.keys(provider.headers).length > 0,
    'models.id': provider.models.length > 0,
    'quirks.reasoning_field': provider.quirks.reasoning_field !== undefined,
    'quirks.max_tokens_field': provider.quirks.max_tokens_field !== undefined,
  };
  return allFields.filter((field) => {
    if (field in special) return special[field];
    if (!field.startsWith('models.')) return provider[field as keyof Provider] !== undefined;
    return provider.models.some((model) => modelFieldValue(model, field.slice('models.'.length) as ModelField) !== undefined);
  });
}
