import * as api from './api.js';

const googlePath = "(id.includes('/') ? `models/${id}` : id)";

/** The factory of each package, and the call that creates a model. */
const factories = {
  'openai-chat': { create: 'createOpenAICompatible', model: '(id)' },
  'openai-responses': { create: 'createOpenAI', model: '.responses(id)' },
  'anthropic-messages': { create: 'createAnthropic', model: '(id)' },
  // The package treats an id with a slash as a complete path.
  'google-generative-ai': { create: 'createGoogleGenerativeAI', model: googlePath },
  'bedrock-converse': null,
  'ai-sdk': null,
};

/** https://ai-sdk.dev/docs, and runs of @ai-sdk/openai-compatible 2.0.87, openai 3.0.141, anthropic 3.0.138 and google 3.0.141 with ai 6.0.326. */
export default api.artifactTarget({
  id: 'ai-sdk',
  title: 'AI SDK',
  homepage: 'https://ai-sdk.dev',
  remarks: [
    'A TypeScript module: the models as data, their ids as a type, and a function that creates a model for `generateText`, `streamText` and agents, with its output limit if it is known. It needs `ai` and the package named in its first line.',
    'If the variable of the key is not set, the module throws: most packages would send the key of another provider, such as `OPENAI_API_KEY`, to this one.',
  ],
  protocols: {
    'openai-chat': { name: '@ai-sdk/openai-compatible', appends: '/chat/completions' },
    'openai-responses': { name: '@ai-sdk/openai', appends: '/responses' },
    'anthropic-messages': {
      name: '@ai-sdk/anthropic',
      appends: '/messages',
      keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': { keyOption: 'authToken' } },
    },
    'google-generative-ai': { name: '@ai-sdk/google', appends: '/models' },
  },
  key: { reference: (env) => env },
  paths: ['{id}.ts'],
  mappings: {
    name: api.providerName,
    package: api.protocolName,
    factory: api.writeOnly(['protocol'], ({ protocol }) => factories[protocol]),
    baseUrl: api.baseUrl,
    env: api.keyVariable,
    keyOption: api.writeOnly(['key_header'], ({ keyMembers }) => keyMembers['keyOption'] ?? 'apiKey'),
    headers: api.headersObject,
    models: api.allModelFields,
    defaultModel: api.defaultModel(),
  },
  renderFiles: (values) => ({ [`${values.id}.ts`]: api.renderFile('ai-sdk/module.ts', values) }),
});
