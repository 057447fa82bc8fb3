import * as api from './api.js';

const fasterModel: api.FieldMapping = {
  of: ['small_model'],
  write: ({ provider }) => provider.small_model,
  read: (value, { spec }) => void (typeof value === 'string' && (spec.small_model = value)),
};

/**
 * https://www.jetbrains.com/help/junie, with the profiles that orq.ai and Coder document for it. Not run: Junie asks its maker for a
 * login. What Google's protocol wants there is written nowhere.
 */
export default api.configTarget({
  id: 'junie',
  title: 'Junie CLI',
  homepage: 'https://junie.jetbrains.com',
  remarks: [
    'A profile for each model, in a file of its own: `junie --model custom:acme-acme-large`. There is no setting for the default one; `JUNIE_MODEL` in the environment names it.',
    'Junie refuses a profile whose variable is not set, and names the variable.',
  ],
  commands: ['junie'],
  files: { profile: { format: 'json', user: '.junie/models/{profile}.json', project: '.junie/models/{profile}.json', create: '{}\n' } },
  wires: {
    'openai-chat': { as: 'OpenAICompletion', appends: '' },
    'openai-responses': { as: 'OpenAIResponses', appends: '' },
    'anthropic-messages': { as: 'Anthropic', appends: '' },
  },
  key: { ref: (env) => `\${${env}}` },
  headers: 'none',
  refuses({ id, models }) {
    const names = models.map((model) => api.modelProfileName(id, model));
    const twice = models.find((_, index) => names.indexOf(names[index]!) !== index);
    if (twice) return `Junie would have two profiles of the name ${api.quote(api.modelProfileName(id, twice))}`;
    return models.length === 0 ? 'a profile of Junie is a model, and the spec names none' : undefined;
  },
  parts: [
    {
      at: [],
      each: 'model',
      rows: {
        id: api.modelId,
        displayName: api.modelName,
        providerName: api.name,
        baseUrl: api.baseUrl,
        apiType: api.protocol,
        apiKey: api.key({ ref: /^\$\{(\w+)\}$/ }),
        maxContextLength: 'limit.context',
        'fasterModel.id': fasterModel,
      },
    },
  ],
});
