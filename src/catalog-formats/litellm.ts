// What LiteLLM calls protocols and models, for its proxy and for the agents that are built on it.
import type { AgentView, AgentDefinition } from '../targets/engine/agent-view.js';
import type { FieldMapping, MappingTable } from '../targets/engine/field-mapping.js';
import { from, perToken, takes } from '../targets/engine/common-mappings.js';

/** The prefix of a model decides on the protocol, and for Responses its mode. Runs of LiteLLM 1.81.10 and 1.106.2. */
export const liteLlmWires: AgentDefinition['wires'] = {
  'openai-chat': { as: 'openai', appends: '/chat/completions' },
  'openai-responses': { as: 'openai, mode', appends: '/responses' },
  'anthropic-messages': { as: 'anthropic', appends: '/v1/messages' },
  'google-generative-ai': { as: 'gemini', appends: '/models' },
};

/** `openai/<model>`, and so on. */
export const liteLlmModel: FieldMapping = {
  of: ['protocol', 'models.id'],
  write: (host, model) => `${prefixOf(host)}/${model!.id}`,
  read(value, draft, model) {
    const [, wire, id] = /^(openai\/responses|openai|anthropic|gemini)\/(.+)$/.exec(typeof value === 'string' ? value : '') ?? [];
    if (id === undefined) return;
    draft.wire = wire!;
    model!.id = id;
  },
};

function prefixOf({ wire }: AgentView): string {
  return wire.as.split(',')[0]!;
}

export const liteLlmProvider: FieldMapping = from(['protocol'], (host) => prefixOf(host).split('/')[0]);

/** What LiteLLM's price map says of a model (model_prices_and_context_window.json): limits in tokens, prices per token. */
export const liteLlmInfo: MappingTable = {
  mode: {
    of: ['protocol'],
    write: ({ protocol }) => (protocol === 'openai-responses' ? 'responses' : 'chat'),
    read: (value, draft) => void (value === 'responses' && draft.wire === 'openai' && (draft.wire = 'openai, mode')),
  },
  max_input_tokens: 'limit.context',
  max_output_tokens: 'limit.output',
  input_cost_per_token: perToken('cost.input'),
  output_cost_per_token: perToken('cost.output'),
  cache_read_input_token_cost: perToken('cost.cache_read'),
  cache_creation_input_token_cost: perToken('cost.cache_write'),
  supports_vision: takes('image'),
  supports_function_calling: 'tool_call',
  supports_parallel_function_calling: 'parallel_tool_calls',
  supports_reasoning: 'reasoning',
  supports_response_schema: 'structured_output',
};
