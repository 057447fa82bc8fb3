import * as kit from './kit.js';

/** What opencode (and Kilo, which is built on it) writes of a model. The limits are needed as a pair: one alone is refused. */
export const models = kit.modelsById({
  name: 'name',
  family: 'family',
  release_date: 'release_date',
  attachment: kit.takes('image'),
  reasoning: 'reasoning',
  temperature: 'temperature',
  tool_call: 'tool_call',
  'cost.input': 'cost.input',
  'cost.output': 'cost.output',
  'cost.cache_read': 'cost.cache_read',
  'cost.cache_write': 'cost.cache_write',
  'limit.context': kit.needed('limit.context', 128_000),
  'limit.input': 'limit.input',
  'limit.output': kit.needed('limit.output', 32_000),
  'modalities.input': 'modalities.input',
  'modalities.output': 'modalities.output',
});

/**
 * https://opencode.ai/docs/providers, the config schema and runs of opencode-ai 1.18.33: the npm package is the protocol, the base URL has
 * the version in it, and a header value with `{env:X}` is filled in, also inside `{{…}}`, with no way to escape it.
 */
export default kit.configTarget({
  id: 'opencode',
  title: 'opencode',
  homepage: 'https://opencode.ai',
  remarks: [
    'opencode reads all of its files and the later one wins. It sends an output limit of at most 32,000 tokens, whatever the model has.',
  ],
  commands: ['opencode'],
  files: {
    config: {
      format: 'json',
      user: '.config/opencode/opencode.json',
      project: 'opencode.json',
      elsewhere: { user: ['.config/opencode/opencode.jsonc', '.config/opencode/config.json'], project: ['opencode.jsonc'] },
      create: '{\n  "$schema": "https://opencode.ai/config.json"\n}\n',
    },
  },
  wires: {
    'openai-chat': { as: '@ai-sdk/openai-compatible', appends: '/chat/completions' },
    'openai-responses': { as: '@ai-sdk/openai', appends: '/responses' },
    'anthropic-messages': { as: '@ai-sdk/anthropic', appends: '/messages' },
    'google-generative-ai': { as: '@ai-sdk/google', appends: '/models' },
  },
  key: { ref: (env) => `{env:${env}}`, embeds: true },
  fills: (variable) => `{env:${variable}}`,
  headers: { rewrites: /\{(env|file):[^}]*\}/ },
  parts: [
    {
      at: ['provider', '{id}'],
      rows: {
        npm: kit.protocol,
        name: kit.name,
        'options.baseURL': kit.baseUrl,
        'options.apiKey': kit.key({ ref: /^\{env:(\w+)\}$/ }),
        'options.headers': kit.headers,
        models,
      },
    },
    { at: ['model'], value: kit.defaultModel((model, { id }) => `${id}/${model}`), choice: true },
    { at: ['small_model'], value: kit.smallModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
});
