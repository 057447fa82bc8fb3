// Pairs a missing model with a new one that is probably the same under another id.
import { bareId } from '../core/model-ids.js';
import type { Model } from '../spec/provider.js';
import { groupBy } from '../core/collections.js';
import { readField, sameFieldValue, type RefreshedField } from './fields.js';

/** The fields by which two editions of a model are known to be the same. */
const identifyingFields: readonly RefreshedField[] = ['limit.context', 'limit.output', 'cost.input', 'cost.output'];

export interface Successor {
  readonly from: string;
  readonly to: string;
  /** Whether all identifying fields are known and equal. */
  readonly isCertain: boolean;
}

/** The pairs of ids that differ only in a date, a stage or separators. An id that could be paired twice is not paired. */
export function findSuccessors(missing: readonly Model[], candidates: readonly Model[]): Successor[] {
  const oldByBareId = groupBy(missing, ({ id }) => [bareId(id)]);
  const newByBareId = groupBy(candidates, ({ id }) => [bareId(id)]);
  return [...oldByBareId].flatMap(([id, old]) => {
    const next = newByBareId.get(id) ?? [];
    if (old.length !== 1 || next.length !== 1) return [];
    const isCertain = identifyingFields.every((field) => {
      const value = readField(old[0]!, field);
      return value !== undefined && sameFieldValue(value, readField(next[0]!, field));
    });
    return [{ from: old[0]!.id, to: next[0]!.id, isCertain }];
  });
}
