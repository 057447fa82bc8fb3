// What OpenRouter calls models (https://openrouter.ai/docs/models; src/models/model.ts of OpenRouterTeam/typescript-sdk@0789a803).
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

/** Among models of all vendors one is called `Z.AI: GLM 5.3`. */
const name = readLine('name', (text) => text.replace(/^[^:]+: /, ''));

/** Files are PDFs (https://openrouter.ai/docs/features/multimodal/pdfs). */
const words = { file: 'pdf' };

/** A parameter is listed when a host of the model takes it. */
const ofModel = {
  tool_call: ['tools', 'tool_choice'],
  reasoning: ['reasoning', 'include_reasoning'],
  structured_output: ['structured_outputs'],
} as const;

/**
 * What is true of a model wherever it runs: what a host of it can, the model can, and what none of OpenRouter's hosts can, another may.
 * Limits are in tokens. `created` is the second in which OpenRouter began to serve it, on the day of the release for nearly all;
 * models.dev takes it for that too (packages/core/src/sync/providers/openrouter.ts of anomalyco/models.dev@f3fc6922).
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
  supported_parameters: onlyWhenTrue(readListedFlags(ofModel)),
};

/**
 * How reasoning is set at OpenRouter, which has levels of its own for all vendors (src/models/modelreasoning.ts of
 * OpenRouterTeam/typescript-sdk@30b174ec): the highest comes first, `none` switches it off, and a model that takes a number of tokens as
 * well says so. Its bounds are as the spec has them. Where no levels are listed, nothing is known.
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
 * What is true of a model at OpenRouter, beside that: the window of the host that it sends requests to first, and prices, which are USD per
 * token as text, `-1` where each request has another one. A model with a day on which it may be removed is on its way out.
 */
export const openRouterModel: FieldReaders = {
  ...openRouterFacts,
  'top_provider.context_length': readTokens('limit.context'),
  supported_parameters: readListedFlags({ ...ofModel, parallel_tool_calls: ['parallel_tool_calls'], temperature: ['temperature'] }),
  'pricing.prompt': readUsdPerToken('cost.input'),
  'pricing.completion': readUsdPerToken('cost.output'),
  'pricing.input_cache_read': readUsdPerToken('cost.cache_read'),
  'pricing.input_cache_write': readUsdPerToken('cost.cache_write'),
  reasoning: reasoningOptions,
  expiration_date: readAs('status', () => 'deprecated'),
};

/** The models of all pages, or what is wrong with them. */
export function openRouterEntries(bodies: readonly JsonValue[]): ModelEntry[] | string {
  const list = joinLists(bodies, 'data');
  return typeof list === 'string' ? list : list.map((value) => ({ id: member(value, 'id'), value }));
}

/** Where the next page is, from the host on: `/api/v1/models?offset=500&limit=500` (src/models/modelslistresponse.ts of OpenRouterTeam/typescript-sdk@1127a4c9). */
export function openRouterNext(body: JsonValue): string | undefined {
  return textMember(member(body, 'links'), 'next');
}
