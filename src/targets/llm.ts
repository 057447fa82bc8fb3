import * as api from './api.js';

/** Runs of llm 0.36 (PyPI), and its llm/default_plugins/openai_models.py. An empty file makes every command of llm fail, hence `[]`. */
export default api.configTarget({
  id: 'llm',
  title: 'llm',
  homepage: 'https://llm.datasette.io',
  remarks: ['Without a stored key llm sends that of `OPENAI_API_KEY`, so store the key before the first run.'],
  commands: ['llm'],
  files: { models: { format: 'yaml', user: '.config/io.datasette.llm/extra-openai-models.yaml', create: '[]\n' } },
  wires: {
    'openai-chat': { as: '', appends: '/chat/completions' },
    'openai-responses': { as: 'responses', appends: '/responses' },
  },
  key: { stored: (id, env) => `llm keys set ${id} --value "$${env}"` },
  parts: [
    {
      at: [{ where: { model_id: '{id}/{model}' } }],
      each: 'model',
      rows: {
        model_id: api.qualified('/'),
        model_name: api.modelId,
        api_base: api.baseUrl,
        api_key_name: api.id,
        responses: api.when('openai-responses', true, 'responses'),
        headers: api.headers,
        vision: api.takes('image'),
        audio: api.takes('audio'),
        reasoning: 'reasoning',
        supports_tools: 'tool_call',
        supports_schema: 'structured_output',
      },
    },
  ],
});
