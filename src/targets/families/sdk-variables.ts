// The variables that the SDKs of the vendors read, and with them many programs.
import type { ConfigDefinition } from '../engine/config-definition.js';
import type { AgentView } from '../engine/agent-definition.js';
import type { MappingTable } from '../engine/field-mapping.js';
import { defaultModel } from '../engine/model-choices.js';
import { writeOnly } from '../engine/derived-mappings.js';
import { baseUrl, keyVariable, protocolName } from '../engine/provider-mappings.js';

/**
 * The variables by their first word: openai-python and openai-node read `OPENAI_BASE_URL` and `OPENAI_API_KEY`; those of Anthropic
 * `ANTHROPIC_BASE_URL`, and the key as `ANTHROPIC_API_KEY` (x-api-key; Bearer from @anthropic-ai/sdk 1.0 and anthropic 2.0 of Python on)
 * or `ANTHROPIC_AUTH_TOKEN` (Bearer); @google/genai `GOOGLE_GEMINI_BASE_URL` and `GEMINI_API_KEY`. A variable for headers is not in
 * all of them: openai 7 of Node has `OPENAI_CUSTOM_HEADERS`, and openai 3 of Python, @google/genai and google-genai have none.
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
  // Of two keys the SDK takes this one. A provider may have its own key in it, and a variable of a user stays.
  return protocolMapping.name === 'GEMINI' && env !== 'GOOGLE_API_KEY' ? 'GOOGLE_API_KEY' : undefined;
}

/** The variables of one endpoint, by what each of them is for. */
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
  /** The variable of another key, which would be sent as well, or instead. */
  otherKey: writeOnly(['protocol', 'key', 'key_header'], conflictingKeyVariable),
  /** The SDK of Google asks below `/v1` from 3.0 on. */
  apiVersion: writeOnly(['protocol'], ({ protocolMapping }) => (protocolMapping.name === 'GEMINI' ? 'v1beta' : undefined)),
  env: keyVariable,
  model: defaultModel(),
};
