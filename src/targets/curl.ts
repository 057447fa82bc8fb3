import * as api from './api.js';

const say = 'Say hello in one word.';

/** A streaming request, by protocol: the text after the base URL, and the body. */
const requests = {
  'openai-chat': () => ({ path: '', body: { stream: true, messages: [{ role: 'user', content: say }] } }),
  'openai-responses': () => ({ path: '', body: { stream: true, input: say } }),
  // Messages rejects a request without a limit.
  'anthropic-messages': () => ({ path: '', body: { max_tokens: 1024, stream: true, messages: [{ role: 'user', content: say }] } }),
  'google-generative-ai': (model: string) => ({
    path: `/${encodeURI(model).replaceAll(/[?#]/g, encodeURIComponent)}:streamGenerateContent?alt=sse`,
    body: { contents: [{ role: 'user', parts: [{ text: say }] }] },
  }),
};

function requestOf({ protocol, provider, baseUrl }: api.AgentView): api.JsonValue {
  const model = provider.default_model ?? provider.models[0]!.id;
  const { path, body } = requests[protocol as keyof typeof requests](model);
  const url = baseUrl + path;
  const withModel = protocol === 'google-generative-ai' ? body : { model, ...body };
  // curl treats brackets and braces in a URL as patterns.
  return { url, body: JSON.stringify(withModel), plain: /[[\]{}]/.test(url) };
}

/** The headers of the provider and those that the API references of OpenAI, Anthropic and Google require. */
function headersOf({ protocol, headers }: api.AgentView): string[] {
  const needed = { 'Content-Type': 'application/json', ...(protocol === 'anthropic-messages' && { 'anthropic-version': '2023-06-01' }) };
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const all = [...Object.entries(needed).filter(([name]) => !own.has(name.toLowerCase())), ...Object.entries(headers)];
  // curl omits a header without a value, unless `;` follows its name.
  return all.map(([name, value]) => (value === '' ? `${name};` : `${name}: ${value}`));
}

/** https://curl.se/docs/manpage.html, and runs of curl 7.88. */
export default api.artifactTarget({
  id: 'curl',
  title: 'curl',
  homepage: 'https://curl.se',
  remarks: ['A script with one request to the default model for each protocol of the provider. The responses are streamed.'],
  commands: ['curl'],
  protocols: {
    'openai-chat': { name: '', appends: '', keyHeaders: 'any' },
    'openai-responses': { name: '', appends: '', keyHeaders: 'any' },
    'anthropic-messages': { name: '', appends: '', keyHeaders: 'any' },
    'google-generative-ai': { name: '', appends: '', keyHeaders: 'any' },
  },
  key: { reference: (env) => `$${env}`, isEmbeddable: true },
  paths: ['{id}.curl.sh'],
  refuses: ({ provider }) =>
    provider.default_model === undefined && provider.models.length === 0 ? 'a request needs a model, but the spec has none' : undefined,
  mappings: { name: api.providerName },
  endpointMappings: {
    protocol: api.writeOnly(['protocol'], ({ protocol }) => protocol),
    request: api.writeOnly(['protocol', 'url', 'default_model'], requestOf),
    headers: api.writeOnly(['protocol', 'headers'], headersOf),
    key: api.writeOnly(['key', 'key_header'], ({ provider, protocol, env }) => {
      const method = provider.auth.find((one) => one.type === 'api_key');
      if (!method || env === undefined) return undefined;
      const { header, scheme } = api.keyHeader(method, protocol);
      return { before: `${header}: ${scheme === '' ? '' : `${scheme} `}${method.token_prefix}`, env };
    }),
  },
  renderFiles: (values) => ({ [`${values.id}.curl.sh`]: api.renderFile('curl/requests.sh', values) }),
});
