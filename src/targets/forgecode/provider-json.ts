// The entry of provider.json: ProviderConfig of crates/forge_repo/src/provider/provider_repo.rs.
import { printJson, type ForgecodeOptions, type JsonValue, type MergeEdit, type MergeOptions, type Model, type Parameter } from './api.js';
import { isSupportedModality } from './limits.js';
import { placedAfter, type ForgecodeView } from './view.js';

export const providerJsonPath = 'crates/forge_repo/src/provider/provider.json';

/** Lists whose objects are kept on one line. */
const inlineKeys = ['url_param_vars'];

export type EntryKey = NonNullable<ForgecodeOptions['key_order']>[number];

/** The keys of an entry, in the order of 42 of the 48. */
export const entryKeys: readonly EntryKey[] = [
  'id',
  'provider_type',
  'api_key_vars',
  'url_param_vars',
  'response_type',
  'url',
  'models',
  'auth_methods',
  'custom_headers',
];

export function providerEntry(view: ForgecodeView): { readonly [key: string]: JsonValue } {
  const block = entryMembers(view);
  const keys = [...(view.options.key_order ?? []), ...entryKeys].filter((key) => block[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, block[key]!]));
}

function entryMembers(view: ForgecodeView): Partial<Record<EntryKey, JsonValue>> {
  return {
    id: view.id,
    ...(view.options.provider_type !== undefined && { provider_type: view.options.provider_type }),
    ...(view.env !== undefined && { api_key_vars: view.env }),
    url_param_vars: view.parameters.map(toUrlParameter),
    ...(view.responseType !== undefined && { response_type: view.responseType }),
    url: view.url,
    ...(view.models !== undefined && { models: typeof view.models === 'string' ? view.models : view.models.map(toModelEntry) }),
    auth_methods: view.authMethods as JsonValue[],
    ...(view.headers && { custom_headers: view.headers }),
  };
}

/** The keys of a model. */
export const modelKeys = [
  'id',
  'name',
  'description',
  'context_length',
  'tools_supported',
  'supports_parallel_tool_calls',
  'supports_reasoning',
  'input_modalities',
];

/** The keys that are removed from an entry or a model if the spec does not set them. Unknown keys stay. */
const ownedKeys: NonNullable<MergeOptions['ownedKeys']> = {
  '': entryKeys.filter((key) => key !== 'id'),
  'models[]': modelKeys.filter((key) => key !== 'id'),
  custom_headers: 'all',
};

/** The fields of a model, by the keys of provider.json. */
const modelFields = {
  'models[]': '/models/[]',
  'models[].name': '/models/[]/name',
  'models[].description': '/models/[]/description',
  'models[].context_length': '/models/[]/limit/context',
  'models[].tools_supported': '/models/[]/tool_call',
  'models[].supports_parallel_tool_calls': '/models/[]/parallel_tool_calls',
  'models[].supports_reasoning': '/models/[]/reasoning',
  'models[].input_modalities': '/models/[]/modalities/input',
};

/** The field of the spec that each key comes from. */
function specFieldsByKey({ provider, options, endpoint, models }: ForgecodeView): NonNullable<MergeEdit['fields']> {
  const option = (key: 'env' | 'response_type' | 'url' | 'models', otherwise: string): string =>
    options[key] === undefined ? otherwise : `/targets/forgecode/${key}`;
  const at = `/endpoints/${provider.endpoints.indexOf(endpoint)}`;
  const key = provider.auth.findIndex(({ type }) => type === 'api_key');
  return {
    '': '/id',
    provider_type: '/targets/forgecode/provider_type',
    api_key_vars: option('env', key === -1 ? '/auth' : `/auth/${key}/env`),
    url_param_vars: '/parameters',
    response_type: option('response_type', `${at}/protocol`),
    url: option('url', `${at}/base_url`),
    models: typeof models === 'string' ? option('models', '/live_models/url') : '/models',
    auth_methods: '/auth',
    custom_headers: '/headers',
    ...(Array.isArray(models) && modelFields),
  };
}

const positionsOfNewModels = { 'newest-first': 'first', append: 'last', after: undefined } as const;

/** A file with this provider alone. */
export function providerJsonFile(view: ForgecodeView): string {
  const options = { indent: '', unit: '  ', eol: '\n', column: 0, followed: false, inline: inlineKeys };
  return `${printJson([providerEntry(view)], options)}\n`;
}

export function providerJsonEdit(view: ForgecodeView): MergeEdit {
  const place = positionsOfNewModels[view.options.new_models ?? 'after'];
  return {
    kind: 'merge',
    path: providerJsonPath,
    format: 'json',
    at: [{ where: { id: view.id } }],
    value: providerEntry(view),
    ...placedAfter(view.after.provider_json),
    layout: { inline: inlineKeys },
    options: { unordered: ['auth_methods'], ownedKeys, ...(place !== undefined && { newElements: { models: place } }) },
    fields: specFieldsByKey(view),
  };
}

/** The name, or an object if it has options or is optional. A default makes a parameter optional, since strict templates fail otherwise. */
function toUrlParameter(parameter: Parameter): JsonValue {
  const optional = parameter.optional === true || parameter.default !== undefined;
  if (!optional && !parameter.options) return parameter.name;
  return { name: parameter.name, ...(parameter.options && { options: parameter.options }), ...(optional && { optional: true }) };
}

function toModelEntry(model: Model): JsonValue {
  const modalities = model.modalities?.input?.filter(isSupportedModality);
  return {
    id: model.id,
    ...(model.name !== undefined && { name: model.name }),
    ...(model.description !== undefined && { description: model.description }),
    ...(model.limit?.context !== undefined && { context_length: model.limit.context }),
    ...(model.tool_call !== undefined && { tools_supported: model.tool_call }),
    ...(model.parallel_tool_calls !== undefined && { supports_parallel_tool_calls: model.parallel_tool_calls }),
    ...(model.reasoning !== undefined && { supports_reasoning: model.reasoning }),
    ...(modalities && modalities.length > 0 && { input_modalities: modalities }),
  };
}
