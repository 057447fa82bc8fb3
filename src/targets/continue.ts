import * as kit from './kit.js';

/** The schema in @continuedev/config-yaml 1.42.0 and runs of @continuedev/cli 1.5.47. `gemini` takes no base URL. */
export default kit.configTarget({
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
  refuses: (host) => kit.sentToResponses('Continue', /^(gpt-5|o\d)/i, host),
  parts: [
    {
      at: ['models', { where: { model: '{model}', apiBase: '{url}' } }],
      each: 'model',
      rows: {
        name: kit.modelName,
        provider: kit.protocol,
        model: kit.modelId,
        apiBase: kit.baseUrl,
        apiKey: kit.key({ ref: /^\$\{\{ *secrets\.(\w+) *\}\}$/ }),
        capabilities: kit.words({ tool_use: kit.flag('tool_call'), image_input: kit.takes('image') }),
        'defaultCompletionOptions.contextLength': 'limit.context',
        'defaultCompletionOptions.maxTokens': 'limit.output',
        'requestOptions.headers': kit.headers,
      },
    },
  ],
});
