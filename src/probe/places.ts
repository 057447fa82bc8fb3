// Where a probe looks, and how it sends the key: all that it may send is told from here, before anything is sent.
import { defaultPath, keyHeader } from '../spec/normalize.js';
import type { Endpoint, LiveModels, Protocol, Provider } from '../spec/provider.js';
import type { KeyForm, Place, PlanRow } from './types.js';
import { wires, type Spoken } from './wires.js';

/** What a probe starts from. */
export interface ProbeInput {
  readonly provider: Provider;
  /** Whether the endpoints are guesses, as with a URL alone: then other protocols and places are looked at as a matter of course. */
  readonly guessed: boolean;
  /** The variables of the key; none for a provider that needs no key. */
  readonly env: readonly string[];
  /** The model to ask, before those of the spec. */
  readonly model?: string;
}

export const spokenProtocols = Object.keys(wires) as Spoken[];

export function isSpoken(protocol: Protocol): protocol is Spoken {
  return protocol in wires;
}

/** The endpoints of a spec that can be asked, in their order. */
export function spokenEndpoints({ provider }: ProbeInput): (Endpoint & { readonly protocol: Spoken })[] {
  return provider.endpoints.filter((endpoint): endpoint is Endpoint & { readonly protocol: Spoken } => isSpoken(endpoint.protocol));
}

/**
 * The places where the spec says that a protocol is spoken, and then those that are usual on its host.
 * @param near the path of a base URL below which something answered: what is there comes before the other usual ones
 */
export function placesOf(input: ProbeInput, protocol: Spoken, near?: string): Place[] {
  const claimed = spokenEndpoints(input);
  const own = claimed.filter((endpoint) => endpoint.protocol === protocol && !input.guessed);
  // What a spec says of Chat Completions tells where Responses may be.
  const start = own[0] ?? claimed.find((endpoint) => endpoint.protocol.startsWith('openai')) ?? claimed[0]!;
  const path = defaultPath(protocol);
  const nearby = near !== undefined && !protocol.startsWith('openai') ? bareOf(near) : near;
  const places = [
    ...own.map((endpoint): Place => ({ protocol, origin: endpoint.origin, prefix: endpoint.prefix, path: endpoint.path })),
    ...nearFirst(prefixesOf(protocol, start.prefix), nearby).map((prefix): Place => ({ protocol, origin: start.origin, prefix, path })),
  ];
  return places.filter((place, index) => places.findIndex((other) => urlOf(other) === urlOf(place)) === index);
}

function nearFirst(prefixes: readonly string[], near: string | undefined): readonly string[] {
  return near !== undefined && prefixes.includes(near) ? [near, ...prefixes.filter((prefix) => prefix !== near)] : prefixes;
}

/** A path without the version at its end, which the SDKs of Anthropic and Google append. */
function bareOf(prefix: string): string {
  return prefix.replace(/\/v\d+(beta)?$/, '');
}

/** The usual base URLs of a protocol, by the path of one that is known. */
function prefixesOf(protocol: Spoken, prefix: string): string[] {
  const bare = bareOf(prefix);
  if (protocol === 'google-generative-ai') return [bare, ''];
  // DeepSeek, MiniMax and Kimi have it below /anthropic (api-docs.deepseek.com, guide on the Anthropic API).
  if (protocol === 'anthropic-messages') return [bare, '/anthropic', '/api', ''];
  return [prefix, ...(bare === prefix ? [`${prefix}/v1`] : [bare]), '/v1', '/api/v1'];
}

/** What a URL is made of; the path with its query. */
export function partsOf(url: string): { readonly origin: string; readonly host: string; readonly path: string } {
  const [, scheme = '', host = '', path = ''] = /^([^:]+:\/\/)([^/?#]*)(.*)$/.exec(url) ?? [];
  return { origin: scheme + host, host, path: path || '/' };
}

/** The URL of a request, with `{model}` where the model stands. */
export function urlOf({ origin, prefix, path }: Place): string {
  return origin + prefix + path;
}

/** The URL of a request for a model: Gemini has another one for a stream. */
export function requestUrl(place: Place, model: string, streams: boolean): string {
  return templateOf(place, streams).replace('{model}', encodeURIComponent(model));
}

function templateOf(place: Place, streams: boolean): string {
  const url = urlOf(place);
  if (place.protocol !== 'google-generative-ai') return url;
  return streams ? `${url}${url.includes('?') ? '&' : '?'}alt=sse` : url.replace(':streamGenerateContent', ':generateContent');
}

/** The base URL as a spec has it. */
export function baseUrl({ origin, prefix }: Place): string {
  return origin + prefix;
}

/** The list that the spec names, when it can be asked for: not where a part of the URL is filled in by each user. */
export function claimedList({ provider: { live_models: named } }: ProbeInput): LiveModels | undefined {
  return named?.url.includes('{') ? undefined : named;
}

/** Where a list of models may be, beside what the spec says. */
export function listUrls(input: ProbeInput): string[] {
  const protocols = spokenEndpoints(input).map(({ protocol }) => protocol);
  const lists: Readonly<Record<Spoken, string>> = {
    'openai-chat': '/models',
    'openai-responses': '/models',
    'anthropic-messages': '/v1/models',
    'google-generative-ai': '/v1beta/models',
  };
  const asked: readonly Spoken[] = input.guessed ? ['openai-chat', 'google-generative-ai'] : protocols;
  return [...new Set(asked.flatMap((protocol) => placesOf(input, protocol).map((place) => `${baseUrl(place)}${lists[protocol]}`)))];
}

/** The ways to send a key, the one of the spec or the protocol first. */
export function keyForms(input: ProbeInput, protocol: Spoken): KeyForm[] {
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

/** What the key stands for when it is shown: `Authorization: Bearer`. */
export function formName({ header, scheme }: KeyForm): string {
  return scheme === '' ? header : `${header}: ${scheme}`;
}

/** The origins that may get the key: those of the endpoints. */
export function keyOrigins(input: ProbeInput): Set<string> {
  return new Set(spokenEndpoints(input).map(({ origin }) => origin));
}

/** Each kind of request that a probe may send: nothing else is sent. */
export function planOf(input: ProbeInput): PlanRow[] {
  const origins = keyOrigins(input);
  const hasKey = input.env.length > 0;
  const row = (method: PlanRow['method'], url: string, purpose: string): PlanRow => {
    const { origin, host, path } = partsOf(url);
    return { method, host, path, purpose, key: hasKey && origins.has(origin) };
  };
  const live = claimedList(input)?.url;
  const lists = [...new Set([...(live === undefined ? [] : [live]), ...listUrls(input)])];
  return [
    ...lists.map((url) => row('GET', url, 'the list of models')),
    ...spokenProtocols.flatMap((protocol) =>
      placesOf(input, protocol).flatMap((place) =>
        [...new Set([templateOf(place, false), templateOf(place, true)])].map((url) => row('POST', url, wires[protocol].title)),
      ),
    ),
  ];
}
