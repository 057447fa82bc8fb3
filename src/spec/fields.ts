// The fields of a spec that a target can hold, and how it holds them.
import type { Model, Provider } from './provider.js';

/** By field, what it is for people; the order is that of `explain`. */
export const modelFields = {
  name: 'name of a model',
  description: 'description of a model',
  family: 'family of a model',
  'limit.context': 'context window',
  'limit.input': 'input limit',
  'limit.output': 'output limit',
  'modalities.input': 'kinds of input',
  'modalities.output': 'kinds of output',
  tool_call: 'tool calls',
  parallel_tool_calls: 'parallel tool calls',
  reasoning: 'reasoning',
  reasoning_options: 'how reasoning is set',
  temperature: 'temperature',
  structured_output: 'structured output',
  'cost.input': 'price of input',
  'cost.output': 'price of output',
  'cost.cache_read': 'price of cached input',
  'cost.cache_write': 'price of writing the cache',
  release_date: 'day of release',
  knowledge: 'end of knowledge',
  status: 'status of a model',
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
  'models.id': 'ids of the models',
  live_models: 'list of the models that the provider serves',
  default_model: 'default model',
  small_model: 'small model',
  'quirks.reasoning_field': 'member that holds reasoning',
  'quirks.max_tokens_field': 'member that holds the output limit',
} as const;

export type ProviderField = keyof typeof providerFields;
export type Field = ProviderField | `models.${ModelField}`;

export const allFields: readonly Field[] = [
  ...(Object.keys(providerFields) as ProviderField[]),
  ...Object.keys(modelFields).map((field) => `models.${field as ModelField}` as const),
];

/** How a target holds a field. What it has no place for is dropped; what it does not write, the host may fill in by itself. */
export interface FieldSupport {
  readonly how: 'exact' | 'approximated' | 'dropped' | 'defaulted';
  readonly why?: string;
}

/** The value of a field of a model, `limit.context` for one. */
export function modelFieldValue(model: Model, field: ModelField): unknown {
  if (!field.includes('.')) return model[field as keyof Model];
  let value: unknown = model;
  for (const step of field.split('.')) value = (value as Record<string, unknown> | undefined)?.[step];
  return value;
}

/** What a field is called for people. */
export function fieldLabel(field: Field): string {
  return field in providerFields ? providerFields[field as ProviderField] : modelFields[field.slice('models.'.length) as ModelField];
}

/** The fields that a provider has a value for, in the order of `allFields`. */
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
