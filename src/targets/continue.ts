import * as api from './api.js';

/** The schema in @continuedev/config-yaml 1.42.0 and runs of @continuedev/cli 1.5.47. `gemini` has no base URL. */
export default api.configTarget({
  id: 'continue',
  title: 'Continue',
  homepage: 'https://continue.dev',
  remarks: [
    'The first model of the file is the default model. If the variable of the key is not set, Continue sends the reference to it instead of the key.',
  ],
  commands: ['cn'],
  files: {
    config: { format: 'yaml', user: '.continue/config.yaml', create: 'name: Local\nversion: 1.0.0\nschema: v1\n' },
  },
  protocols: {
    'openai-chat': { name: 'openai', appends: '/chat/completions' },
    'anthropic-messages': { name: 'anthropic', appends: '/messages' },
  },
  key: { reference: (env) => `\${{ secrets.${env} }}`, isEmbeddable: true },
  urlVariable: (variable) => `\${{ secrets.${variable} }}`,
  headers: { alteredValues: /\$\{\{/ },
  refuses: (agent) => api.whySentToResponses('Continue', /^(gpt-5|o\d)/i, agent),
  parts: [
    {
      at: ['models', { where: { model: '{model}', apiBase: '{url}' } }],
      each: 'model',
      mappings: {
        name: api.modelName,
        provider: api.protocolName,
        model: api.modelId,
        apiBase: api.baseUrl,
        apiKey: api.apiKey({ pattern: /^\$\{\{ *secrets\.(\w+) *\}\}$/ }),
        capabilities: api.flagWords({ tool_use: api.modelFlag('tool_call'), image_input: api.acceptsInput('image') }),
        'defaultCompletionOptions.contextLength': 'limit.context',
        'defaultCompletionOptions.maxTokens': 'limit.output',
        'requestOptions.headers': api.headersObject,
      },
    },
  ],
});
