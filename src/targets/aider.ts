import * as kit from './kit.js';

/** Runs of aider-chat 0.86.2 with LiteLLM 1.81.10 (PyPI). The name of a model begins with the LiteLLM provider whose protocol it speaks. */
export default kit.configTarget({
  id: 'aider',
  title: 'aider',
  homepage: 'https://aider.chat',
  remarks: [
    'aider calls a model by its protocol and its id, `openai/<model>`. Two providers with one model id and one protocol are one entry to it.',
    'Without the variable aider sends the key of `OPENAI_API_KEY`, where that is set, to this provider.',
  ],
  commands: ['aider'],
  files: {
    settings: { format: 'yaml', user: '.aider.model.settings.yml', project: '.aider.model.settings.yml', create: '' },
    metadata: { format: 'json', user: '.aider.model.metadata.json', project: '.aider.model.metadata.json', create: '{}\n' },
    config: { format: 'yaml', user: '.aider.conf.yml', project: '.aider.conf.yml', create: '' },
  },
  wires: kit.liteLlmWires,
  key: { ref: (env) => `os.environ/${env}` },
  parts: [
    {
      at: [{ where: { name: '{wire}/{model}' } }],
      each: 'model',
      rows: {
        name: kit.liteLlmModel,
        weak_model_name: kit.smallModel((model, { wire }) => `${wire.as}/${model}`),
        'extra_params.api_base': kit.baseUrl,
        'extra_params.api_key': kit.key({ ref: /^os\.environ\/(\w+)$/ }),
        'extra_params.max_tokens': 'limit.output',
        'extra_params.extra_headers': kit.headers,
      },
    },
    {
      file: 'metadata',
      at: ['{wire}/{model}'],
      each: 'model',
      rows: { max_tokens: 'limit.output', ...kit.liteLlmInfo, litellm_provider: kit.liteLlmProvider },
    },
    { file: 'config', at: ['model'], value: kit.defaultModel((model, { wire }) => `${wire.as}/${model}`), choice: true },
    { file: 'config', at: ['weak-model'], value: kit.smallModel((model, { wire }) => `${wire.as}/${model}`), choice: true },
  ],
});
