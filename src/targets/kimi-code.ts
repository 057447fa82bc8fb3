import * as api from './api.js';

/** Runs of @moonshot-ai/kimi-code 2.1.0, whose `kimi doctor` checks the file. Header values are not expanded. */
export default api.configTarget({
  id: 'kimi-code',
  title: 'Kimi Code',
  homepage: 'https://www.kimi.com/code',
  remarks: ['`kimi doctor` validates the file.'],
  commands: ['kimi'],
  files: { config: { format: 'toml', user: '.kimi-code/config.toml', create: '' } },
  protocols: {
    'openai-chat': { name: 'openai', appends: '/chat/completions' },
    'openai-responses': { name: 'openai_responses', appends: '/responses' },
    'anthropic-messages': { name: 'anthropic', appends: '/v1/messages' },
    'google-generative-ai': { name: 'google-genai', appends: '/v1beta/models' },
  },
  key: { reference: (env) => env },
  parts: [
    {
      at: ['providers', '{id}'],
      mappings: { type: api.protocolName, base_url: api.baseUrl, api_key_env: api.keyVariable, custom_headers: api.headersObject },
      inline: ['custom_headers'],
    },
    {
      at: ['models', '{id}/{model}'],
      each: 'model',
      mappings: {
        provider: api.providerId,
        model: api.modelId,
        display_name: 'name',
        max_context_size: api.requiredField('limit.context', 128_000),
        max_input_size: 'limit.input',
        max_output_size: 'limit.output',
        capabilities: api.flagWords({
          image_in: api.acceptsInput('image'),
          video_in: api.acceptsInput('video'),
          audio_in: api.acceptsInput('audio'),
          thinking: api.modelFlag('reasoning'),
          tool_use: api.modelFlag('tool_call'),
        }),
      },
    },
    { at: ['default_model'], value: api.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
