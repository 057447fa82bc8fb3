// The provider as forgecode sees it: every choice is made here, once.
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

export type Surface =
  | 'provider_json'
  | 'const'
  | 'built_in_providers'
  | 'display_name'
  | 'from_str'
  | 'domain_tests'
  | 'config_test'
  | 'readme';

/** What the edits and the tests are made from. */
export interface ForgecodeView {
  readonly provider: Provider;
  readonly options: ForgecodeOptions;
  readonly id: string;
  readonly ident: string;
  readonly name: string;
  readonly env: string | undefined;
  readonly endpoint: Endpoint;
  /** Absent for a context engine. */
  readonly responseType: ResponseType | undefined;
  /** The `url` template, in Handlebars. */
  readonly url: string;
  readonly parameters: readonly Parameter[];
  readonly models: readonly Model[] | string | undefined;
  readonly authMethods: readonly unknown[];
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** The id behind which an entry goes in a surface, or `atStart`. */
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

/** In the place of an id, for an entry before all others. No id begins like that. */
export const firstPlace = '@start';

/** Where a sibling is known by its id, whatever its tests and its block in the README are called. */
export const surfacesById: readonly Surface[] = ['provider_json', 'const', 'built_in_providers', 'display_name', 'from_str'];

/** Shapes of a live list that each backend reads. */
const readableShapes: Readonly<Record<ResponseType, readonly string[]>> = {
  OpenAI: ['openai', 'openrouter'],
  OpenAIResponses: ['openai', 'openrouter'],
  OpenCode: ['openai', 'openrouter'],
  Anthropic: ['anthropic'],
  Google: ['google'],
  Bedrock: [],
};

/** @returns the view view, or why there is none */
export function resolveForgecodeView(provider: Provider): { view?: ForgecodeView; diagnostics: Diagnostic[] } {
  const options: ForgecodeOptions = provider.targets.forgecode ?? {};
  const endpoint = provider.endpoints.find(({ protocol }) => protocol in responseTypes && protocol === (options.protocol ?? protocol));
  if (!endpoint)
    return {
      diagnostics: [
        diagnose('target/not-accepted', `forgecode: no endpoint with ${quote(options.protocol)} can be used`, {
          field: '/targets/forgecode/protocol',
          hint: `leave it out, or name one that forgecode speaks: ${list(supportedProtocols(provider))}`,
        }),
      ],
    };

  const id = options.id ?? provider.id.replaceAll(/[-.]/g, '_');
  const name = options.name ?? provider.name;
  const responseType =
    options.provider_type === 'context_engine' && options.response_type === undefined
      ? undefined
      : (options.response_type ?? responseTypes[endpoint.protocol]);
  const key = provider.auth.find((method): method is ApiKey => method.type === 'api_key');
  const diagnostics: Diagnostic[] = [];
  const methods = resolveAuthMethods(provider, endpoint, id, responseType);
  diagnostics.push(...methods.diagnostics);
  if (methods.values.length === 0) {
    diagnostics.push(
      diagnose('target/not-accepted', 'forgecode: none of the ways to log in can be used', {
        field: '/auth',
        hint: 'forgecode takes an API key, OAuth flows of the standard kind, Google ADC and AWS profiles',
      }),
    );
    return { diagnostics };
  }
  const fits = id === vertexId ? endpoint.path.endsWith(`/${vertexMethod}`) : !endpoint.path.includes('{model}');
  if (endpoint.protocol === 'anthropic-messages' && options.url === undefined && !fits) {
    const message = `forgecode: the path of Messages ends with \`/${vertexMethod}\` for the id \`${vertexId}\`, and has no model in it for any other`;
    diagnostics.push(diagnose('target/not-accepted', message, { field: `/endpoints/${provider.endpoints.indexOf(endpoint)}/path` }));
    return { diagnostics };
  }
  const ident = options.ident ?? defaultConstantName(id);
  const inRust = options.rust !== false;
  if (inRust && !/^[A-Z_]/.test(ident)) {
    const hint = `set \`targets.forgecode.ident\`, such as \`P${ident}\``;
    diagnostics.push(diagnose('target/not-accepted', `forgecode: \`${ident}\` is no Rust identifier`, { field: '/id', hint }));
    return { diagnostics };
  }
  const models = resolveModels(provider, options, responseType);
  diagnostics.push(...models.diagnostics);
  const hasHeaders = Object.keys(provider.headers).length > 0 && responseType === 'OpenAI';
  return {
    diagnostics,
    view: {
      provider,
      options,
      id,
      ident,
      name,
      env: options.env ?? key?.env,
      endpoint,
      responseType,
      url: options.url ?? requestUrlTemplate(endpoint, provider.parameters),
      parameters: provider.parameters,
      models: models.value,
      authMethods: methods.values,
      headers: hasHeaders ? provider.headers : undefined,
      after: placementBySurface(options.after),
      inRust,
      needsDisplayArm: options.display_arm === 'always' || (options.display_arm !== 'as-is' && defaultDisplayName(id) !== name),
    },
  };
}

/** The protocols of a provider that forgecode speaks as well, each once. */
export function supportedProtocols({ endpoints }: Provider): Protocol[] {
  return [...new Set(endpoints.map(({ protocol }) => protocol))].filter((protocol) => protocol in responseTypes);
}

/** The model that tests look for: the default one where the list has it. Undefined without a list. */
export function modelForTest({ models, provider }: ForgecodeView): string | undefined {
  if (models === undefined || typeof models === 'string') return undefined;
  return models.find((model) => model.id === provider.default_model)?.id ?? models[0]?.id;
}

function placementBySurface(after: ForgecodeOptions['after']): ForgecodeView['after'] {
  if (typeof after !== 'string') return after ?? {};
  return Object.fromEntries(surfacesById.map((surface) => [surface, after]));
}

/** Where an entry goes in a list whose items have other keys than ids. */
export function placedAfter(sibling: string | undefined, key: (id: string) => string = (id) => id): { after?: string | null } {
  if (sibling === undefined) return {};
  return { after: sibling === firstPlace ? null : key(sibling) };
}

/** For Messages of Vertex AI, and for no other id, forgecode appends the model and its method (anthropic.rs). */
export const vertexId = 'vertex_ai_anthropic';
export const vertexMethod = '{model}:streamRawPredict';

/** The URL as each backend wants it: whole, or without what the backend appends. */
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

/** `{NAME}` in forgecode's words: Handlebars in strict mode, where only an optional parameter may be missing. */
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
  const none = (): { value: undefined; diagnostics: Diagnostic[] } => ({
    value: undefined,
    diagnostics: [
      forgecodeDiagnostic('no-models', 'there is no list of models that forgecode can read', {
        field: live ? '/live_models' : '',
        hint: 'add `models` to the spec',
      }),
    ],
  });
  if (!live) return none();
  if (readableShapes[responseType].includes(live.shape)) return { value: toUrlTemplate(live.url, provider.parameters), diagnostics: [] };
  const unreadable = forgecodeDiagnostic(
    'live-shape',
    `the live list has the shape ${quote(live.shape)}; with \`${responseType}\` forgecode reads ${list(readableShapes[responseType])}`,
    { field: '/live_models/shape' },
  );
  if (provider.models.length > 0) return { value: provider.models, diagnostics: [unreadable] };
  return { value: undefined, diagnostics: [unreadable, ...none().diagnostics] };
}
