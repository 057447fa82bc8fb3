// LiteLLM's names for protocols and models, for its proxy and the agents built on it.
import type { AgentDefinition } from '../targets/engine/agent-definition.js';
import type { FieldMapping, MappingTable } from '../targets/engine/field-mapping.js';
import { writeOnly } from '../targets/engine/derived-mappings.js';
import { acceptsInput, pricePerToken } from '../targets/engine/model-mappings.js';

/** The prefix of a model decides the protocol; Responses is a mode. Runs of LiteLLM 1.81.10 and 1.106.2. */
export const liteLlmProtocols: AgentDefinition['protocols'] = {
  'openai-chat': { name: 'openai', appends: '/chat/completions' },
  'openai-responses': { name: 'openai', variant: 'responses', appends: '/responses' },
  'anthropic-messages': { name: 'anthropic', appends: '/v1/messages' },
  'google-generative-ai': { name: 'gemini', appends: '/models' },
};

/** `openai/<model>`, and so on. */
export const liteLlmModel: FieldMapping = {
  fields: ['protocol', 'models.id'],
  write: ({ protocolMapping }, model) => `${protocolMapping.name}/${model!.id}`,
  read(value, partial, model) {
    const [, protocol, id] = /^(openai\/responses|openai|anthropic|gemini)\/(.+)$/.exec(typeof value === 'string' ? value : '') ?? [];
    if (id === undefined) return false;
    partial.protocolName = protocol!;
    model!.id = id;
    return true;
  },
};

export const liteLlmProvider: FieldMapping = writeOnly(['protocol'], ({ protocolMapping }) => protocolMapping.name.split('/')[0]);

/** A model in LiteLLM's price map (model_prices_and_context_window.json): limits in tokens, prices per token. */
export const liteLlmModelInfo: MappingTable = {
  mode: {
    fields: ['protocol'],
    write: ({ protocol }) => (protocol === 'openai-responses' ? 'responses' : 'chat'),
    read(value, partial) {
      if (value === 'responses' && partial.protocolName === 'openai') partial.protocolVariant = 'responses';
      return value === 'chat' || partial.protocolVariant === value;
    },
  },
  max_input_tokens: 'limit.context',
  max_output_tokens: 'limit.output',
  input_cost_per_token: pricePerToken('cost.input'),
  output_cost_per_token: pricePerToken('cost.output'),
  cache_read_input_token_cost: pricePerToken('cost.cache_read'),
  cache_creation_input_token_cost: pricePerToken('cost.cache_write'),
  supports_vision: acceptsInput('image'),
  supports_function_calling: 'tool_call',
  supports_parallel_function_calling: 'parallel_tool_calls',
  supports_reasoning: 'reasoning',
  supports_response_schema: 'structured_output',
};
