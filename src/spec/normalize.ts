import type { ApiKeyAuth, Endpoint, Protocol, Provider, ProviderSpec } from './provider.js';

/** The path that the official SDK of a protocol appends to its base URL. */
const defaultPaths: Readonly<Record<Protocol, string>> = {
  'openai-chat': '/chat/completions',
  'openai-responses': '/responses',
  'anthropic-messages': '/v1/messages',
  'google-generative-ai': '/v1beta/models/{model}:streamGenerateContent',
  'bedrock-converse': '/model/{model}/converse-stream',
  'ai-sdk': '',
};

/** The path of a request, by default. */
export function defaultPath(protocol: Protocol): string {
  return defaultPaths[protocol];
}

/** The header of the key, for protocols that do not use `Authorization`. */
const keyHeaders: Partial<Record<Protocol, string>> = {
  'anthropic-messages': 'x-api-key',
  'google-generative-ai': 'x-goog-api-key',
};

/** Adds the defaults to a valid spec. No other module knows them. */
export function normalize(spec: ProviderSpec): Provider {
  const { $schema: _, schema: _version, ...rest } = spec;
  const endpoints = spec.endpoints.map(normalizeEndpoint) as [Endpoint, ...Endpoint[]];
  const auth = spec.auth.map((method) =>
    method.type === 'api_key' ? { ...method, env_aliases: method.env_aliases ?? [], token_prefix: method.token_prefix ?? '' } : method,
  );
  return deepFreeze({
    ...rest,
    endpoints,
    auth,
    headers: { ...spec.headers },
    parameters: spec.parameters ?? [],
    models: spec.models ?? [],
    quirks: spec.quirks ?? {},
    targets: spec.targets ?? {},
    questions: spec.questions ?? [],
    evidence: spec.evidence ?? [],
  });
}

function normalizeEndpoint(endpoint: ProviderSpec['endpoints'][number]): Endpoint {
  const { origin, prefix } = splitUrl(endpoint.base_url);
  const path = endpoint.path ?? defaultPaths[endpoint.protocol];
  return { ...endpoint, path, origin, prefix, url: `${origin}${prefix}${path}` };
}

/** How an endpoint expects the key: by the spec, or else by the protocol. */
export function keyHeader(method: ApiKeyAuth, protocol: Protocol): { header: string; scheme: string } {
  const header = method.header ?? keyHeaders[protocol] ?? 'Authorization';
  return { header, scheme: method.scheme ?? (header.toLowerCase() === 'authorization' ? 'Bearer' : '') };
}

/** Whether `splitUrl` can split a text: it must start with a scheme and a host, or with a parameter for both. */
export function isUrl(text: string): boolean {
  return /^([^:/]+:\/\/[^/?#]|\{[^{}]+\}([/?#]|$))/.test(text);
}

/** Splits a URL as text, since the WHATWG parser would escape the braces of `{NAME}`. A parameter can be the whole origin. */
export function splitUrl(url: string): { origin: string; prefix: string } {
  const match = /^([^:/]+:\/\/[^/?#]*|\{[^{}]*\})([^?#]*)/.exec(url)!;
  return { origin: match[1]!, prefix: match[2]!.replace(/\/+$/, '') };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
