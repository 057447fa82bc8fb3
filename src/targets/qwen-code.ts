import * as api from './api.js';

const kinds = ['image', 'audio', 'video', 'pdf'] as const;

/** Text always goes, so it is not among them. */
const modalities: api.FieldMapping = {
  of: ['models.modalities.input'],
  write: (_, model) => {
    const input = model!.modalities?.input;
    return input && Object.fromEntries(kinds.map((kind) => [kind, input.includes(kind)]));
  },
  read(value, _, model) {
    const taken = kinds.filter((kind) => (value as Record<string, unknown>)[kind] === true);
    (model!.modalities ??= {}).input = ['text', ...taken];
  },
};

/** Without it, Qwen Code asks every model to think. */
const thinking: api.FieldMapping = {
  of: ['models.reasoning'],
  approximates: 'switched off for a model that has none',
  write: (_, model) => (model!.reasoning === false ? false : undefined),
  read: (value, _, model) => void (value === false && (model!.reasoning = false)),
};

/** A list that all providers of a protocol share, where an entry is told by its model and its URL. */
function section(name: string, protocols: readonly api.Protocol[]): api.Part {
  return {
    at: ['modelProviders', name, { where: { id: '{model}', baseUrl: '{url}' } }],
    each: 'model',
    when: ({ protocol }) => protocols.includes(protocol),
    rows: {
      id: api.modelId,
      name: 'name',
      description: 'description',
      envKey: api.keyVariable,
      baseUrl: api.baseUrlOf(name),
      wireApi: api.when('openai-responses', 'responses', 'openai, wireApi'),
      'generationConfig.contextWindowSize': 'limit.context',
      'generationConfig.modalities': modalities,
      'generationConfig.customHeaders': api.headers,
      'generationConfig.reasoning': thinking,
      'generationConfig.samplingParams.max_tokens': 'limit.output',
    },
  };
}

/** Which of the entries for models of one id, as the program says it when one is picked. */
const chosenBy = { at: ['model', 'baseUrl'], value: api.baseUrl };
const ofModel = { choice: true, when: ({ models }: api.AgentView) => models.length > 0 } as const;

/** The documentation in the package and runs of @qwen-code/qwen-code 0.24.4. Any text of the file can name variables, and there is no way to escape one. */
export default api.configTarget({
  id: 'qwen-code',
  title: 'Qwen Code',
  homepage: 'https://github.com/QwenLM/qwen-code',
  remarks: ["The lists of a project's file replace those of the user's file as a whole."],
  commands: ['qwen'],
  files: {
    settings: { format: 'json', user: '.qwen/settings.json', project: '.qwen/settings.json', create: '{\n  "$version": 4\n}\n' },
  },
  wires: {
    'openai-chat': { as: 'openai', appends: '/chat/completions' },
    'openai-responses': { as: 'openai, wireApi', appends: '/responses' },
    'anthropic-messages': { as: 'anthropic', appends: '/v1/messages', sends: { 'Authorization: Bearer': {} } },
    'google-generative-ai': { as: 'gemini', appends: '/v1beta/models' },
  },
  key: { ref: (env) => env },
  fills: (variable) => `\${${variable}}`,
  headers: { rewrites: /\$(\{|[A-Za-z_])/ },
  refuses: ({ env }) => (env === undefined ? 'Qwen Code needs a key' : undefined),
  notes: {
    'models.reasoning_options': { how: 'dropped', why: 'it takes levels only with the name of a format that the spec does not know' },
  },
  parts: [
    section('openai', ['openai-chat', 'openai-responses']),
    section('anthropic', ['anthropic-messages']),
    section('gemini', ['google-generative-ai']),
    { ...chosenBy, ...ofModel },
    { at: ['model', 'name'], value: api.defaultModel(), ...ofModel, chosenBy },
    { at: ['security', 'auth', 'selectedType'], value: api.from(['protocol'], ({ wire }) => wire.as.split(',')[0]), ...ofModel, chosenBy },
  ],
});
