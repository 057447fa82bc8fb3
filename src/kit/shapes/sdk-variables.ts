// The variables that the SDKs of the vendors read, and with them many programs.
import type { ConfigDefinition } from '../config-target.js';
import type { Rows } from '../lens.js';
import { defaultModel } from '../choices.js';
import { baseUrl, from, keyVariable, protocol } from '../lenses.js';

/**
 * The variables by their first word: openai-python and openai-node read `OPENAI_BASE_URL` and `OPENAI_API_KEY`; those of Anthropic
 * `ANTHROPIC_BASE_URL`, and the key as `ANTHROPIC_API_KEY` (x-api-key) or `ANTHROPIC_AUTH_TOKEN` (Bearer); @google/genai
 * `GOOGLE_GEMINI_BASE_URL` and `GEMINI_API_KEY`. None of them has a variable for headers.
 */
export const sdkVariables: Pick<ConfigDefinition, 'wires' | 'headers'> = {
  wires: {
    'openai-chat': { as: 'OPENAI', appends: '/chat/completions' },
    'openai-responses': { as: 'OPENAI', appends: '/responses' },
    'anthropic-messages': {
      as: 'ANTHROPIC',
      appends: '/v1/messages',
      sends: { 'x-api-key:': {}, 'Authorization: Bearer': { variable: 'ANTHROPIC_AUTH_TOKEN' } },
    },
    'google-generative-ai': { as: 'GEMINI', appends: '/v1beta/models' },
  },
  headers: 'none',
};

/** The variables of one endpoint, by what each of them is for. */
export const sdkVariableRows: Rows = {
  prefix: protocol,
  baseVariable: from(['protocol'], ({ wire }) => (wire.as === 'GEMINI' ? 'GOOGLE_GEMINI_BASE_URL' : `${wire.as}_BASE_URL`)),
  baseUrl,
  keyVariable: from(['protocol', 'key_header'], ({ wire, keyMembers }) => keyMembers['variable'] ?? `${wire.as}_API_KEY`),
  /** The variable of another way to send the key, which would be sent as well. */
  otherKey: from(['protocol', 'key_header'], ({ wire, keyMembers }) =>
    wire.as === 'ANTHROPIC' ? (keyMembers['variable'] === undefined ? 'ANTHROPIC_AUTH_TOKEN' : 'ANTHROPIC_API_KEY') : undefined,
  ),
  env: keyVariable,
  model: defaultModel(),
};
