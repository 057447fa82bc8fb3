import * as api from './api.js';

/** Runs of mistral-vibe 3.0.2 (PyPI), and its ProviderConfig and ModelConfig in vibe.core.config.models. */
export default api.configTarget({
  id: 'mistral-vibe',
  title: 'Mistral Vibe',
  homepage: 'https://github.com/mistralai/mistral-vibe',
  remarks: [
    "A project's file counts only once its folder is trusted. `active_model` names an alias, so the alias has the id of the provider before that of the model.",
  ],
  commands: ['vibe'],
  files: { config: { format: 'toml', user: '.vibe/config.toml', project: '.vibe/config.toml', create: '' } },
  wires: {
    'openai-chat': { as: 'openai', appends: '/chat/completions' },
    'openai-responses': { as: 'openai-responses', appends: '/responses' },
    'anthropic-messages': { as: 'anthropic', appends: '/v1/messages' },
  },
  key: { ref: (env) => env },
  parts: [
    {
      at: ['providers', { where: { name: '{id}' } }],
      rows: {
        name: api.id,
        api_base: api.baseUrl,
        api_key_env_var: api.keyVariable,
        api_style: api.protocol,
        backend: api.always('generic'),
        reasoning_field_name: api.quirk('reasoning_field'),
        extra_headers: api.headers,
      },
      inline: ['extra_headers'],
    },
    {
      at: ['models', { where: { alias: '{id}/{model}' } }],
      each: 'model',
      rows: {
        name: api.modelId,
        provider: api.id,
        alias: api.qualified('/'),
        display_name: 'name',
        max_context_length: 'limit.context',
        max_output_tokens: 'limit.output',
        input_price: 'cost.input',
        output_price: 'cost.output',
        cached_input_price: 'cost.cache_read',
        supports_images: api.takes('image'),
      },
    },
    { at: ['active_model'], value: api.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
