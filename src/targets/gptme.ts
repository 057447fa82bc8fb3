import * as api from './api.js';

/** Runs of gptme 0.35.1 (PyPI): it ignores an entry with any other member, and the providers of a project. */
export default api.configTarget({
  id: 'gptme',
  title: 'gptme',
  homepage: 'https://gptme.org',
  remarks: ['gptme accepts any model id, as `gptme -m <provider>/<model>`. It has no limits and no prices for custom providers.'],
  commands: ['gptme'],
  files: { config: { format: 'toml', user: '.config/gptme/config.toml', create: '' } },
  protocols: { 'openai-chat': { name: '', appends: '/chat/completions' } },
  key: { reference: (env) => env },
  headers: 'none',
  parts: [
    {
      at: ['providers', { where: { name: '{id}' } }],
      mappings: { name: api.providerId, base_url: api.baseUrl, api_key_env: api.keyVariable, default_model: api.defaultModel() },
    },
    { at: ['models', 'default'], value: api.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
