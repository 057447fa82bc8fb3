import * as api from './api.js';

/** The package takes an id with a slash for a whole path, and the class takes one `models/` off. */
const googlePath = "id.includes('/') ? `models/models/${id}` : id";

/** The class of each package, what it calls the output limit, and whose way it has of taking a URL and headers. */
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
    'A TypeScript module: the models as data, their ids as a type, and a function that makes a chat model. The output limit of a model is sent.',
    'Without the variable of the key the module throws: the classes would take the key of another provider, `OPENAI_API_KEY` for one, and send it to this one.',
  ],
  wires: {
    'openai-chat': { as: '@langchain/openai', appends: '/chat/completions' },
    'openai-responses': { as: '@langchain/openai', appends: '/responses' },
    'anthropic-messages': { as: '@langchain/anthropic', appends: '/v1/messages' },
    'google-generative-ai': { as: '@langchain/google-genai', appends: '/v1beta/models' },
  },
  key: { ref: (env) => env },
  paths: ['{id}.ts'],
  rows: {
    name: api.name,
    package: api.protocol,
    chat: api.from(['protocol'], ({ protocol }) => classes[protocol]),
    baseUrl: api.baseUrl,
    env: api.keyVariable,
    headers: api.headers,
    models: api.catalog,
    defaultModel: api.defaultModel(),
  },
  files: (values) => ({ [`${values.id}.ts`]: api.renderFile('langchain/module.ts', values) }),
});
