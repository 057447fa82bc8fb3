import * as api from './api.js';

/** The largest window that Codex believes without a catalog of models. Runs of @openai/codex 0.169.0. */
const largest = 272_000;

/** The model that Codex starts with. */
function first({ provider, models }: api.AgentView): api.Model | undefined {
  return models.find(({ id }) => id === provider.default_model) ?? models[0];
}

/** Whether some model has a window that only a catalog can say. */
function needsCatalog({ models }: api.AgentView): boolean {
  return models.some(({ limit }) => (limit?.context ?? 0) > largest);
}

const catalog: api.MappingTable = {
  slug: api.modelId,
  display_name: api.modelName,
  description: 'description',
  supported_reasoning_levels: api.constant([]),
  shell_type: api.constant('default'),
  visibility: api.constant('list'),
  supported_in_api: api.constant(true),
  priority: api.constant(1),
  base_instructions: api.constant('You are a coding agent. You work in the folder of the user, with the tools you are given.'),
  supports_reasoning_summaries: api.constant(false),
  support_verbosity: api.constant(false),
  truncation_policy: api.constant({ mode: 'tokens', limit: 10_000 }),
  supports_parallel_tool_calls: api.withDefault(api.modelFlag('parallel_tool_calls'), false),
  experimental_supported_tools: api.constant([]),
  context_window: 'limit.context',
  max_context_window: 'limit.context',
  input_modalities: api.writeOnly(
    ['models.modalities.input'],
    (_, model) => model!.modalities?.input?.filter((kind) => kind === 'text' || kind === 'image'),
    'text and images alone, in a catalog',
  ),
};

/** Runs of @openai/codex 0.169.0 with `--strict-config`. A profile is a file of its own, so nothing of the user's is touched. */
export default api.configTarget({
  id: 'codex',
  title: 'Codex CLI',
  homepage: 'https://github.com/openai/codex',
  remarks: [
    'A profile in a file of its own: `codex -p <provider>`. Nothing in `config.toml` changes. Codex ignores providers in the files of a project.',
    'Only a model catalog can have a context window above 272,000 tokens. It replaces the catalog of Codex, including its instructions for the models in it.',
  ],
  commands: ['codex'],
  files: {
    profile: { format: 'toml', user: '.codex/{id}.config.toml', create: '' },
    catalog: { format: 'json', user: '.codex/{id}-models.json', create: '{}\n' },
  },
  protocols: { 'openai-responses': { name: 'responses', appends: '/responses' } },
  key: { reference: (env) => env },
  notes: {
    'models.limit.output': { how: 'dropped', why: 'Codex has no output limit' },
    'models.description': { how: 'approximated', why: 'in a catalog only' },
    'models.parallel_tool_calls': { how: 'approximated', why: 'in a catalog only' },
    'models.id': { how: 'approximated', why: 'in a catalog only' },
    'models.name': { how: 'approximated', why: 'in a catalog only' },
  },
  parts: [
    { at: ['model'], value: api.defaultModel() },
    { at: ['model_provider'], value: api.providerId },
    {
      at: ['model_context_window'],
      value: api.writeOnly(['models.limit.context'], (agent) => first(agent)?.limit?.context, 'that of the default model'),
    },
    { at: ['model_catalog_json'], value: api.writeOnly(['id'], ({ id }) => `${id}-models.json`), when: needsCatalog },
    {
      at: ['model_providers', '{id}'],
      mappings: {
        name: api.providerName,
        base_url: api.baseUrl,
        env_key: api.keyVariable,
        wire_api: api.protocolName,
        http_headers: api.headersObject,
      },
      inline: ['http_headers'],
    },
    { file: 'catalog', at: [], mappings: { models: api.modelList(catalog) }, when: needsCatalog },
  ],
});
