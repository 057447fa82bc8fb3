import * as api from './api.js';

/** Names of the endpoints that LibreChat has itself, and refuses for others. */
const ownNames = /^(openAI|azureOpenAI|google|anthropic|assistants|azureAssistants|agents|custom|bedrock)$/;

const prices: api.MappingTable = {
  prompt: 'cost.input',
  completion: 'cost.output',
  context: 'limit.context',
  cacheRead: 'cost.cache_read',
  cacheWrite: 'cost.cache_write',
};

/** The prices and windows by the ids of the models, of those that have both: LibreChat refuses a part of them. */
const tokenConfig: api.FieldMapping = {
  ...api.modelsById(prices),
  of: [],
  write(host) {
    const known = host.models.filter(({ cost, limit }) => cost?.input !== undefined && cost.output !== undefined && limit?.context);
    return api.modelsById(prices).write({ ...host, models: known }, undefined);
  },
  read(value, draft) {
    for (const [id, member] of Object.entries(value as Record<string, api.JsonValue>)) {
      const model = draft.spec.models?.find((one) => one.id === id);
      if (model) draft.unread.push(...api.readMappings(prices, member, draft, model));
    }
  },
};

/** The schema of librechat-data-provider 0.8.524 (npm), and its function that fills in variables. */
export default api.configTarget({
  id: 'librechat',
  title: 'LibreChat',
  homepage: 'https://www.librechat.ai',
  remarks: [
    'The file is beside the `.env` of LibreChat, which has the key; `--into` names its folder. Start LibreChat anew after a change.',
  ],
  inHome: false,
  files: { config: { format: 'yaml', user: 'librechat.yaml', create: 'version: 1.3.17\n' } },
  wires: { 'openai-chat': { as: '', appends: '/chat/completions' } },
  key: { ref: (env) => `\${${env}}`, embeds: true, keyless: 'none' },
  fills: (variable) => `\${${variable}}`,
  headers: { rewrites: /\$\{|\{\{/ },
  refuses({ name, models }) {
    if (ownNames.test(name)) return `LibreChat has an endpoint ${api.quote(name)} itself; choose another with \`targets.librechat.name\``;
    return models.length === 0 ? 'LibreChat needs the name of a model, and the spec names none' : undefined;
  },
  parts: [
    {
      at: ['endpoints', 'custom', { where: { name: '{name}' } }],
      rows: {
        name: api.name,
        apiKey: api.key({ ref: /^\$\{(\w+)\}$/ }),
        baseURL: api.baseUrl,
        'models.default': api.modelIds,
        'models.fetch': api.always(false),
        titleModel: api.smallModel(),
        modelDisplayLabel: api.name,
        headers: api.headers,
        tokenConfig,
      },
    },
  ],
});
