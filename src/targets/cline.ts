import * as api from './api.js';

/** StoredProviderSettings of @cline/core and runs of cline 3.0.65. It rejects unknown provider ids, so a built-in entry gets another URL. */
export default api.configTarget({
  id: 'cline',
  title: 'Cline CLI',
  homepage: 'https://cline.bot',
  remarks: [
    'Cline has one entry for each protocol, with a fixed id. If another provider already uses the entry, nothing is changed.',
    'Cline CLI 3.0 sends an output limit of 32,000, whatever `maxTokens` says, and none on Responses.',
    'It has no model list, only the default model. If the file has no key, Cline sends the one in `OPENAI_API_KEY`.',
  ],
  commands: ['cline'],
  files: {
    providers: {
      format: 'json',
      user: '.cline/data/settings/providers.json',
      create: '{\n  "version": 1,\n  "modes": {}\n}\n',
    },
  },
  protocols: {
    'openai-chat': { name: 'openai-compatible', appends: '/chat/completions' },
    'openai-responses': { name: 'openai-native', appends: '/responses' },
    'anthropic-messages': { name: 'anthropic', appends: '/messages' },
    'google-generative-ai': { name: 'gemini', appends: '/models' },
  },
  parts: [
    {
      at: ['providers', '{protocol}'],
      identity: ['settings.baseUrl'],
      mappings: {
        updatedAt: api.initialValue('1970-01-01T00:00:00.000Z'),
        tokenSource: api.initialValue('manual'),
        'settings.provider': api.protocolName,
        'settings.apiKey': api.apiKey(),
        'settings.model': api.defaultModel(),
        'settings.baseUrl': api.baseUrl,
        'settings.headers': api.headersObject,
        'settings.contextWindow': api.defaultModelField('limit.context'),
        'settings.maxTokens': api.defaultModelField('limit.output'),
      },
    },
    {
      at: ['lastUsedProvider'],
      value: api.writeOnly(['protocol'], ({ protocolMapping }) => protocolMapping.name),
      choice: true,
      chosenBy: { at: ['providers', '{protocol}', 'settings', 'baseUrl'], value: api.baseUrl },
    },
  ],
});
