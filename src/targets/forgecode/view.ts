// The agent view of forgecode: which endpoint, URL, logins and models of a provider it uses. All files are made from it.
import {
  diagnose,
  list,
  quote,
  type ApiKey,
  type Diagnostic,
  type Endpoint,
  type ForgecodeOptions,
  type Model,
  type Parameter,
  type Protocol,
  type Provider,
} from './api.js';
import { resolveAuthMethods, type ResponseType } from './auth.js';
import { defaultConstantName, defaultDisplayName } from './names.js';
import { forgecodeDiagnostic } from './rules.js';

/** A list that knows each provider: in provider.json, in the Rust code, in its tests, in the README. */
export type Surface =
  | 'provider_json'
  | 'const'
  | 'built_in_providers'
  | 'display_name'
  | 'from_str'
  | 'domain_tests'
  | 'config_test'
  | 'readme';

/** A provider resolved for forgecode, from which all edits are made. */
export interface ForgecodeView {
  readonly provider: Provider;
  readonly options: ForgecodeOptions;
  readonly id: string;
  /** The name of its constant in Rust. */
  readonly ident: string;
  readonly name: string;
  readonly env: string | undefined;
  readonly endpoint: Endpoint;
  /** Absent for a context engine. */
  readonly responseType: ResponseType | undefined;
  /** The `url` template, in Handlebars. */
  readonly url: string;
  readonly parameters: readonly Parameter[];
  /** A list, or the URL of one. */
  readonly models: readonly Model[] | string | undefined;
  readonly authMethods: readonly unknown[];
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** By surface, the id of the sibling that it follows, or `firstPlace`. */
  readonly after: Partial<Readonly<Record<Surface, string>>>;
  /** Whether the Rust code names the provider. */
  readonly inRust: boolean;
  readonly needsDisplayArm: boolean;
}

export const responseTypes: Readonly<Partial<Record<Protocol, ResponseType>>> = {
  'openai-chat': 'OpenAI',
  'openai-responses': 'OpenAIResponses',
  'anthropic-messages': 'Anthropic',
  'google-generative-ai': 'Google',
  'bedrock-converse': 'Bedrock',
};

/** Stands for a sibling's id where an entry comes first. No id starts with `@`. */
export const firstPlace = '@start';

/** The surfaces in which a sibling is known by its id. Tests and README blocks have names of their own. */
export const surfacesById: readonly Surface[] = ['provider_json', 'const', 'built_in_providers', 'display_name', 'from_str'];

/** The shapes of a live list that each backend reads. */
const readableShapes: Readonly<Record<ResponseType, readonly string[]>> = {
  OpenAI: ['openai', 'openrouter'],
  OpenAIResponses: ['openai', 'openrouter'],
  OpenCode: ['openai', 'openrouter'],
  Anthropic: ['anthropic'],
  Google: ['google'],
  Bedrock: [],
};

/** Resolves a provider for forgecode. Without a view, the diagnostics say why. */
export function resolveForgecodeView(provider: Provider): { view?: ForgecodeView; diagnostics: Diagnostic[] } {
  const options: ForgecodeOptions = provider.targets.forgecode ?? {};
  const endpoint = provider.endpoints.find(({ protocol }) => protocol in responseTypes && protocol === (options.protocol ?? protocol));
  if (!endpoint) return { diagnostics: [protocolRefusal(provider, options)] };

  const id = options.id ?? provider.id.replaceAll(/[-.]/g, '_');
  const responseType = resolveResponseType(options, endpoint);
  const methods = resolveAuthMethods(provider, endpoint, id, responseType);
  const identity = resolveIdentity(id, provider, options);
  const refusal = loginRefusal(methods.values) ?? messagesPathRefusal(provider, options, endpoint, id) ?? identRefusal(identity);
  if (refusal) return { diagnostics: [...methods.diagnostics, refusal] };

  const models = resolveModels(provider, options, responseType);
  const key = provider.auth.find((method): method is ApiKey => method.type === 'api_key');
  const hasHeaders = Object.keys(provider.headers).length > 0 && responseType === 'OpenAI';
  return {
    diagnostics: [...methods.diagnostics, ...models.diagnostics],
    view: {
      provider,
      options,
      ...identity,
      env: options.env ?? key?.env,
      endpoint,
      responseType,
      url: options.url ?? requestUrlTemplate(endpoint, provider.parameters),
      parameters: provider.parameters,
      models: models.value,
      authMethods: methods.values,
      headers: hasHeaders ? provider.headers : undefined,
      after: placementBySurface(options.after),
    },
  };
}

function resolveResponseType(options: ForgecodeOptions, { protocol }: Endpoint): ResponseType | undefined {
  if (options.response_type !== undefined) return options.response_type;
  return options.provider_type === 'context_engine' ? undefined : responseTypes[protocol];
}

type Identity = Pick<ForgecodeView, 'id' | 'ident' | 'name' | 'inRust' | 'needsDisplayArm'>;

function resolveIdentity(id: string, provider: Provider, options: ForgecodeOptions): Identity {
  const name = options.name ?? provider.name;
  return {
    id,
    ident: options.ident ?? defaultConstantName(id),
    name,
    inRust: options.rust !== false,
    needsDisplayArm: options.display_arm === 'always' || (options.display_arm !== 'as-is' && defaultDisplayName(id) !== name),
  };
}

function protocolRefusal(provider: Provider, { protocol }: ForgecodeOptions): Diagnostic {
  return diagnose('target/not-accepted', `forgecode cannot use an endpoint with the protocol ${quote(protocol)}`, {
    field: '/targets/forgecode/protocol',
    hint: `omit it, or set one that forgecode speaks: ${list(supportedProtocols(provider))}`,
  });
}

function loginRefusal(authMethods: readonly unknown[]): Diagnostic | undefined {
  if (authMethods.length > 0) return undefined;
  return diagnose('target/not-accepted', 'forgecode cannot use any login of this provider', {
    field: '/auth',
    hint: 'forgecode accepts an API key, standard OAuth flows, Google ADC and AWS profiles',
  });
}

function messagesPathRefusal(provider: Provider, options: ForgecodeOptions, endpoint: Endpoint, id: string): Diagnostic | undefined {
  if (endpoint.protocol !== 'anthropic-messages' || options.url !== undefined) return undefined;
  const isVertex = id === vertexId;
  if (isVertex ? endpoint.path.endsWith(`/${vertexMethod}`) : !endpoint.path.includes('{model}')) return undefined;
  const message = isVertex
    ? `forgecode appends \`/${vertexMethod}\` to the Messages URL of \`${vertexId}\`, and the path does not end with it`
    : `forgecode appends the model to the Messages URL of \`${vertexId}\` only, and the path contains \`{model}\``;
  return diagnose('target/not-accepted', message, { field: `/endpoints/${provider.endpoints.indexOf(endpoint)}/path` });
}

function identRefusal({ ident, inRust }: Identity): Diagnostic | undefined {
  if (!inRust || /^[A-Z_]/.test(ident)) return undefined;
  return diagnose('target/not-accepted', `\`${ident}\` is not a valid Rust identifier`, {
    field: '/id',
    hint: `set \`targets.forgecode.ident\`, for example to \`P${ident}\``,
  });
}

/** The protocols that both the provider and forgecode speak, without duplicates. */
export function supportedProtocols({ endpoints }: Provider): Protocol[] {
  return [...new Set(endpoints.map(({ protocol }) => protocol))].filter((protocol) => protocol in responseTypes);
}

/** The model that tests look for: the default model if the list has it, otherwise the first. Undefined without a list. */
export function modelForTest({ models, provider }: ForgecodeView): string | undefined {
  if (models === undefined || typeof models === 'string') return undefined;
  return models.find((model) => model.id === provider.default_model)?.id ?? models[0]?.id;
}

function placementBySurface(after: ForgecodeOptions['after']): ForgecodeView['after'] {
  if (typeof after !== 'string') return after ?? {};
  return Object.fromEntries(surfacesById.map((surface) => [surface, after]));
}

/** The place of an edit after a sibling. @param key  the key that the sibling's id has in this list */
export function placedAfter(sibling: string | undefined, key: (id: string) => string = (id) => id): { after?: string | null } {
  if (sibling === undefined) return {};
  return { after: sibling === firstPlace ? null : key(sibling) };
}

/** The only id for which forgecode appends the model and its method to a Messages URL (anthropic.rs). */
export const vertexId = 'vertex_ai_anthropic';
export const vertexMethod = '{model}:streamRawPredict';

/** The `url` of an entry: the URL of a request without what the backend appends. */
function requestUrlTemplate(endpoint: Endpoint, parameters: readonly Parameter[]): string {
  switch (endpoint.protocol) {
    case 'bedrock-converse':
      return toUrlTemplate(`${endpoint.origin}${endpoint.prefix}`, parameters);
    case 'google-generative-ai':
      return toUrlTemplate(endpoint.url.replace(/\/models\/\{model\}.*$/, ''), parameters);
    case 'anthropic-messages':
      return toUrlTemplate(endpoint.url.replace(vertexMethod, ''), parameters);
    default:
      return toUrlTemplate(endpoint.url, parameters);
  }
}

/** Replaces `{NAME}` with Handlebars in strict mode, where only an optional parameter may be missing. */
function toUrlTemplate(url: string, parameters: readonly Parameter[]): string {
  return url.replaceAll(/\{([A-Z][A-Z0-9_]*)\}/g, (whole, name: string) => {
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (!parameter) return whole;
    const value = `${parameter.prefix ?? ''}{{${name}}}`;
    if (parameter.default !== undefined) return `{{#if ${name}}}${value}{{else}}${parameter.prefix ?? ''}${parameter.default}{{/if}}`;
    return parameter.optional === true ? `{{#if ${name}}}${value}{{/if}}` : value;
  });
}

function resolveModels(
  provider: Provider,
  options: ForgecodeOptions,
  responseType: ResponseType | undefined,
): { value: ForgecodeView['models']; diagnostics: Diagnostic[] } {
  const wanted = options.models ?? (provider.models.length > 0 ? 'list' : 'live');
  if (wanted === 'none' || responseType === undefined) return { value: undefined, diagnostics: [] };
  if (wanted === 'list' && provider.models.length > 0) return { value: provider.models, diagnostics: [] };
  if (wanted !== 'list' && wanted !== 'live') return { value: wanted, diagnostics: [] };
  const live = provider.live_models;
  const noModels = forgecodeDiagnostic('no-models', 'the spec has no model list that forgecode can read', {
    field: live ? '/live_models' : '',
    hint: 'add `models` to the spec',
  });
  if (!live) return { value: undefined, diagnostics: [noModels] };
  const readable = readableShapes[responseType];
  if (readable.includes(live.shape)) return { value: toUrlTemplate(live.url, provider.parameters), diagnostics: [] };
  const unreadable = forgecodeDiagnostic(
    'live-shape',
    `the live list has the shape ${quote(live.shape)}; for \`${responseType}\`, forgecode reads ${readable.length === 0 ? 'none' : list(readable)}`,
    { field: '/live_models/shape' },
  );
  if (provider.models.length > 0) return { value: provider.models, diagnostics: [unreadable] };
  return { value: undefined, diagnostics: [unreadable, noModels] };
}
