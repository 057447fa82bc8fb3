import * as api from './api.js';

/** Runs of aider-chat 0.86.2 with LiteLLM 1.81.10 (PyPI). LiteLLM requests `extra_params.model`, whose prefix is the protocol. */
export default api.configTarget({
  id: 'aider',
  title: 'aider',
  homepage: 'https://aider.chat',
  remarks: [
    'aider merges the files in the home directory, the repository and the current directory. Select a model with `aider --model <provider>/<model>`.',
    'If the variable of the key is not set, aider sends the key in `OPENAI_API_KEY`, if there is one, to this provider.',
  ],
  commands: ['aider'],
  files: {
    settings: { format: 'yaml', user: '.aider.model.settings.yml', project: '.aider.model.settings.yml', create: '[]\n' },
    metadata: { format: 'json', user: '.aider.model.metadata.json', project: '.aider.model.metadata.json', create: '{}\n' },
    config: { format: 'yaml', user: '.aider.conf.yml', project: '.aider.conf.yml', create: '' },
  },
  protocols: { ...api.liteLlmProtocols, 'openai-responses': { name: 'openai/responses', appends: '/responses' } },
  key: { reference: (env) => `os.environ/${env}` },
  parts: [
    {
      at: [{ where: { name: '{id}/{model}' } }],
      each: 'model',
      mappings: {
        name: api.qualifiedModelId('/'),
        weak_model_name: api.smallModel((model, { id }) => `${id}/${model}`),
        'extra_params.model': api.liteLlmModel,
        'extra_params.api_base': api.baseUrl,
        'extra_params.api_key': api.apiKey({ pattern: /^os\.environ\/(\w+)$/ }),
        'extra_params.max_tokens': 'limit.output',
        'extra_params.extra_headers': api.headersObject,
      },
    },
    {
      file: 'metadata',
      at: ['{id}/{model}'],
      each: 'model',
      mappings: { max_tokens: 'limit.output', ...api.liteLlmModelInfo, litellm_provider: api.liteLlmProvider },
    },
    { file: 'config', at: ['model'], value: api.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
    { file: 'config', at: ['weak-model'], value: api.smallModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
