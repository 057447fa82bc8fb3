// An entry of provider.json as a spec: the inverse of view.ts, auth.ts and provider-json.ts.
import {
  differingPaths,
  normalize,
  type JsonObject,
  type Auth,
  type ForgecodeOptions,
  type Model,
  type Protocol,
  type ProviderSpec,
} from '../api.js';
import type { ResponseType } from '../auth.js';
import { defaultDisplayName } from '../names.js';
import { entryKeys, providerEntry, type EntryKey } from '../provider-json.js';
import { resolveForgecodeView, responseTypes, vertexId, vertexMethod } from '../view.js';
import { fromUrlTemplate, splitEndpoint, toParameters, withoutConditions, type UrlParameter } from './url-template.js';

/** What serde reads. The schema check of the audit comes first; `null` equals an absent member. */
export interface Entry {
  readonly id: string;
  readonly provider_type?: 'llm' | 'context_engine';
  readonly api_key_vars?: string;
  readonly url_param_vars?: readonly (string | UrlParameter)[];
  readonly response_type?: ResponseType;
  readonly url: string;
  readonly models?: string | readonly EntryModel[];
  readonly auth_methods: readonly (string | Readonly<Record<string, OAuthConfig>>)[];
  readonly custom_headers?: Readonly<Record<string, string>>;
}

interface EntryModel {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly context_length?: number;
  readonly tools_supported?: boolean;
  readonly supports_parallel_tool_calls?: boolean;
  readonly supports_reasoning?: boolean;
  readonly input_modalities?: readonly ('text' | 'image')[];
}

interface OAuthConfig {
  readonly auth_url: string;
  readonly token_url: string;
  readonly client_id: string;
  readonly scopes: readonly string[];
  readonly redirect_uri?: string;
  readonly use_pkce?: boolean;
  readonly token_refresh_url?: string;
  readonly custom_headers?: Readonly<Record<string, string>>;
  readonly extra_auth_params?: Readonly<Record<string, string>>;
}

/** The shape of the live list that each backend reads. */
const liveListShapes: Partial<Record<ResponseType, 'openai' | 'anthropic' | 'google'>> = {
  OpenAI: 'openai',
  OpenAIResponses: 'openai',
  OpenCode: 'openai',
  Anthropic: 'anthropic',
  Google: 'google',
};

/** @returns the spec, named as forgecode names the id, and the paths of the values that it does not generate again */
export function specFromEntry(entry: Entry, id = toSpecId(entry.id)): { spec: ProviderSpec; lost: string[] } {
  const whole = buildSpec(entry, id, false);
  if (findLostPaths(entry, whole).length === 0) return { spec: whole, lost: [] };
  // A URL template that a spec cannot express is kept verbatim.
  const verbatim = buildSpec(entry, id, true);
  return { spec: verbatim, lost: findLostPaths(entry, verbatim) };
}

/** The id of the spec for an id of forgecode. */
export function toSpecId(id: string): string {
  return id.replaceAll('_', '-').toLowerCase();
}

/** The URL of an entry with `{NAME}` for its parameters, as far as a spec can express it. */
export function entryUrl({ url }: Entry): string {
  return fromUrlTemplate(url, new Map()) ?? withoutConditions(url);
}

function buildSpec(entry: Entry, id: string, verbatim: boolean): ProviderSpec {
  const protocol = protocolOfEntry(entry);
  const extras: Parameters<typeof fromUrlTemplate>[1] = new Map();
  const plain = verbatim ? undefined : fromUrlTemplate(entry.url, extras);
  const live = typeof entry.models === 'string' ? liveModelsOfTemplate(entry.models, entry.response_type, verbatim) : undefined;
  const parameters = toParameters(entry.url_param_vars ?? [], extras);
  const options: ForgecodeOptions = {
    ...(id.replaceAll(/[-.]/g, '_') !== entry.id && { id: entry.id }),
    ...(entry.api_key_vars !== undefined && !entry.auth_methods.includes('api_key') && { env: entry.api_key_vars }),
    ...(entry.provider_type !== undefined && { provider_type: entry.provider_type }),
    ...responseTypeOption(entry, protocol),
    ...(plain === undefined && { url: entry.url }),
    ...modelsOption(entry, live),
    ...forgecodeKeyOrder(entry),
  };
  const models = Array.isArray(entry.models) ? (entry.models as readonly EntryModel[]).map(toSpecModel) : [];
  return {
    schema: 'providersmith/1',
    id,
    name: defaultDisplayName(entry.id),
    endpoints: [{ protocol, ...toEndpoint(entry, protocol) }],
    auth: toAuth(entry) as [Auth, ...Auth[]],
    ...(entry.custom_headers && { headers: entry.custom_headers }),
    ...(parameters.length > 0 && { parameters }),
    ...(live !== undefined && { live_models: live }),
    ...(models.length > 0 && { models }),
    ...(Object.keys(options).length > 0 && { targets: { forgecode: options } }),
  };
}

function toEndpoint(entry: Entry, protocol: Protocol): ReturnType<typeof splitEndpoint> {
  const url = entryUrl(entry);
  // The entry has the root. forgecode appends `/v1` and the path of the protocol that it selects by model (opencode.rs).
  if (entry.response_type === 'OpenCode') return { base_url: `${url.replace(/\/$/, '')}/v1` };
  return splitEndpoint(protocol, entry.id === vertexId ? `${url.replace(/\/*$/, '/')}${vertexMethod}` : url);
}

/** Sets the response type if it does not follow from the protocol. For a context engine, none follows. */
function responseTypeOption({ provider_type: kind, response_type: type }: Entry, protocol: Protocol): ForgecodeOptions {
  if (type === undefined || (type === responseTypes[protocol] && kind !== 'context_engine')) return {};
  return { response_type: type };
}

/** The protocol of the endpoint. An entry can use the Chat Completions backend with a Responses URL. */
function protocolOfEntry({ response_type: type, url }: Entry): Protocol {
  if (type === 'OpenAI' && url.endsWith('/responses')) return 'openai-responses';
  const found = Object.entries(responseTypes).find(([, other]) => other === type);
  return (found?.[0] as Protocol | undefined) ?? 'openai-chat';
}

function liveModelsOfTemplate(template: string, responseType: ResponseType | undefined, verbatim: boolean): ProviderSpec['live_models'] {
  const url = verbatim ? undefined : fromUrlTemplate(template, new Map());
  const shape = responseType && liveListShapes[responseType];
  return url === undefined || shape === undefined ? undefined : { url, shape };
}

function modelsOption({ models, response_type: type }: Entry, live: ProviderSpec['live_models']): ForgecodeOptions {
  if (typeof models === 'string') return live === undefined ? { models } : {};
  return models === undefined && type !== undefined ? { models: 'none' } : {};
}

/** Sets the order of the keys if it is not the usual one. */
function forgecodeKeyOrder(entry: Entry): Pick<ForgecodeOptions, 'key_order'> {
  const keys = Object.keys(entry) as EntryKey[];
  const usual = entryKeys.filter((key) => keys.includes(key));
  return usual.every((key, index) => key === keys[index]) ? {} : { key_order: keys as [EntryKey, ...EntryKey[]] };
}

function toSpecModel(model: EntryModel): Model {
  const input = model.input_modalities as NonNullable<Model['modalities']>['input'] | undefined;
  return {
    id: model.id,
    ...(isPresent(model.name) && { name: model.name }),
    ...(isPresent(model.description) && { description: model.description }),
    ...(isPresent(model.context_length) && { limit: { context: model.context_length } }),
    ...(input && input.length > 0 && { modalities: { input } }),
    ...(isPresent(model.tools_supported) && { tool_call: model.tools_supported }),
    ...(isPresent(model.supports_parallel_tool_calls) && { parallel_tool_calls: model.supports_parallel_tool_calls }),
    ...(isPresent(model.supports_reasoning) && { reasoning: model.supports_reasoning }),
  };
}

function isPresent<T>(value: T | null | undefined): value is T {
  return value !== undefined && value !== null;
}

function toAuth(entry: Entry): Auth[] {
  if (entry.auth_methods.length === 0) return [{ type: 'none' }];
  return entry.auth_methods.map((method): Auth => {
    if (method === 'api_key') return { type: 'api_key', ...(entry.api_key_vars !== undefined && { env: entry.api_key_vars }) };
    if (method === 'google_adc' || method === 'aws_profile') return { type: method };
    const [kind, config] = Object.entries(method)[0] as [string, OAuthConfig];
    const flow = {
      authorization_url: config.auth_url,
      token_url: config.token_url,
      client_id: config.client_id,
      scopes: [...config.scopes],
      ...(isPresent(config.redirect_uri) && { redirect_uri: config.redirect_uri }),
      ...(isPresent(config.use_pkce) && { pkce: config.use_pkce }),
      ...(isPresent(config.extra_auth_params) && { extra_auth_params: config.extra_auth_params }),
      ...(isPresent(config.custom_headers) && { headers: config.custom_headers }),
      ...(isPresent(config.token_refresh_url) && { key_exchange_url: config.token_refresh_url }),
    };
    if (kind === 'oauth_code') return { type: 'oauth_code', ...flow };
    return { type: 'oauth_device', ...(kind === 'codex_device' && { variant: 'codex' as const }), ...flow };
  });
}

/** The paths of the values that the spec does not generate again. */
function findLostPaths(entry: Entry, spec: ProviderSpec): string[] {
  // The entry alone is compared, so the id need not be a Rust identifier.
  const { view } = resolveForgecodeView(normalize({ ...spec, targets: { forgecode: { ...spec.targets?.forgecode, rust: false } } }));
  if (!view) return Object.keys(entry);
  const before = entry as object as JsonObject;
  const after = providerEntry(view);
  const paths = differingPaths(before, after).map((path) => path.join('.'));
  // A spec does not keep the order of keys below those of an entry.
  return paths.length > 0 ? paths : Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

export function withForgecodeOptions(spec: ProviderSpec, options: ForgecodeOptions): ProviderSpec {
  if (Object.keys(options).length === 0) return spec;
  return { ...spec, targets: { ...spec.targets, forgecode: { ...spec.targets?.forgecode, ...options } } };
}

/** Marks the name of a spec as derived from the id, for a file without names, so that it replaces no name in Rust code. */
export function withoutDisplayArm(spec: ProviderSpec): ProviderSpec {
  return withForgecodeOptions(spec, { display_arm: 'as-is' });
}
