import * as api from './api.js';

/** Context windows by model id, for the models with one. */
const contextWindows: api.FieldMapping = {
  fields: ['models.limit.context'],
  write({ models }) {
    const known = models.flatMap(({ id, limit }) => (limit?.context === undefined ? [] : [[id, limit.context] as const]));
    return known.length > 0 ? Object.fromEntries(known) : undefined;
  },
  read(value, { spec }) {
    if (!api.isObject(value)) return false;
    for (const model of spec.models ?? []) {
      const context = value[model.id!];
      if (typeof context === 'number') (model.limit ??= {}).context = context;
    }
    // No spec writes the window of a model that is not in the list.
    return false;
  },
};

const disableToolModels: api.FieldMapping = {
  fields: ['models.tool_call'],
  approximates: 'only models without tool calls are listed',
  write({ models }) {
    const without = models.flatMap(({ id, tool_call }) => (tool_call === false ? [id] : []));
    return without.length > 0 ? without : undefined;
  },
  read(value, { spec }) {
    if (!Array.isArray(value)) return false;
    for (const model of spec.models ?? []) if (value.includes(model.id!)) model.tool_call = false;
    return false;
  },
};

/** Runs of @nanocollective/nanocoder 1.30.0, and its config/env-substitution.js. `google` has no base URL. */
export default api.configTarget({
  id: 'nanocoder',
  title: 'Nanocoder',
  homepage: 'https://github.com/Nano-Collective/nanocoder',
  remarks: [
    'Nanocoder starts with the provider used last, which it keeps in `nanocoder-preferences.json`.',
    '`nanocoder --provider` accepts only letters, digits, `-` and `_`, so the entry is named after the provider id.',
  ],
  commands: ['nanocoder'],
  files: {
    config: { format: 'json', user: '.config/nanocoder/agents.config.json', project: 'agents.config.json', create: '{}\n' },
    preferences: { format: 'json', user: '.config/nanocoder/nanocoder-preferences.json', create: '{}\n' },
  },
  protocols: {
    'openai-chat': { name: 'openai-compatible', appends: '/chat/completions' },
    'anthropic-messages': { name: 'anthropic', appends: '/messages' },
  },
  notes: { 'models.limit.output': { how: 'defaulted', why: 'it sends 4096 tokens on Messages, and no limit otherwise' } },
  key: { reference: (env) => `\${${env}}`, isEmbeddable: true },
  urlVariable: (variable) => `\${${variable}}`,
  headers: { alteredValues: /\$(\{[A-Z_][A-Z0-9_]*(:-.*?)?\}|[A-Z_])/ },
  parts: [
    {
      at: ['nanocoder', 'providers', { where: { name: '{id}' } }],
      mappings: {
        name: api.providerId,
        sdkProvider: api.protocolName,
        baseUrl: api.baseUrl,
        apiKey: api.apiKey({ pattern: /^\$\{(\w+)\}$/ }),
        models: api.withDefault(api.modelIds, []),
        contextWindows,
        disableToolModels,
        headers: api.headersObject,
      },
    },
    ...api.providerAndModelChoice('preferences', 'lastProvider', 'lastModel', api.providerId),
  ],
});
