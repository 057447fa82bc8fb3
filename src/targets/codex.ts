import * as api from './api.js';

/** The largest context window that Codex accepts without a model catalog. Runs of @openai/codex 0.169.0. */
const largest = 272_000;

/** The default model. */
function first({ provider, models }: api.AgentView): api.Model | undefined {
  return models.find(({ id }) => id === provider.default_model) ?? models[0];
}

/** Whether the context window of a model needs a catalog. */
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
    'only text and images, in a catalog',
  ),
};

/** Runs of @openai/codex 0.169.0 with `--strict-config`. A profile is a separate file, so the user's own configuration does not change. */
export default api.configTarget({
  id: 'codex',
  title: 'Codex CLI',
  homepage: 'https://github.com/openai/codex',
  remarks: [
    'The target writes a profile as a separate file, for `codex -p <provider>`. `config.toml` does not change. Codex ignores providers in project files.',
    'A context window above 272,000 tokens needs a model catalog. It replaces the catalog of Codex, including its instructions for these models.',
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
