import * as api from './api.js';

/** Runs of droid 0.215.0. `${NAME}` is expanded in `apiKey` only. Without an `id`, the name and the index of a model identify it. */
export default api.configTarget({
  id: 'droid',
  title: 'Factory droid',
  homepage: 'https://factory.ai',
  remarks: [
    'droid accepts comments in its file, but no trailing comma.',
    'If the variable of the key is not set, droid sends the text `${NAME}`.',
  ],
  commands: ['droid'],
  files: { settings: { format: 'json', user: '.factory/settings.json', project: '.factory/settings.json', create: '{}\n' } },
  protocols: {
    'openai-chat': { name: 'generic-chat-completion-api', appends: '/chat/completions' },
    'openai-responses': { name: 'openai', appends: '/responses' },
    'anthropic-messages': {
      name: 'anthropic',
      appends: '/v1/messages',
      keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': { authMode: 'bearer' } },
    },
  },
  key: { reference: (env) => `\${${env}}` },
  parts: [
    {
      at: ['customModels', { where: { id: 'custom:{id}/{model}' } }],
      each: 'model',
      mappings: {
        model: api.modelId,
        displayName: api.modelName,
        id: api.writeOnly(['id', 'models.id'], ({ id }, model) => `custom:${id}/${model!.id}`),
        provider: api.protocolName,
        baseUrl: api.baseUrl,
        apiKey: api.apiKey({ pattern: /^\$\{(\w+)\}$/ }),
        authMode: api.keyHeaderSwitch('authMode'),
        maxContextLimit: 'limit.context',
        maxOutputTokens: 'limit.output',
        noImageSupport: api.negated(api.acceptsInput('image')),
        extraHeaders: api.headersObject,
      },
    },
    { at: ['sessionDefaultSettings', 'model'], value: api.defaultModel((model, { id }) => `custom:${id}/${model}`), choice: true },
  ],
});
