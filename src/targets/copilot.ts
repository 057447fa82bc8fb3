import * as api from './api.js';

const type: api.FieldMapping = {
  fields: ['protocol'],
  write: ({ protocol }) => (protocol === 'anthropic-messages' ? 'anthropic' : 'openai'),
  read(value, partial) {
    if (value === 'anthropic') partial.protocolName = 'messages';
    return value === 'anthropic' || value === 'openai';
  },
};

const wireApi: api.FieldMapping = {
  fields: ['protocol'],
  write: ({ protocol, protocolMapping }) => (protocol === 'anthropic-messages' ? undefined : protocolMapping.name),
  read: (value, partial) => api.readText(value, (text) => (partial.protocolName = text)),
};

/** Runs of @github/copilot 1.0.102, and its schemas/api.schema.json (NamedProviderConfig, ProviderModelConfig). The file is not in its help text. */
export default api.configTarget({
  id: 'copilot',
  title: 'GitHub Copilot CLI',
  homepage: 'https://github.com/github/copilot-cli',
  remarks: [
    'The documented way is the environment, for one model: `COPILOT_PROVIDER_BASE_URL` and others. This undocumented file supports several models, but cannot reference a variable.',
    'The file is plain JSON: a comment is an error.',
  ],
  commands: ['copilot'],
  files: {
    providers: { format: 'json', user: '.copilot/providers.json', create: '{}\n' },
    settings: { format: 'json', user: '.copilot/settings.json', create: '{}\n' },
  },
  protocols: {
    'openai-chat': { name: 'completions', appends: '/chat/completions' },
    'openai-responses': { name: 'responses', appends: '/responses' },
    'anthropic-messages': { name: 'messages', appends: '/v1/messages' },
  },
  parts: [
    {
      at: ['providers', { where: { name: '{id}' } }],
      mappings: {
        name: api.providerId,
        type,
        wireApi,
        baseUrl: api.baseUrl,
        apiKey: api.apiKey(),
        headers: api.headersObject,
      },
    },
    {
      at: ['models', { where: { provider: '{id}', id: '{model}' } }],
      each: 'model',
      mappings: {
        id: api.modelId,
        provider: api.providerId,
        name: 'name',
        maxContextWindowTokens: 'limit.context',
        maxPromptTokens: 'limit.input',
        maxOutputTokens: 'limit.output',
        'capabilities.supports.vision': api.acceptsInput('image'),
        'capabilities.supports.toolCalls': 'tool_call',
        'capabilities.supports.parallelToolCalls': 'parallel_tool_calls',
        'capabilities.supports.reasoningEffort': 'reasoning',
      },
    },
    { file: 'settings', at: ['model'], value: api.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
