// The environment variables that the vendor SDKs read, and so the programs that use them.
import type { ConfigDefinition } from '../engine/config-definition.js';
import type { AgentView } from '../engine/agent-definition.js';
import type { MappingTable } from '../engine/field-mapping.js';
import { defaultModel } from '../engine/model-choices.js';
import { writeOnly } from '../engine/derived-mappings.js';
import { baseUrl, keyVariable, protocolName } from '../engine/provider-mappings.js';

/**
 * The prefixes of the variables. openai-python and openai-node read `OPENAI_BASE_URL` and `OPENAI_API_KEY`. Anthropic's SDKs read
 * `ANTHROPIC_BASE_URL`, and the key from `ANTHROPIC_API_KEY` (x-api-key; Bearer since @anthropic-ai/sdk 1.0 and anthropic 2.0 of Python)
 * or `ANTHROPIC_AUTH_TOKEN` (Bearer). @google/genai reads `GOOGLE_GEMINI_BASE_URL` and `GEMINI_API_KEY`. Only openai 7 of Node has a
 * variable for headers, `OPENAI_CUSTOM_HEADERS`; openai 3 of Python, @google/genai and google-genai have none.
 */
export const sdkVariables: Pick<ConfigDefinition, 'protocols' | 'headers'> = {
  protocols: {
    'openai-chat': { name: 'OPENAI', appends: '/chat/completions' },
    'openai-responses': { name: 'OPENAI', appends: '/responses' },
    'anthropic-messages': {
      name: 'ANTHROPIC',
      appends: '/v1/messages',
      keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': { variable: 'ANTHROPIC_AUTH_TOKEN' } },
    },
    'google-generative-ai': { name: 'GEMINI', appends: '/v1beta/models' },
  },
  headers: 'none',
};

function conflictingKeyVariable({ protocolMapping, keyMembers, env }: AgentView): string | undefined {
  if (protocolMapping.name === 'ANTHROPIC') return keyMembers['variable'] === undefined ? 'ANTHROPIC_AUTH_TOKEN' : 'ANTHROPIC_API_KEY';
  // The SDK prefers this variable. It is kept if it is the variable of the provider.
  return protocolMapping.name === 'GEMINI' && env !== 'GOOGLE_API_KEY' ? 'GOOGLE_API_KEY' : undefined;
}

/** The variables of one endpoint, by their purpose. */
export const sdkVariableMappings: MappingTable = {
  prefix: protocolName,
  baseVariable: writeOnly(['protocol'], ({ protocolMapping }) =>
    protocolMapping.name === 'GEMINI' ? 'GOOGLE_GEMINI_BASE_URL' : `${protocolMapping.name}_BASE_URL`,
  ),
  baseUrl,
  keyVariable: writeOnly(
    ['protocol', 'key_header'],
    ({ protocolMapping, keyMembers }) => keyMembers['variable'] ?? `${protocolMapping.name}_API_KEY`,
  ),
  /** The variable of another key, which the SDK would send too, or instead. */
  otherKey: writeOnly(['protocol', 'key', 'key_header'], conflictingKeyVariable),
  /** Since 3.0, the SDK of Google sends requests to paths below `/v1` by default. */
  apiVersion: writeOnly(['protocol'], ({ protocolMapping }) => (protocolMapping.name === 'GEMINI' ? 'v1beta' : undefined)),
  env: keyVariable,
  model: defaultModel(),
};
