import * as api from './api.js';

/** The schema in @continuedev/config-yaml 1.42.0 and runs of @continuedev/cli 1.5.47. `gemini` takes no base URL. */
export default api.configTarget({
  id: 'continue',
  title: 'Continue',
  homepage: 'https://continue.dev',
  remarks: ['The first model of the file is the default one. A variable that is not set is not told: what is sent then is no key.'],
  commands: ['cn'],
  files: {
    config: { format: 'yaml', user: '.continue/config.yaml', create: 'name: Local\nversion: 1.0.0\nschema: v1\n' },
  },
  wires: {
    'openai-chat': { as: 'openai', appends: '/chat/completions' },
    'anthropic-messages': { as: 'anthropic', appends: '/messages' },
  },
  key: { ref: (env) => `\${{ secrets.${env} }}`, embeds: true },
  fills: (variable) => `\${{ secrets.${variable} }}`,
  headers: { rewrites: /\$\{\{/ },
  refuses: (host) => api.sentToResponses('Continue', /^(gpt-5|o\d)/i, host),
  parts: [
    {
      at: ['models', { where: { model: '{model}', apiBase: '{url}' } }],
      each: 'model',
      rows: {
        name: api.modelName,
        provider: api.protocol,
        model: api.modelId,
        apiBase: api.baseUrl,
        apiKey: api.key({ ref: /^\$\{\{ *secrets\.(\w+) *\}\}$/ }),
        capabilities: api.words({ tool_use: api.flag('tool_call'), image_input: api.takes('image') }),
        'defaultCompletionOptions.contextLength': 'limit.context',
        'defaultCompletionOptions.maxTokens': 'limit.output',
        'requestOptions.headers': api.headers,
      },
    },
  ],
});
