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
  protocols: {
    'openai-chat': { name: 'openai', appends: '/chat/completions' },
    'openai-responses': { name: 'openai-responses', appends: '/responses' },
    'anthropic-messages': { name: 'anthropic', appends: '/v1/messages' },
  },
  key: { reference: (env) => env },
  parts: [
    {
      at: ['providers', { where: { name: '{id}' } }],
      mappings: {
        name: api.providerId,
        api_base: api.baseUrl,
        api_key_env_var: api.keyVariable,
        api_style: api.protocolName,
        backend: api.constant('generic'),
        reasoning_field_name: api.quirkField('reasoning_field'),
        extra_headers: api.headersObject,
      },
      inline: ['extra_headers'],
    },
    {
      at: ['models', { where: { alias: '{id}/{model}' } }],
      each: 'model',
      mappings: {
        name: api.modelId,
        provider: api.providerId,
        alias: api.qualifiedModelId('/'),
        display_name: 'name',
        max_context_length: 'limit.context',
        max_output_tokens: 'limit.output',
        input_price: 'cost.input',
        output_price: 'cost.output',
        cached_input_price: 'cost.cache_read',
        supports_images: api.acceptsInput('image'),
      },
    },
    { at: ['active_model'], value: api.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
