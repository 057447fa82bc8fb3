import * as api from './api.js';

/** The package treats an id with a slash as a complete path, and the class strips one `models/`. */
const googlePath = "id.includes('/') ? `models/models/${id}` : id";

/** The class of each package, its name for the output limit, and which options it has for the URL and headers. */
const openai = { class: 'ChatOpenAI', limit: 'maxTokens', openai: true, responses: false, anthropic: false, id: 'id' };
const classes = {
  'openai-chat': openai,
  'openai-responses': { ...openai, responses: true },
  'anthropic-messages': { ...openai, class: 'ChatAnthropic', openai: false, anthropic: true },
  'google-generative-ai': { ...openai, class: 'ChatGoogleGenerativeAI', limit: 'maxOutputTokens', openai: false, id: googlePath },
  'bedrock-converse': null,
  'ai-sdk': null,
};

/** Runs of @langchain/openai 1.5.8, @langchain/anthropic 1.5.11 and @langchain/google-genai 2.3.2. */
export default api.artifactTarget({
  id: 'langchain',
  title: 'LangChain',
  homepage: 'https://docs.langchain.com/oss/javascript',
  remarks: [
    'A TypeScript module: the models as data, their ids as a type, and a function that creates a chat model. The output limit of a model is sent.',
    'If the variable of the key is not set, the module throws: the classes would send the key of another provider, such as `OPENAI_API_KEY`, to this one.',
  ],
  protocols: {
    'openai-chat': { name: '@langchain/openai', appends: '/chat/completions' },
    'openai-responses': { name: '@langchain/openai', appends: '/responses' },
    'anthropic-messages': { name: '@langchain/anthropic', appends: '/v1/messages' },
    'google-generative-ai': { name: '@langchain/google-genai', appends: '/v1beta/models' },
  },
  key: { reference: (env) => env },
  paths: ['{id}.ts'],
  mappings: {
    name: api.providerName,
    package: api.protocolName,
    chat: api.writeOnly(['protocol'], ({ protocol }) => classes[protocol]),
    baseUrl: api.baseUrl,
    env: api.keyVariable,
    headers: api.headersObject,
    models: api.allModelFields,
    defaultModel: api.defaultModel(),
  },
  renderFiles: (values) => ({ [`${values.id}.ts`]: api.renderFile('langchain/module.ts', values) }),
});
