import * as api from './api.js';

/**
 * Before it parses the JSON, Cherry Studio replaces each `'` by `"` and removes brackets. Before it decodes the Base64, it confuses `+` and `/`
 * with `-` and `_`, which in ASCII only `>`, `?`, `~` and DEL produce. So all of these characters are escaped.
 */
function dataOf(provider: object): string {
  const json = JSON.stringify(provider).replaceAll(
    /[^ -~]|['()>?~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return btoa(json);
}

/** Read in CherryHQ/cherry-studio@60062117, src/main/services/protocol/handlers/providersImport.ts and its formatApiHost. Not run. */
export default api.artifactTarget({
  id: 'cherry-studio',
  title: 'Cherry Studio',
  homepage: 'https://www.cherry-ai.com',
  remarks: [
    'A link that adds the provider. Cherry Studio shows it and asks for confirmation; then fetch the models from the provider there.',
    'The link contains a placeholder for the key: replace it in Cherry Studio afterwards.',
  ],
  protocols: {
    'openai-chat': { name: 'openai', appends: '/chat/completions' },
    'openai-responses': { name: 'openai-response', appends: '/responses' },
    'anthropic-messages': { name: 'anthropic', appends: '/messages' },
    'google-generative-ai': { name: 'gemini', appends: '/models' },
  },
  key: { keylessValue: 'none' },
  headers: 'none',
  notes: { 'models.id': { how: 'defaulted', why: 'the list is fetched from the provider' } },
  paths: ['{id}.cherry-studio.txt'],
  mappings: {
    name: api.providerName,
    type: api.protocolName,
    // Cherry Studio appends a version to a URL without one, unless the URL ends in `#`.
    baseUrl: api.writeOnly(['url'], ({ baseUrl }) => (/\/v\d+(alpha|beta)?(\/|$)/i.test(baseUrl) ? baseUrl : `${baseUrl}#`)),
    apiKey: api.apiKey(),
  },
  renderFiles: (values) => ({
    [`${values.id}.cherry-studio.txt`]: `${api.deepLink('cherrystudio://providers/api-keys', { v: '1', data: dataOf(values) })}\n`,
  }),
});
