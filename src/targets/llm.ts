import * as api from './api.js';

/** The name under which llm stores the key. */
const storedKeyName: api.FieldMapping = {
  ...api.providerId,
  read(value, partial) {
    if (typeof value === 'string') partial.hasStoredKey = true;
    return false;
  },
};

/** Runs of llm 0.36 (PyPI), and its llm/default_plugins/openai_models.py. With an empty file every command of llm fails, so a new file is `[]`. */
export default api.configTarget({
  id: 'llm',
  title: 'llm',
  homepage: 'https://llm.datasette.io',
  remarks: ['If no key is stored, llm sends the one in `OPENAI_API_KEY`, so store the key before the first run.'],
  commands: ['llm'],
  files: { models: { format: 'yaml', user: '.config/io.datasette.llm/extra-openai-models.yaml', create: '[]\n' } },
  protocols: {
    'openai-chat': { name: '', appends: '/chat/completions' },
    'openai-responses': { name: '', variant: 'responses', appends: '/responses' },
  },
  key: { howToStore: (id, env) => `llm keys set ${id} --value "$${env}"` },
  parts: [
    {
      at: [{ where: { model_id: '{id}/{model}' } }],
      each: 'model',
      mappings: {
        model_id: api.qualifiedModelId('/'),
        model_name: api.modelId,
        api_base: api.baseUrl,
        api_key_name: storedKeyName,
        responses: api.onlyForProtocol('openai-responses', true, 'responses'),
        headers: api.headersObject,
        vision: api.acceptsInput('image'),
        audio: api.acceptsInput('audio'),
        reasoning: 'reasoning',
        supports_tools: 'tool_call',
        supports_schema: 'structured_output',
      },
    },
  ],
});
