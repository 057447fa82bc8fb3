// Which changes of a value are held for review.
import type { JsonValue } from '../core/edits.js';
import type { HoldRule } from './types.js';

/** A limit or price that moves by this factor is often one in another unit. */
const jumpFactor = 10;

/** A source that denies one of these often does not know better. */
const abilities: ReadonlySet<string> = new Set(['tool_call', 'parallel_tool_calls', 'reasoning', 'structured_output']);

/** The rule that holds a change of a field; undefined if it can be made. */
export function holdRuleOf(field: string, before: JsonValue | undefined, after: JsonValue): HoldRule | undefined {
  if (abilities.has(field)) return before === true && after === false ? 'models/loses-ability' : undefined;
  if (field.startsWith('modalities.') && Array.isArray(before) && Array.isArray(after))
    return before.every((kind) => after.includes(kind)) ? undefined : 'models/loses-ability';
  if (field === 'cost.tiers') return hasTierJump(before, after) ? 'models/price-jump' : undefined;
  if (typeof before !== 'number' || typeof after !== 'number') return undefined;
  if (field.startsWith('limit.')) return limitHoldRule(before, after);
  return field.startsWith('cost.') && isPriceJump(before, after) ? 'models/price-jump' : undefined;
}

function limitHoldRule(before: number, after: number): HoldRule | undefined {
  if (after < before) return 'models/limit-shrinks';
  return after >= before * jumpFactor ? 'models/limit-jump' : undefined;
}

function isPriceJump(before: number, after: number): boolean {
  // To or from zero is always a jump.
  return after >= before * jumpFactor || after * jumpFactor <= before;
}

type Tier = Readonly<Record<string, number>>;

/** Whether a price jumps between two tiers that begin at the same number of tokens. */
function hasTierJump(before: JsonValue | undefined, after: JsonValue): boolean {
  const old = new Map(((before ?? []) as Tier[]).map((tier) => [tier['above_context'], tier]));
  return (after as Tier[]).some((tier) =>
    Object.entries(tier).some(([key, price]) => holdRuleOf(`cost.${key}`, old.get(tier['above_context'])?.[key], price) !== undefined),
  );
}

/** Whether a limit is the same in another unit: 262,000 for 262,144, or 1,048,575 for 1,048,576. */
export function isRoundedLimit(field: string, before: JsonValue | undefined, after: JsonValue): boolean {
  if (!field.startsWith('limit.') || typeof before !== 'number' || typeof after !== 'number') return false;
  return after < before && after >= before * (1000 / 1049);
}
