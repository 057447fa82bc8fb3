import * as api from './api.js';

/**
 * https://www.jetbrains.com/help/junie, with the profiles that orq.ai and Coder document for it. Not run: Junie needs a JetBrains account.
 * Its form of Google's protocol is undocumented.
 */
export default api.configTarget({
  id: 'junie',
  title: 'Junie CLI',
  homepage: 'https://junie.jetbrains.com',
  remarks: [
    'The target writes one profile file for each model, for `junie --model custom:acme-acme-large`. Junie has no setting for the default model; set `JUNIE_MODEL` in the environment.',
    'Junie refuses a profile whose variable is not set, and names the variable.',
  ],
  commands: ['junie'],
  files: { profile: { format: 'json', user: '.junie/models/{profile}.json', project: '.junie/models/{profile}.json', create: '{}\n' } },
  protocols: {
    'openai-chat': { name: 'OpenAICompletion', appends: '' },
    'openai-responses': { name: 'OpenAIResponses', appends: '' },
    'anthropic-messages': { name: 'Anthropic', appends: '' },
  },
  key: { reference: (env) => `\${${env}}` },
  headers: 'none',
  refuses({ id, models }) {
    const names = models.map((model) => api.modelProfileName(id, model));
    const twice = models.find((_, index) => names.indexOf(names[index]!) !== index);
    if (twice) return `Junie would have two profiles of the name ${api.quote(api.modelProfileName(id, twice))}`;
    return models.length === 0 ? 'Junie has a profile for each model, but the spec has no models' : undefined;
  },
  parts: [
    {
      at: [],
      each: 'model',
      mappings: {
        id: api.modelId,
        displayName: api.modelName,
        providerName: api.providerName,
        baseUrl: api.baseUrl,
        apiType: api.protocolName,
        apiKey: api.apiKey({ pattern: /^\$\{(\w+)\}$/ }),
        maxContextLength: 'limit.context',
        'fasterModel.id': api.providerText('small_model'),
      },
    },
  ],
});
