import * as api from './api.js';

/** The built-in endpoint names of LibreChat, which a custom endpoint must not have. */
const ownNames = /^(openAI|azureOpenAI|google|anthropic|assistants|azureAssistants|agents|custom|bedrock)$/;

const prices: api.MappingTable = {
  prompt: 'cost.input',
  completion: 'cost.output',
  context: 'limit.context',
  cacheRead: 'cost.cache_read',
  cacheWrite: 'cost.cache_write',
};

/** Prices and context windows by model id, for models with both: LibreChat rejects incomplete ones. */
const tokenConfig: api.FieldMapping = {
  ...api.modelsById(prices),
  fields: [],
  write(agent) {
    const known = agent.models.filter(({ cost, limit }) => cost?.input !== undefined && cost.output !== undefined && limit?.context);
    return api.modelsById(prices).write({ ...agent, models: known }, undefined);
  },
  read(value, partial) {
    if (!api.isObject(value)) return false;
    const models = partial.spec.models ?? [];
    for (const [id, member] of Object.entries(value)) {
      const model = models.find((one) => one.id === id);
      if (model) partial.unread.push(...api.readMappings(prices, member, partial, model));
    }
    return Object.keys(value).every((id) => models.some((model) => model.id === id));
  },
};

/** The schema of librechat-data-provider 0.8.524 (npm), and its function that expands variables. */
export default api.configTarget({
  id: 'librechat',
  title: 'LibreChat',
  homepage: 'https://www.librechat.ai',
  remarks: [
    'The file is next to the `.env` of LibreChat, which contains the key; `--into` names its folder. Restart LibreChat after a change.',
  ],
  inHome: false,
  files: { config: { format: 'yaml', user: 'librechat.yaml', create: 'version: 1.3.17\n' } },
  protocols: { 'openai-chat': { name: '', appends: '/chat/completions' } },
  key: { reference: (env) => `\${${env}}`, isEmbeddable: true, keylessValue: 'none' },
  urlVariable: (variable) => `\${${variable}}`,
  headers: { alteredValues: /\$\{|\{\{/ },
  refuses({ name, models }) {
    if (ownNames.test(name)) return `LibreChat has an endpoint ${api.quote(name)} itself; choose another with \`targets.librechat.name\``;
    return models.length === 0 ? 'LibreChat needs a model, but the spec has none' : undefined;
  },
  parts: [
    {
      at: ['endpoints', 'custom', { where: { name: '{name}' } }],
      mappings: {
        name: api.providerName,
        apiKey: api.apiKey({ pattern: /^\$\{(\w+)\}$/ }),
        baseURL: api.baseUrl,
        'models.default': api.modelIds,
        'models.fetch': api.constant(false),
        titleModel: api.smallModel(),
        modelDisplayLabel: api.providerName,
        headers: api.headersObject,
        tokenConfig,
      },
    },
  ],
});
