import * as api from './api.js';

/** Runs of aichat 0.30.0 (crates.io). It does not expand variables in `api_key`: it derives the variable from the name of the client. */
export default api.configTarget({
  id: 'aichat',
  title: 'aichat',
  homepage: 'https://github.com/sigoden/aichat',
  remarks: [
    'aichat reads the key from `<NAME>_API_KEY`, so the entry is named after the variable of the spec.',
    'The key for Gemini is sent in the URL, as `?key=`.',
  ],
  commands: ['aichat'],
  files: { config: { format: 'yaml', user: '.config/aichat/config.yaml', create: '' } },
  protocols: {
    'openai-chat': { name: 'openai-compatible', appends: '/chat/completions' },
    'anthropic-messages': { name: 'claude', appends: '/messages' },
    'google-generative-ai': { name: 'gemini', appends: '/models' },
  },
  key: { entryNameFor: (env) => /^([A-Z][A-Z0-9_]*)_API_KEY$/.exec(env)?.[1]?.toLowerCase() },
  parts: [
    {
      at: ['clients', { where: { name: '{id}' } }],
      mappings: {
        type: api.protocolName,
        name: api.writeOnly(['key'], ({ id }) => id),
        api_base: api.baseUrl,
        models: api.modelList({
          name: api.modelId,
          max_input_tokens: 'limit.context',
          max_output_tokens: 'limit.output',
          // Without it the limit is not sent, and Messages rejects a request without a limit.
          require_max_tokens: api.writeOnly([], (_, model) => (model!.limit?.output === undefined ? undefined : true)),
          input_price: 'cost.input',
          output_price: 'cost.output',
          supports_vision: api.acceptsInput('image'),
          supports_function_calling: 'tool_call',
        }),
        patch: api.writeOnly(['headers'], ({ headers }) =>
          Object.keys(headers).length > 0 ? { chat_completions: { '.*': { headers } } } : undefined,
        ),
      },
    },
    { at: ['model'], value: api.defaultModel((model, { id }) => `${id}:${model}`), choice: true },
  ],
});
