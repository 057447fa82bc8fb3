import * as api from './api.js';

/** What the official SDKs append to a base URL for a request, and for the model list. */
const lists: Readonly<
  Partial<Record<api.Protocol, { readonly request: string; readonly list: string; readonly shape: api.LiveModels['shape'] }>>
> = {
  'openai-chat': { request: '/chat/completions', list: '/models', shape: 'openai' },
  'openai-responses': { request: '/responses', list: '/models', shape: 'openai' },
  'anthropic-messages': { request: '/v1/messages', list: '/v1/models', shape: 'anthropic' },
  'google-generative-ai': { request: '/v1beta/models/{model}:streamGenerateContent', list: '/v1beta/models', shape: 'google' },
};

/** The list that the spec names, or the list of the first endpoint that has one; undefined if there is none. */
function findLiveModels({ live_models: named, endpoints }: api.Provider): api.LiveModels | undefined {
  if (named) return named.url.includes('{') ? undefined : named;
  return endpoints.map(listOfEndpoint).find((live) => live !== undefined);
}

function listOfEndpoint({ protocol, url: requestUrl }: api.Provider['endpoints'][number]): api.LiveModels | undefined {
  const { request, list, shape } = lists[protocol] ?? {};
  if (request === undefined || shape === undefined || !requestUrl.endsWith(request)) return undefined;
  const url = `${requestUrl.slice(0, -request.length)}${list}`;
  return url.includes('{') ? undefined : { url, shape };
}

/**
 * The key as the endpoint of the list expects it. It is sent to a host without an endpoint only if the spec says that the list needs it. A
 * key with a prefix cannot be described.
 * @returns undefined if the list needs a key, and the spec has no variable for it
 */
function keyForList(provider: api.Provider, { url, auth, shape }: api.LiveModels): Pick<api.HttpRequest, 'key'> | undefined {
  const isElsewhere = provider.endpoints.every(({ origin }) => origin !== api.splitUrl(url).origin);
  if (auth === 'none' || (auth === undefined && isElsewhere)) return {};
  const [method] = provider.auth.flatMap((one) =>
    one.type === 'api_key' && one.env !== undefined && one.token_prefix === '' ? [{ ...one, env: one.env }] : [],
  );
  if (!method) return auth === 'required' ? undefined : {};
  const { protocol } = api.liveShapes[shape];
  const endpoint = provider.endpoints.find((one) => one.protocol === protocol) ?? provider.endpoints[0];
  const { header, scheme } = api.keyHeader(method, endpoint.protocol);
  return { key: { env: [method.env, ...method.env_aliases], header, scheme, ...(auth === undefined && { optional: true }) } };
}

function nextRequest(body: api.JsonValue, request: api.HttpRequest, provider: api.Provider): api.HttpRequest | undefined {
  const live = findLiveModels(provider);
  const page = live && api.liveShapes[live.shape].page;
  const token = page?.token(body);
  return page && token !== undefined ? api.nextPageRequest(request, page.parameter, token) : undefined;
}

/** The provider's own list, such as `GET /models`. A list that needs a key shows what the account of the key may use. */
export default {
  id: 'own',
  title: "The provider's own list",
  homepage: 'https://platform.openai.com/docs/api-reference/models/list',
  says: 'the models it serves; names, limits and prices if the provider publishes them',
  complete: 'always',
  authority: 'own',
  request(provider) {
    const live = findLiveModels(provider);
    const key = live && keyForList(provider, live);
    if (!live || !key) return undefined;
    // A header of the spec replaces that of the shape.
    const named = new Set(Object.keys(provider.headers).map((name) => name.toLowerCase()));
    const needed = Object.entries(api.liveShapes[live.shape].headers ?? {}).filter(([name]) => !named.has(name));
    return { method: 'GET', url: live.url, headers: { ...provider.headers, ...Object.fromEntries(needed) }, ...key };
  },
  next: nextRequest,
  translate(bodies, provider) {
    const live = findLiveModels(provider);
    if (!live) return { unknown: 'the spec has no list of its models' };
    const shape = api.liveShapes[live.shape];
    const found = api.readPages(
      bodies,
      (all) => shape.entries(all, live.group),
      (body) => shape.page?.token(body),
    );
    return typeof found === 'string' ? { problem: found } : api.readListing(found, provider, { readers: shape.readers, isComplete: true });
  },
} satisfies api.Source;
