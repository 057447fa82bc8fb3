// Models of OpenRouter (https://openrouter.ai/docs/models; src/models/model.ts of OpenRouterTeam/typescript-sdk@0789a803).
import type { JsonValue } from '../core/edits.js';
import { setIn } from '../core/json-values.js';
import type { ModelEntry } from '../sources/engine/listing.js';
import { joinLists, member, textMember } from '../sources/engine/response.js';
import {
  readAs,
  readDay,
  readKinds,
  readLine,
  readListedFlags,
  onlyWhenTrue,
  readTokens,
  readUsdPerToken,
  type FieldReader,
  type FieldReaders,
} from '../sources/engine/field-readers.js';

/** Names have the vendor as a prefix: `Z.AI: GLM 5.3`. */
const name = readLine('name', (text) => text.replace(/^[^:]+: /, ''));

/** `file` means PDF (https://openrouter.ai/docs/features/multimodal/pdfs). */
const words = { file: 'pdf' };

/** The parameters that show a flag. A parameter is listed if OpenRouter has a provider that accepts it for the model. */
const flagParameters = {
  tool_call: ['tools', 'tool_choice'],
  reasoning: ['reasoning', 'include_reasoning'],
  structured_output: ['structured_outputs'],
} as const;

/**
 * Facts about a model at any provider. A listed capability is one of the model; a missing one is not evidence, since another provider may have
 * it. Limits are in tokens. `created` is the time when OpenRouter added the model, nearly always the day of its release; models.dev
 * treats it as that too (packages/core/src/sync/providers/openrouter.ts of anomalyco/models.dev@f3fc6922).
 */
export const openRouterFacts: FieldReaders = {
  name,
  description: readLine('description'),
  created: readDay('release_date'),
  knowledge_cutoff: readDay('knowledge'),
  context_length: readTokens('limit.context'),
  'top_provider.max_completion_tokens': readTokens('limit.output'),
  'architecture.input_modalities': readKinds('modalities.input', words),
  'architecture.output_modalities': readKinds('modalities.output', words),
  supported_parameters: onlyWhenTrue(readListedFlags(flagParameters)),
};

/**
 * Reasoning levels, which OpenRouter defines for all vendors (src/models/modelreasoning.ts of OpenRouterTeam/typescript-sdk@30b174ec): highest
 * first, with `none` to disable reasoning. A model can also accept a number of tokens; its bounds are kept from the spec. Without a list of
 * levels nothing is known.
 */
const reasoningOptions: FieldReader = {
  read(value, model, known) {
    const listed = member(value, 'supported_efforts');
    if (!Array.isArray(listed) || listed.length === 0) return;
    const values = (listed as readonly JsonValue[]).filter((effort) => effort !== null).toReversed();
    const budget = known?.reasoning_options?.find(({ type }) => type === 'budget_tokens') ?? { type: 'budget_tokens' };
    setIn(model, 'reasoning_options', [
      ...(member(value, 'mandatory') === false && !values.includes('none') ? [{ type: 'toggle' }] : []),
      { type: 'effort', values },
      ...(member(value, 'supports_max_tokens') === true ? [budget as unknown as JsonValue] : []),
    ]);
  },
};

/**
 * Those facts, and facts about the model at OpenRouter: the context window of the preferred provider, and prices, which are USD per token as text,
 * or `-1` if they vary by request. A model with an expiration date is deprecated.
 */
export const openRouterModel: FieldReaders = {
  ...openRouterFacts,
  'top_provider.context_length': readTokens('limit.context'),
  supported_parameters: readListedFlags({ ...flagParameters, parallel_tool_calls: ['parallel_tool_calls'], temperature: ['temperature'] }),
  'pricing.prompt': readUsdPerToken('cost.input'),
  'pricing.completion': readUsdPerToken('cost.output'),
  'pricing.input_cache_read': readUsdPerToken('cost.cache_read'),
  'pricing.input_cache_write': readUsdPerToken('cost.cache_write'),
  reasoning: reasoningOptions,
  expiration_date: readAs('status', () => 'deprecated'),
};

/** The models of all pages, or why they cannot be used. */
export function openRouterEntries(bodies: readonly JsonValue[]): ModelEntry[] | string {
  const list = joinLists(bodies, 'data');
  return typeof list === 'string' ? list : list.map((value) => ({ id: member(value, 'id'), value }));
}

/** The path of the next page: `/api/v1/models?offset=500&limit=500` (src/models/modelslistresponse.ts of OpenRouterTeam/typescript-sdk@1127a4c9). */
export function openRouterNext(body: JsonValue): string | undefined {
  return textMember(member(body, 'links'), 'next');
}
