import * as api from './api.js';

const type: api.FieldMapping = {
  of: ['protocol'],
  write: ({ protocol }) => (protocol === 'anthropic-messages' ? 'anthropic' : 'openai'),
  read: (value, draft) => void (value === 'anthropic' && (draft.wire = 'messages')),
};

const wireApi: api.FieldMapping = {
  of: ['protocol'],
  write: ({ protocol, wire }) => (protocol === 'anthropic-messages' ? undefined : wire.as),
  read: (value, draft) => void (typeof value === 'string' && (draft.wire = value)),
};

/** Runs of @github/copilot 1.0.102, and its schemas/api.schema.json (NamedProviderConfig, ProviderModelConfig). The file is not in its help text. */
export default api.configTarget({
  id: 'copilot',
  title: 'GitHub Copilot CLI',
  homepage: 'https://github.com/github/copilot-cli',
  remarks: [
    'The documented way is the environment, for one model: `COPILOT_PROVIDER_BASE_URL` and others. This file works too, for several, but has no way to name a variable.',
    'It is plain JSON: a comment in it is an error.',
  ],
  commands: ['copilot'],
  files: {
    providers: { format: 'json', user: '.copilot/providers.json', create: '{}\n' },
    settings: { format: 'json', user: '.copilot/settings.json', create: '{}\n' },
  },
  wires: {
    'openai-chat': { as: 'completions', appends: '/chat/completions' },
    'openai-responses': { as: 'responses', appends: '/responses' },
    'anthropic-messages': { as: 'messages', appends: '/v1/messages' },
  },
  parts: [
    {
      at: ['providers', { where: { name: '{id}' } }],
      rows: {
        name: api.id,
        type,
        wireApi,
        baseUrl: api.baseUrl,
        apiKey: api.key(),
        headers: api.headers,
      },
    },
    {
      at: ['models', { where: { provider: '{id}', id: '{model}' } }],
      each: 'model',
      rows: {
        id: api.modelId,
        provider: api.id,
        name: 'name',
        maxContextWindowTokens: 'limit.context',
        maxPromptTokens: 'limit.input',
        maxOutputTokens: 'limit.output',
        'capabilities.supports.vision': api.takes('image'),
        'capabilities.supports.toolCalls': 'tool_call',
        'capabilities.supports.parallelToolCalls': 'parallel_tool_calls',
        'capabilities.supports.reasoningEffort': 'reasoning',
      },
    },
    { file: 'settings', at: ['model'], value: api.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
