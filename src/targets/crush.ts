import * as api from './api.js';

/**
 * The schema that `crush schema` prints (also https://charm.land/crush.json), and runs of a build of charmbracelet/crush@37f36e93 (0.90).
 * Keys, URLs and header values are expanded as in a shell. `in_cached` is the price of cache writes, `out_cached` the price of cache reads
 * (internal/agent/agent.go).
 */
export default api.configTarget({
  id: 'crush',
  title: 'Crush',
  homepage: 'https://github.com/charmbracelet/crush',
  remarks: [
    '`crushrc` takes precedence over `crush.json`; the target `crushrc` writes the former. Crush rejects comments in `crush.json`.',
    "It sends Responses only for models whose ids look like OpenAI's own, and Chat Completions for all others, so Responses is refused.",
  ],
  commands: ['crush'],
  files: {
    config: {
      format: 'json',
      user: '.config/crush/crush.json',
      project: 'crush.json',
      elsewhere: { project: ['.crush.json'] },
      create: '{\n  "$schema": "https://charm.land/crush.json"\n}\n',
    },
  },
  ...api.crushDefinition,
  parts: [
    {
      at: ['providers', '{id}'],
      mappings: {
        name: api.providerName,
        type: api.protocolName,
        base_url: api.baseUrl,
        api_key: api.crushApiKey,
        extra_headers: api.headersObject,
        models: api.modelList({
          id: api.modelId,
          name: api.modelName,
          cost_per_1m_in: api.requiredField('cost.input', 0),
          cost_per_1m_out: api.requiredField('cost.output', 0),
          cost_per_1m_in_cached: api.requiredField('cost.cache_write', 0),
          cost_per_1m_out_cached: api.requiredField('cost.cache_read', 0),
          context_window: api.requiredField('limit.context', 128_000),
          default_max_tokens: api.requiredField('limit.output', 4096),
          can_reason: api.withDefault(api.modelFlag('reasoning'), false),
          supports_attachments: api.withDefault(api.acceptsInput('image'), false),
        }),
      },
    },
    { at: ['models', 'large'], value: api.defaultModel((model, { id }) => ({ provider: id, model })), choice: true },
    { at: ['models', 'small'], value: api.smallModel((model, { id }) => ({ provider: id, model })), choice: true },
  ],
});
