import * as kit from './kit.js';

/** Runs of gptme 0.35.1 (PyPI): with any other key than these it drops the whole entry, and the providers of a project are not read. */
export default kit.configTarget({
  id: 'gptme',
  title: 'gptme',
  homepage: 'https://gptme.org',
  remarks: ["gptme takes any model id, as `gptme -m <provider>/<model>`. It knows no limits and no prices of a user's own provider."],
  commands: ['gptme'],
  files: { config: { format: 'toml', user: '.config/gptme/config.toml', create: '' } },
  wires: { 'openai-chat': { as: '', appends: '/chat/completions' } },
  key: { ref: (env) => env },
  headers: 'none',
  parts: [
    {
      at: ['providers', { where: { name: '{id}' } }],
      rows: { name: kit.id, base_url: kit.baseUrl, api_key_env: kit.keyVariable, default_model: kit.defaultModel() },
    },
    { at: ['models', 'default'], value: kit.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
