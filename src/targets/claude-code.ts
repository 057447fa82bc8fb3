import * as api from './api.js';

/** A limit of the default model, as text for an environment variable. */
const ofDefault = (kind: 'context' | 'output'): api.FieldMapping => {
  const mapping = api.defaultModelField(`limit.${kind}`);
  return {
    ...mapping,
    approximates: 'the value of the default model, for all models',
    write(agent, model) {
      const limit = mapping.write(agent, model);
      return typeof limit === 'number' ? String(limit) : undefined;
    },
    read: (value, partial, model) =>
      (typeof value === 'string' || typeof value === 'number') &&
      /^\d+$/.test(String(value)) &&
      mapping.read!(Number(value), partial, model),
  };
};

const chosenBy = { at: ['env', 'ANTHROPIC_BASE_URL'], value: api.baseUrl };

/**
 * Runs of @anthropic-ai/claude-code 2.1.329. It has no list of providers: its environment names one. The output of `apiKeyHelper` is sent
 * both as `x-api-key` and as a bearer token. `${NAME}` in `env` is not expanded.
 */
export default api.configTarget({
  id: 'claude-code',
  title: 'Claude Code',
  homepage: 'https://code.claude.com',
  remarks: [
    'Claude Code uses one provider at a time, so `apply` needs `--set-default`. `remove` removes the values that are still the ones of the provider.',
    'It has three slots for models, which get the default and the small model.',
  ],
  commands: ['claude'],
  files: {
    settings: {
      format: 'json',
      user: '.claude/settings.json',
      project: '.claude/settings.json',
      create: '{\n  "$schema": "https://json.schemastore.org/claude-code-settings.json"\n}\n',
    },
  },
  protocols: { 'anthropic-messages': { name: '', appends: '/v1/messages', keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': {} } } },
  key: { reference: (env) => `printenv ${env}` },
  ...api.singleProvider('Claude Code'),
  notes: { 'models.id': { how: 'approximated', why: 'only the default and the small model' } },
  parts: [
    { at: ['apiKeyHelper'], value: api.apiKey({ pattern: /^printenv (\w+)$/ }), choice: true, chosenBy },
    { at: ['model'], value: api.defaultModel(), choice: true, chosenBy },
    { ...chosenBy, choice: true },
    { at: ['env', 'ANTHROPIC_CUSTOM_HEADERS'], value: api.headersText('\n'), choice: true, chosenBy },
    { at: ['env', 'ANTHROPIC_DEFAULT_OPUS_MODEL'], value: api.defaultModel(), choice: true, chosenBy },
    { at: ['env', 'ANTHROPIC_DEFAULT_SONNET_MODEL'], value: api.defaultModel(), choice: true, chosenBy },
    { at: ['env', 'ANTHROPIC_DEFAULT_HAIKU_MODEL'], value: api.smallModel(), choice: true, chosenBy },
    { at: ['env', 'CLAUDE_CODE_MAX_CONTEXT_TOKENS'], value: ofDefault('context'), choice: true, chosenBy },
    { at: ['env', 'CLAUDE_CODE_MAX_OUTPUT_TOKENS'], value: ofDefault('output'), choice: true, chosenBy },
  ],
});
