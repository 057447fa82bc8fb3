// A model in the api.json of models.dev, a format that agents and hosted registries share.
import type { JsonValue } from '../core/edits.js';
import { modelFieldValue, type ModelField } from '../spec/fields.js';
import type { Model } from '../spec/provider.js';
import { setIn } from '../core/json-values.js';
import type { PartialModel, FieldMapping, MappingTable } from '../targets/engine/field-mapping.js';
import { acceptsInput, modelId, visibleModelName } from '../targets/engine/model-mappings.js';

type Tier = NonNullable<NonNullable<Model['cost']>['tiers']>[number];
type ReasoningOption = NonNullable<Model['reasoning_options']>[number];

/** A number of tokens: 0 means unknown, and is written if the limit is required. */
function tokens(field: ModelField & `limit.${string}`, isNeeded: boolean): FieldMapping {
  return {
    fields: [`models.${field}`],
    write: (_, model) => (modelFieldValue(model!, field) as number | undefined) ?? (isNeeded ? 0 : undefined),
    read(value, _, model) {
      if (isPossible(value, model!)) setIn(model!, field, value);
      return value === 0 || isPossible(value, model!);
    },
  };
}

/** Whether a limit is plausible: it does not exceed the context window, which is read first. */
function isPossible(value: JsonValue, { limit }: PartialModel): value is number {
  return typeof value === 'number' && value > 0 && value <= (limit?.context ?? Infinity);
}

/** Whether the model accepts anything other than text. */
const attachment: FieldMapping = {
  ...acceptsInput('image'),
  approximates: 'only whether it accepts anything other than text',
  write: (_, model) => model!.modalities?.input?.some((kind) => kind !== 'text'),
};

/** Levels and budgets. models.dev also has a level `null` for none and a budget -1 for any, which a spec does not have. */
const reasoningOptions: FieldMapping = {
  fields: ['models.reasoning_options'],
  write: (_, model) => model!.reasoning_options,
  read(value, _, model) {
    if (!Array.isArray(value)) return false;
    model!.reasoning_options = (value as JsonValue[]).flatMap((option) => reasoningOption(option) ?? []);
    return true;
  },
};

function reasoningOption(option: JsonValue): ReasoningOption | undefined {
  const { type, values, min, max } = (option ?? {}) as Readonly<Record<string, JsonValue>>;
  if (type === 'toggle') return { type };
  if (type === 'budget_tokens')
    return { type, ...(typeof min === 'number' && min >= 0 && { min }), ...(typeof max === 'number' && max > 0 && { max }) };
  if (type !== 'effort' || !Array.isArray(values)) return undefined;
  const [first, ...more] = (values as JsonValue[]).filter((level) => typeof level === 'string' && level !== '') as string[];
  return first === undefined ? undefined : { type, values: [first, ...more] };
}

/** A day or a month. */
function day(field: 'knowledge' | 'release_date'): FieldMapping {
  return {
    fields: [`models.${field}`],
    write: (_, model) => model![field],
    read(value, _, model) {
      if (typeof value !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/.test(value)) return false;
      model![field] = value;
      return true;
    },
  };
}

/** A model without a status is `stable`. */
const status: FieldMapping = {
  fields: ['models.status'],
  approximates: '`stable` is omitted',
  write: (_, { status: known } = { id: '' }) => (known === 'stable' ? undefined : known),
  read: (value, _, model) => {
    if (value !== 'alpha' && value !== 'beta' && value !== 'deprecated') return false;
    model!.status = value;
    return true;
  },
};

/** The prices of a tier, in the order in which they are written. */
const tierPrices = ['input', 'output', 'cache_read', 'cache_write'] as const;

function pricesOf(tier: Tier): { [key: string]: JsonValue } {
  return Object.fromEntries(tierPrices.flatMap((price) => (tier[price] === undefined ? [] : [[price, tier[price]]])));
}

const tiers: FieldMapping = {
  fields: [],
  write: (_, model) => model!.cost?.tiers?.map((tier) => ({ ...pricesOf(tier), tier: { type: 'context', size: tier.above_context } })),
  read(value, _, model) {
    const known = (Array.isArray(value) ? (value as JsonValue[]) : []).flatMap((tier) => tierOf(tier, model!) ?? []);
    if (known.length > 0) setIn(model!, 'cost.tiers', known);
    return known.length > 0;
  },
};

function tierOf(value: JsonValue, { limit }: PartialModel): Tier | undefined {
  const { tier, ...prices } = (value ?? {}) as Readonly<Record<string, JsonValue>>;
  const { size } = (tier ?? {}) as { readonly size?: JsonValue };
  if (typeof size !== 'number' || size < 1 || size >= (limit?.context ?? Infinity)) return undefined;
  const { input, output } = prices;
  if (typeof input !== 'number' || typeof output !== 'number') return undefined;
  const known = tierPrices.flatMap((price) => (typeof prices[price] === 'number' ? [[price, prices[price]]] : []));
  return { above_context: size, ...Object.fromEntries(known) } as Tier;
}

/** An older form of one tier, which the generator of api.json adds by itself (packages/core/src/generate.ts, normalizeCost). */
const contextOver200k: FieldMapping = {
  fields: [],
  write(_, model) {
    const [tier, ...more] = model!.cost?.tiers ?? [];
    return tier && more.length === 0 && tier.above_context >= 200_000 ? pricesOf(tier) : undefined;
  },
};

/**
 * A model of packages/core/src/schema.ts of anomalyco/models.dev@f3fc6922, in the order of api.json. Prices are in USD per million
 * tokens. A spec has no fields for `open_weights`, `last_updated`, `interleaved`, `experimental`, `provider` and the prices of audio and reasoning.
 */
export const modelsDevModelMappings: MappingTable = {
  id: modelId,
  name: visibleModelName,
  family: 'family',
  attachment,
  reasoning: 'reasoning',
  reasoning_options: reasoningOptions,
  tool_call: 'tool_call',
  structured_output: 'structured_output',
  temperature: 'temperature',
  knowledge: day('knowledge'),
  release_date: day('release_date'),
  'modalities.input': 'modalities.input',
  'modalities.output': 'modalities.output',
  'limit.context': tokens('limit.context', true),
  'limit.input': tokens('limit.input', false),
  'limit.output': tokens('limit.output', true),
  status,
  'cost.input': 'cost.input',
  'cost.output': 'cost.output',
  'cost.cache_read': 'cost.cache_read',
  'cost.cache_write': 'cost.cache_write',
  'cost.tiers': tiers,
  'cost.context_over_200k': contextOver200k,
};
