import * as api from './api.js';

/** Runs of @moonshot-ai/kimi-code 2.1.0, whose `kimi doctor` checks the file. A header is sent as it is. */
export default api.configTarget({
  id: 'kimi-code',
  title: 'Kimi Code',
  homepage: 'https://www.kimi.com/code',
  remarks: ['`kimi doctor` says whether the file is right.'],
  commands: ['kimi'],
  files: { config: { format: 'toml', user: '.kimi-code/config.toml', create: '' } },
  wires: {
    'openai-chat': { as: 'openai', appends: '/chat/completions' },
    'openai-responses': { as: 'openai_responses', appends: '/responses' },
    'anthropic-messages': { as: 'anthropic', appends: '/v1/messages' },
    'google-generative-ai': { as: 'google-genai', appends: '/v1beta/models' },
  },
  key: { ref: (env) => env },
  parts: [
    {
      at: ['providers', '{id}'],
      rows: { type: api.protocol, base_url: api.baseUrl, api_key_env: api.keyVariable, custom_headers: api.headers },
      inline: ['custom_headers'],
    },
    {
      at: ['models', '{id}/{model}'],
      each: 'model',
      rows: {
        provider: api.id,
        model: api.modelId,
        display_name: 'name',
        max_context_size: api.needed('limit.context', 128_000),
        max_input_size: 'limit.input',
        max_output_size: 'limit.output',
        capabilities: api.words({
          image_in: api.takes('image'),
          video_in: api.takes('video'),
          audio_in: api.takes('audio'),
          thinking: api.flag('reasoning'),
          tool_use: api.flag('tool_call'),
        }),
      },
    },
    { at: ['default_model'], value: api.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
