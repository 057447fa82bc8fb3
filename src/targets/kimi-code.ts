import * as kit from './kit.js';

/** Runs of @moonshot-ai/kimi-code 2.1.0, whose `kimi doctor` checks the file. A header is sent as it is. */
export default kit.configTarget({
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
      rows: { type: kit.protocol, base_url: kit.baseUrl, api_key_env: kit.keyVariable, custom_headers: kit.headers },
      inline: ['custom_headers'],
    },
    {
      at: ['models', '{id}/{model}'],
      each: 'model',
      rows: {
        provider: kit.id,
        model: kit.modelId,
        display_name: 'name',
        max_context_size: kit.needed('limit.context', 128_000),
        max_input_size: 'limit.input',
        max_output_size: 'limit.output',
        capabilities: kit.words({
          image_in: kit.takes('image'),
          video_in: kit.takes('video'),
          audio_in: kit.takes('audio'),
          thinking: kit.flag('reasoning'),
          tool_use: kit.flag('tool_call'),
        }),
      },
    },
    { at: ['default_model'], value: kit.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
