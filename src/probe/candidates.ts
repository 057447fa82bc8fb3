// Where a probe looks for endpoints and model lists, and how it may send the key. The plan that users confirm is made from the same tables.
import { defaultPath, keyHeader } from '../spec/normalize.js';
import type { Endpoint, LiveModels, Protocol } from '../spec/provider.js';
import type { KeyForm, EndpointCandidate, PlannedRequest, ProbeInput } from './types.js';
import { protocolProbes, type ProbedProtocol } from './protocol-probes.js';

export const probedProtocols = Object.keys(protocolProbes) as ProbedProtocol[];

export function isProbed(protocol: Protocol): protocol is ProbedProtocol {
  return protocol in protocolProbes;
}

/** The endpoints of a spec whose protocol a probe speaks. */
export function probedEndpoints({ provider }: ProbeInput): (Endpoint & { readonly protocol: ProbedProtocol })[] {
  return provider.endpoints.filter((endpoint): endpoint is Endpoint & { readonly protocol: ProbedProtocol } => isProbed(endpoint.protocol));
}

/**
 * The URLs at which an endpoint of a protocol may be: those of the spec first, then the usual ones on the same host.
 * @param near the path of a base URL that answered in another way; it comes first among the usual ones
 */
export function endpointCandidates(input: ProbeInput, protocol: ProbedProtocol, near?: string): EndpointCandidate[] {
  const claimed = probedEndpoints(input);
  const own = claimed.filter((endpoint) => endpoint.protocol === protocol && !input.guessed);
  // Responses is usually beside Chat Completions.
  const start = own[0] ?? claimed.find((endpoint) => endpoint.protocol.startsWith('openai')) ?? claimed[0]!;
  const path = defaultPath(protocol);
  const nearby = near !== undefined && !protocol.startsWith('openai') ? withoutVersion(near) : near;
  const candidates = [
    ...own.map((endpoint): EndpointCandidate => ({ protocol, origin: endpoint.origin, prefix: endpoint.prefix, path: endpoint.path })),
    ...moveNearFirst(usualPrefixes(protocol, start.prefix), nearby).map((prefix): EndpointCandidate => ({
      protocol,
      origin: start.origin,
      prefix,
      path,
    })),
  ];
  return candidates.filter((one, index) => candidates.findIndex((other) => candidateUrl(other) === candidateUrl(one)) === index);
}

function moveNearFirst(prefixes: readonly string[], near: string | undefined): readonly string[] {
  return near !== undefined && prefixes.includes(near) ? [near, ...prefixes.filter((prefix) => prefix !== near)] : prefixes;
}

/** A path without the trailing version, which the SDKs of Anthropic and Google append. */
function withoutVersion(prefix: string): string {
  return prefix.replace(/\/v\d+(beta)?$/, '');
}

/** The usual base paths of a protocol, given one that is known. */
function usualPrefixes(protocol: ProbedProtocol, prefix: string): string[] {
  const bare = withoutVersion(prefix);
  if (protocol === 'google-generative-ai') return [bare, ''];
  // DeepSeek, MiniMax and Kimi have it below /anthropic (api-docs.deepseek.com, guide on the Anthropic API).
  if (protocol === 'anthropic-messages') return [bare, '/anthropic', '/api', ''];
  return [prefix, ...(bare === prefix ? [`${prefix}/v1`] : [bare]), '/v1', '/api/v1'];
}

/** The parts of a URL; the path includes its query. */
export function urlParts(url: string): { readonly origin: string; readonly host: string; readonly path: string } {
  const [, scheme = '', host = '', path = ''] = /^([^:]+:\/\/)([^/?#]*)(.*)$/.exec(url) ?? [];
  return { origin: scheme + host, host, path: path || '/' };
}

/** The URL of a request, with `{model}` in place of the model. */
export function candidateUrl({ origin, prefix, path }: EndpointCandidate): string {
  return origin + prefix + path;
}

/** The URL of a request for a model. Gemini streams from another URL. */
export function requestUrl(candidate: EndpointCandidate, model: string, streams: boolean): string {
  return urlTemplate(candidate, streams).replace('{model}', encodeURIComponent(model));
}

function urlTemplate(candidate: EndpointCandidate, streams: boolean): string {
  const url = candidateUrl(candidate);
  if (candidate.protocol !== 'google-generative-ai') return url;
  return streams ? `${url}${url.includes('?') ? '&' : '?'}alt=sse` : url.replace(':streamGenerateContent', ':generateContent');
}

/** The base URL as a spec writes it. */
export function baseUrl({ origin, prefix }: EndpointCandidate): string {
  return origin + prefix;
}

/** The model list of the spec, unless its URL has a parameter. */
export function claimedModelList({ provider: { live_models: claimed } }: ProbeInput): LiveModels | undefined {
  return claimed?.url.includes('{') ? undefined : claimed;
}

/** The path of the model list below the base URL of a protocol. */
const modelListPaths: Readonly<Record<ProbedProtocol, string>> = {
  'openai-chat': '/models',
  'openai-responses': '/models',
  'anthropic-messages': '/v1/models',
  'google-generative-ai': '/v1beta/models',
};

/** The usual URLs of a model list. */
export function modelListUrls(input: ProbeInput): string[] {
  const protocols: readonly ProbedProtocol[] = input.guessed
    ? ['openai-chat', 'google-generative-ai']
    : probedEndpoints(input).map(({ protocol }) => protocol);
  const urls = protocols.flatMap((protocol) =>
    endpointCandidates(input, protocol).map((candidate) => baseUrl(candidate) + modelListPaths[protocol]),
  );
  return [...new Set(urls)];
}

/** The ways to send a key; that of the spec, or else of the protocol, first. */
export function keyForms(input: ProbeInput, protocol: ProbedProtocol): KeyForm[] {
  const method = input.provider.auth.find(({ type }) => type === 'api_key');
  const own = keyHeader(method?.type === 'api_key' ? method : { type: 'api_key' }, protocol);
  const usual: readonly KeyForm[] = [
    { header: 'Authorization', scheme: 'Bearer' },
    { header: 'x-api-key', scheme: '' },
    { header: 'x-goog-api-key', scheme: '' },
    { header: 'api-key', scheme: '' },
  ];
  return [own, ...usual.filter(({ header }) => header.toLowerCase() !== own.header.toLowerCase())];
}

/** A key form for people: `Authorization: Bearer`. */
export function keyFormLabel({ header, scheme }: KeyForm): string {
  return scheme === '' ? header : `${header}: ${scheme}`;
}

/** The origins that may get the key: those of the endpoints. */
export function originsForKey(input: ProbeInput): Set<string> {
  return new Set(probedEndpoints(input).map(({ origin }) => origin));
}

/** Every kind of request that a probe may send. It sends no other. */
export function plannedRequests(input: ProbeInput): PlannedRequest[] {
  const origins = originsForKey(input);
  const hasKey = input.env.length > 0;
  const row = (method: PlannedRequest['method'], url: string, purpose: string): PlannedRequest => {
    const { origin, host, path } = urlParts(url);
    return { method, host, path, purpose, key: hasKey && origins.has(origin) };
  };
  const live = claimedModelList(input)?.url;
  const lists = [...new Set([...(live === undefined ? [] : [live]), ...modelListUrls(input)])];
  return [
    ...lists.map((url) => row('GET', url, 'the list of models')),
    ...probedProtocols.flatMap((protocol) =>
      endpointCandidates(input, protocol).flatMap((candidate) =>
        [...new Set([urlTemplate(candidate, false), urlTemplate(candidate, true)])].map((url) =>
          row('POST', url, protocolProbes[protocol].title),
        ),
      ),
    ),
  ];
}
