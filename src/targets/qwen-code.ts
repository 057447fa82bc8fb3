import * as api from './api.js';

const kinds = ['image', 'audio', 'video', 'pdf'] as const;

/** Text is always accepted, so it is not listed. */
const modalities: api.FieldMapping = {
  fields: ['models.modalities.input'],
  write: (_, model) => {
    const input = model!.modalities?.input;
    return input && Object.fromEntries(kinds.map((kind) => [kind, input.includes(kind)]));
  },
  read(value, _, model) {
    if (!api.isObject(value)) return false;
    (model!.modalities ??= {}).input = ['text', ...kinds.filter((kind) => value[kind] === true)];
    return Object.keys(value).every((kind) => (kinds as readonly string[]).includes(kind));
  },
};

/** By default, Qwen Code enables thinking for every model. */
const thinking: api.FieldMapping = {
  fields: ['models.reasoning'],
  approximates: 'disabled for a model without reasoning',
  write: (_, model) => (model!.reasoning === false ? false : undefined),
  read(value, _, model) {
    if (value === false) model!.reasoning = false;
    return value === false;
  },
};

/** The list of all models of one protocol. Id and URL identify an entry. */
function section(name: string, protocols: readonly api.Protocol[]): api.Part {
  return {
    at: ['modelProviders', name, { where: { id: '{model}', baseUrl: '{url}' } }],
    each: 'model',
    when: ({ protocol }) => protocols.includes(protocol),
    mappings: {
      id: api.modelId,
      name: 'name',
      description: 'description',
      envKey: api.keyVariable,
      baseUrl: api.baseUrlFor(name),
      wireApi: api.onlyForProtocol('openai-responses', 'responses', 'responses'),
      'generationConfig.contextWindowSize': 'limit.context',
      'generationConfig.modalities': modalities,
      'generationConfig.customHeaders': api.headersObject,
      'generationConfig.reasoning': thinking,
      'generationConfig.samplingParams.max_tokens': 'limit.output',
    },
  };
}

/** Identifies one of several entries with the same model id, in the form that Qwen Code stores after a selection. */
const chosenBy = { at: ['model', 'baseUrl'], value: api.baseUrl };
const modelChoice = { choice: true, when: ({ models }: api.AgentView) => models.length > 0 } as const;

/** The documentation in the package and runs of @qwen-code/qwen-code 0.24.4. Variables are expanded everywhere in the file, and cannot be escaped. */
export default api.configTarget({
  id: 'qwen-code',
  title: 'Qwen Code',
  homepage: 'https://github.com/QwenLM/qwen-code',
  remarks: ["A list in the file of a project replaces the whole list in the user's file."],
  commands: ['qwen'],
  files: {
    settings: { format: 'json', user: '.qwen/settings.json', project: '.qwen/settings.json', create: '{\n  "$version": 4\n}\n' },
  },
  protocols: {
    'openai-chat': { name: 'openai', appends: '/chat/completions' },
    'openai-responses': { name: 'openai', variant: 'responses', appends: '/responses' },
    'anthropic-messages': { name: 'anthropic', appends: '/v1/messages', keyHeaders: { 'Authorization: Bearer': {} } },
    'google-generative-ai': { name: 'gemini', appends: '/v1beta/models' },
  },
  key: { reference: (env) => env },
  urlVariable: (variable) => `\${${variable}}`,
  headers: { alteredValues: /\$(\{|[A-Za-z_])/ },
  refuses: ({ env }) => (env === undefined ? 'Qwen Code needs a key' : undefined),
  notes: {
    'models.reasoning_options': { how: 'dropped', why: 'levels need the name of a format that a spec does not have' },
  },
  parts: [
    section('openai', ['openai-chat', 'openai-responses']),
    section('anthropic', ['anthropic-messages']),
    section('gemini', ['google-generative-ai']),
    { ...chosenBy, ...modelChoice },
    { at: ['model', 'name'], value: api.defaultModel(), ...modelChoice, chosenBy },
    {
      at: ['security', 'auth', 'selectedType'],
      value: api.writeOnly(['protocol'], ({ protocolMapping }) => protocolMapping.name),
      ...modelChoice,
      chosenBy,
    },
  ],
});
