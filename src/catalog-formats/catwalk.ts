// A model in catwalk, the catalog of Crush.
import type { FieldMapping, MappingTable } from '../targets/engine/field-mapping.js';
import { setIn } from '../core/json-values.js';
import { readNumber } from '../targets/engine/derived-mappings.js';
import { acceptsInput, modelFlag, modelId, visibleModelName } from '../targets/engine/model-mappings.js';

/** A required price: 0 means unknown or free. */
function optionalPrice(of: 'cache_read' | 'cache_write'): FieldMapping {
  return {
    fields: [`models.cost.${of}`],
    write: (_, model) => model!.cost?.[of] ?? 0,
    read: (value, _, model) => readNumber(value, (price) => price > 0 && setIn(model!, `cost.${of}`, price)),
  };
}

/** The prices of input and output. Both are unknown if both are 0. */
const inputPrice: FieldMapping = {
  fields: ['models.cost.input'],
  write: (_, model) => model!.cost?.input ?? 0,
  read: (value, _, model) => readNumber(value, (price) => setIn(model!, 'cost.input', price)),
};

const outputPrice: FieldMapping = {
  fields: ['models.cost.output'],
  write: (_, model) => model!.cost?.output ?? 0,
  read(value, _, model) {
    if (value === 0 && model!.cost?.input === 0) delete model!.cost;
    else if (typeof value === 'number') setIn(model!, 'cost.output', value);
    return typeof value === 'number';
  },
};

/** A required limit: 0 means unknown. The output limit cannot exceed the context window, which is read first. */
function tokens(of: 'context' | 'output'): FieldMapping {
  return {
    fields: [`models.limit.${of}`],
    write: (_, model) => model!.limit?.[of] ?? 0,
    read(value, _, model) {
      if (typeof value !== 'number' || value > (model!.limit?.context ?? Infinity)) return false;
      if (value > 0) setIn(model!, `limit.${of}`, value);
      return true;
    },
  };
}

/** The reasoning levels that Crush offers to the user. */
const reasoningLevels: FieldMapping = {
  fields: ['models.reasoning_options'],
  approximates: 'the levels only',
  write: (_, model) => effortLevels(model),
  read(value, _, model) {
    if (!Array.isArray(value) || !value.every((level) => typeof level === 'string') || value.length === 0) return false;
    model!.reasoning_options = [{ type: 'effort', values: value }];
    return true;
  },
};

/**
 * The default level. Without it Crush uses the first one (internal/agent/coordinator.go, effectiveReasoningEffort), so it is always
 * written: `medium`, as in nine of ten entries of catwalk, or else `high` or the last level.
 */
const defaultReasoningEffort: FieldMapping = {
  fields: ['models.reasoning_options'],
  approximates: 'the levels only',
  write(_, model) {
    const levels = effortLevels(model);
    return ['medium', 'high'].find((level) => levels?.includes(level)) ?? levels?.at(-1);
  },
};

function effortLevels(model: Parameters<FieldMapping['write']>[1]): string[] | undefined {
  return model!.reasoning_options?.find((option) => option.type === 'effort')?.values;
}

/**
 * A model of pkg/catwalk/provider.go of charmbracelet/catwalk@64dad50e, in the order of that struct. Prices are in USD per million tokens;
 * `in_cached` is the price of cache writes, `out_cached` that of cache reads (internal/agent/agent.go of Crush). `default_max_tokens` is the
 * limit that Crush sends: many generators of catwalk set it to a tenth of the window (cmd/openrouter/main.go), so it is not a limit of the model.
 */
export const catwalkModelMappings: MappingTable = {
  id: modelId,
  name: visibleModelName,
  cost_per_1m_in: inputPrice,
  cost_per_1m_out: outputPrice,
  cost_per_1m_in_cached: optionalPrice('cache_write'),
  cost_per_1m_out_cached: optionalPrice('cache_read'),
  context_window: tokens('context'),
  default_max_tokens: tokens('output'),
  can_reason: modelFlag('reasoning'),
  reasoning_levels: reasoningLevels,
  default_reasoning_effort: defaultReasoningEffort,
  supports_attachments: acceptsInput('image'),
};
