// What opencode and the agents built on it share.
import type { ConfigDefinition } from '../engine/config-definition.js';
import { defaultModel, smallModel } from '../engine/model-choices.js';
import type { FieldMapping } from '../engine/field-mapping.js';
import { ownPackageProtocol, findNpmPackage, whyPackageRefused } from '../../catalog-formats/npm-packages.js';
import { acceptsInput, modelsById, requiredField } from '../engine/model-mappings.js';
import { apiKey, baseUrl, headersObject, protocolName, providerName } from '../engine/provider-mappings.js';

/** The two limits are required together. */
const models = modelsById({
  name: 'name',
  family: 'family',
  release_date: 'release_date',
  attachment: acceptsInput('image'),
  reasoning: 'reasoning',
  temperature: 'temperature',
  tool_call: 'tool_call',
  'cost.input': 'cost.input',
  'cost.output': 'cost.output',
  'cost.cache_read': 'cost.cache_read',
  'cost.cache_write': 'cost.cache_write',
  'limit.context': requiredField('limit.context', 128_000),
  'limit.input': 'limit.input',
  'limit.output': requiredField('limit.output', 32_000),
  'modalities.input': 'modalities.input',
  'modalities.output': 'modalities.output',
});

/** The npm package. It is read before the base URL, which a package with a built-in URL does not need. */
const npm: FieldMapping = {
  ...protocolName,
  read(value, partial) {
    if (typeof value !== 'string') return false;
    partial.protocolName = value;
    const known = findNpmPackage(value, partial.spec.id);
    if (known && !known.login) partial.baseUrl = known.url.replaceAll(/\$\{(\w+)\}/g, '{env:$1}');
    return true;
  },
};

/**
 * The npm package decides the protocol, and the base URL contains the version. `{env:X}` in a header value is expanded, also
 * inside `{{…}}`, and cannot be escaped.
 */
export const openCodeDefinition: Pick<ConfigDefinition, 'protocols' | 'key' | 'urlVariable' | 'headers' | 'refuses' | 'parts'> = {
  protocols: {
    'openai-chat': { name: '@ai-sdk/openai-compatible', appends: '/chat/completions' },
    'openai-responses': { name: '@ai-sdk/openai', appends: '/responses' },
    'anthropic-messages': { name: '@ai-sdk/anthropic', appends: '/messages' },
    'google-generative-ai': { name: '@ai-sdk/google', appends: '/models' },
    'ai-sdk': ownPackageProtocol,
  },
  key: { reference: (env) => `{env:${env}}`, isEmbeddable: true },
  urlVariable: (variable) => `{env:${variable}}`,
  headers: { alteredValues: /\{(env|file):[^}]*\}/ },
  refuses: whyPackageRefused,
  parts: [
    {
      at: ['provider', '{id}'],
      mappings: {
        npm,
        name: providerName,
        'options.baseURL': baseUrl,
        'options.apiKey': apiKey({ pattern: /^\{env:(\w+)\}$/ }),
        'options.headers': headersObject,
        models,
      },
    },
    { at: ['model'], value: defaultModel((model, { id }) => `${id}/${model}`), choice: true },
    { at: ['small_model'], value: smallModel((model, { id }) => `${id}/${model}`), choice: true },
  ],
};
