// What opencode and the agents that are built on it say of a provider.
import type { ConfigDefinition } from '../engine/config-definition.js';
import { defaultModel, smallModel } from '../engine/model-choices.js';
import type { FieldMapping } from '../engine/field-mapping.js';
import { ownPackage, packageNamed, refusesPackage } from '../../catalog-formats/npm-packages.js';
import { baseUrl, headers, key, modelsById, name, needed, protocol, takes } from '../engine/common-mappings.js';

/** The limits are needed as a pair: one alone is refused. */
const models = modelsById({
  name: 'name',
  family: 'family',
  release_date: 'release_date',
  attachment: takes('image'),
  reasoning: 'reasoning',
  temperature: 'temperature',
  tool_call: 'tool_call',
  'cost.input': 'cost.input',
  'cost.output': 'cost.output',
  'cost.cache_read': 'cost.cache_read',
  'cost.cache_write': 'cost.cache_write',
  'limit.context': needed('limit.context', 128_000),
  'limit.input': 'limit.input',
  'limit.output': needed('limit.output', 32_000),
  'modalities.input': 'modalities.input',
  'modalities.output': 'modalities.output',
});

/** The package. One that knows where its provider is needs no base URL, which comes after it. */
const npm: FieldMapping = {
  ...protocol,
  read(value, draft) {
    if (typeof value !== 'string') return;
    draft.wire = value;
    const known = packageNamed(value, draft.spec.id);
    if (known && !known.login) draft.baseUrl = known.url.replaceAll(/\$\{(\w+)\}/g, '{env:$1}');
  },
};

/**
 * The npm package is the protocol, the base URL has the version in it, and a header value with `{env:X}` is filled in, also
 * inside `{{…}}`, with no way to escape it.
 */
export const openCodeForm: Pick<ConfigDefinition, 'wires' | 'key' | 'fills' | 'headers' | 'refuses' | 'parts'> = {
  wires: {
    'openai-chat': { as: '@ai-sdk/openai-compatible', appends: '/chat/completions' },
    'openai-responses': { as: '@ai-sdk/openai', appends: '/responses' },
    'anthropic-messages': { as: '@ai-sdk/anthropic', appends: '/messages' },
    'google-generative-ai': { as: '@ai-sdk/google', appends: '/models' },
    'ai-sdk': ownPackage,
  },
  key: { ref: (env) => `{env:${env}}`, embeds: true },
  fills: (variable) => `{env:${variable}}`,
  headers: { rewrites: /\{(env|file):[^}]*\}/ },
  refuses: refusesPackage,
  parts: [
    {
      at: ['provider', '{id}'],
      rows: {
        npm,
        name,
        'options.baseURL': baseUrl,
        'options.apiKey': key({ ref: /^\{env:(\w+)\}$/ }),
        'options.headers': headers,
        models,
      },
    },
    { at: ['model'], value: defaultModel((model, { id }) => `${id}/${model}`), choice: true },
    { at: ['small_model'], value: smallModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
};
