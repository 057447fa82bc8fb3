// The mapping tables of catalogs as field readers of sources. Values that only fill a required member are not read.
import { isObject, type JsonObject } from '../core/json-values.js';
import { member } from '../sources/engine/response.js';
import type { JsonValue } from '../core/edits.js';
import { setIn } from '../core/json-values.js';
import { type PartialModel } from '../targets/engine/field-mapping.js';
import {
  readDay,
  readLine,
  readInputTokens,
  readersFromMappings,
  readKindFlag,
  readTokens,
  readUsdPerMillion,
  readUsdPerToken,
  type FieldReader,
  type FieldReaders,
} from '../sources/engine/field-readers.js';
import { catwalkModelMappings } from './catwalk.js';
import { liteLlmModelInfo } from './litellm.js';
import { modelsDevModelMappings } from './models-dev.js';

/** Reads nothing, for a member that is read elsewhere or has no meaning for a spec. */
const ignored: FieldReader = { read() {} };

/** `limit.input` of models.dev. In two of three entries it equals the context window; then it is ignored. */
const lessThanWindow: FieldReader = {
  read(value, model) {
    if (value !== 0 && value !== model.limit?.context) setIn(model, 'limit.input', value);
  },
};

/**
 * Prices for long contexts. Older versions of api.json have one tier, for more than 200,000 tokens. Now the generator derives it from `tiers`,
 * which takes precedence (packages/core/src/generate.ts of anomalyco/models.dev@f3fc6922, normalizeCost).
 */
const tiersOfCost: FieldReader = {
  read(cost, model) {
    const over200k = member(cost, 'context_over_200k');
    const listed = member(cost, 'tiers') ?? (isObject(over200k) ? [{ ...over200k, tier: { size: 200_000 } }] : []);
    const known = (Array.isArray(listed) ? (listed as readonly JsonValue[]) : []).map((tier) => {
      const prices = tierPrices.flatMap((price) => (member(tier, price) === undefined ? [] : [[price, member(tier, price)]]));
      return { above_context: member(member(tier, 'tier'), 'size'), ...Object.fromEntries(prices) } as JsonObject;
    });
    if (known.length > 0) setIn(model, 'cost.tiers', known);
  },
};

const tierPrices = ['input', 'output', 'cache_read', 'cache_write'] as const;

/**
 * A model of models.dev. Limits are in tokens, with 0 for unknown; an impossible limit or date is reported. `attachment` repeats `modalities`.
 */
export const modelsDevReaders: FieldReaders = {
  ...readersFromMappings(modelsDevModelMappings),
  id: ignored,
  name: readLine('name'),
  attachment: ignored,
  knowledge: readDay('knowledge'),
  release_date: readDay('release_date'),
  'limit.context': readTokens('limit.context'),
  'limit.input': lessThanWindow,
  'limit.output': readTokens('limit.output'),
  'cost.input': readUsdPerMillion('cost.input'),
  'cost.output': readUsdPerMillion('cost.output'),
  'cost.tiers': ignored,
  cost: tiersOfCost,
};

/**
 * A model of catwalk. `default_max_tokens` is the limit that Crush sends, not that of the model: most of catwalk's generators set it to a
 * tenth of the window or half of the output limit (cmd/openrouter/main.go, cmd/nebius/main.go of charmbracelet/catwalk@64dad50e).
 */
export const catwalkReaders: FieldReaders = {
  ...readersFromMappings(catwalkModelMappings),
  id: ignored,
  default_max_tokens: ignored,
  context_window: readTokens('limit.context'),
  supports_attachments: readKindFlag('image'),
};

const pricesAbove = {
  input: 'input_cost_per_token',
  output: 'output_cost_per_token',
  cache_read: 'cache_read_input_token_cost',
  cache_write: 'cache_creation_input_token_cost',
} as const;

/** Prices for long contexts, whose size is part of the name: `input_cost_per_token_above_200k_tokens`. */
const tiersOfNames: FieldReader = {
  read(entry, model) {
    const sizes = Object.keys(entry as JsonObject).flatMap((key) => /^input_cost_per_token_above_(\d{1,6})k_tokens$/.exec(key)?.[1] ?? []);
    const tiers = sizes.map((size) => {
      const tier: PartialModel = {};
      for (const [field, name] of Object.entries(pricesAbove) as [keyof typeof pricesAbove, string][]) {
        const price = member(entry, `${name}_above_${size}k_tokens`);
        if (price !== undefined) readUsdPerToken(`cost.${field}`).read(price, tier, undefined);
      }
      return { above_context: Number(size) * 1000, ...tier.cost };
    });
    if (tiers.length > 0)
      setIn(
        model,
        'cost.tiers',
        tiers.toSorted((a, b) => a.above_context - b.above_context),
      );
  },
};

/**
 * A model of LiteLLM's price map, in USD per token. `max_input_tokens` is the context window in most entries and the input limit in others
 * (`gpt-5`: 272,000 of a window of 400,000); `sample_spec` of the same file does not distinguish them.
 */
export const liteLlmReaders: FieldReaders = {
  ...readersFromMappings(liteLlmModelInfo),
  mode: ignored,
  max_input_tokens: readInputTokens,
  max_output_tokens: readTokens('limit.output'),
  input_cost_per_token: readUsdPerToken('cost.input'),
  output_cost_per_token: readUsdPerToken('cost.output'),
  cache_read_input_token_cost: readUsdPerToken('cost.cache_read'),
  cache_creation_input_token_cost: readUsdPerToken('cost.cache_write'),
  supports_vision: readKindFlag('image'),
  supports_pdf_input: readKindFlag('pdf'),
  supports_audio_input: readKindFlag('audio'),
  supports_video_input: readKindFlag('video'),
  '': tiersOfNames,
};
