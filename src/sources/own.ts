import * as api from './api.js';

/** What the official SDKs append to a base URL for a request, and for the list of models. */
const lists: Readonly<
  Partial<Record<api.Protocol, { readonly of: string; readonly list: string; readonly shape: api.LiveModels['shape'] }>>
> = {
  'openai-chat': { of: '/chat/completions', list: '/models', shape: 'openai' },
  'openai-responses': { of: '/responses', list: '/models', shape: 'openai' },
  'anthropic-messages': { of: '/v1/messages', list: '/v1/models', shape: 'anthropic' },
  'google-generative-ai': { of: '/v1beta/models/{model}:streamGenerateContent', list: '/v1beta/models', shape: 'google' },
};

/** What the spec says of the list, else the list that belongs to its first endpoint with one; undefined when none has. */
function liveModels({ live_models: said, endpoints }: api.Provider): api.LiveModels | undefined {
  if (said) return said.url.includes('{') ? undefined : said;
  return endpoints.map(listAt).find((live) => live !== undefined);
}

function listAt({ protocol, url: asked }: api.Provider['endpoints'][number]): api.LiveModels | undefined {
  const { of, list, shape } = lists[protocol] ?? {};
  if (of === undefined || shape === undefined || !asked.endsWith(of)) return undefined;
  const url = `${asked.slice(0, -of.length)}${list}`;
  return url.includes('{') ? undefined : { url, shape };
}

/**
 * The key as the endpoint takes it that the list belongs to; to another host it goes only where the spec says that the list needs it. A key
 * with text joined to its front cannot be described.
 * @returns undefined when the list cannot be had without a key, and the spec names no variable of it
 */
function keyOf(provider: api.Provider, { url, auth, shape }: api.LiveModels): Pick<api.HttpRequest, 'key'> | undefined {
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

function next(body: api.JsonValue, request: api.HttpRequest, provider: api.Provider): api.HttpRequest | undefined {
  const live = liveModels(provider);
  const page = live && api.liveShapes[live.shape].page;
  const token = page?.token(body);
  return page && token !== undefined ? api.nextPageRequest(request, page.parameter, token) : undefined;
}

/** The word of the provider itself: `GET /models` and its like. A list that is private to an account shows what that account may use. */
export default {
  id: 'own',
  title: "The provider's own list",
  homepage: 'https://platform.openai.com/docs/api-reference/models/list',
  says: 'the models it serves; names, limits and prices if the provider publishes them',
  complete: 'always',
  authority: 'own',
  request(provider) {
    const live = liveModels(provider);
    const key = live && keyOf(provider, live);
    if (!live || !key) return undefined;
    // What the spec says of a header comes before what the shape asks for.
    const said = new Set(Object.keys(provider.headers).map((name) => name.toLowerCase()));
    const asked = Object.entries(api.liveShapes[live.shape].headers ?? {}).filter(([name]) => !said.has(name));
    return { method: 'GET', url: live.url, headers: { ...provider.headers, ...Object.fromEntries(asked) }, ...key };
  },
  next,
  translate(bodies, provider) {
    const live = liveModels(provider);
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
