// Whether a model that goes and one that comes are the same under another id.
import { bareId } from '../core/model-ids.js';
import type { Model } from '../spec/provider.js';
import { fieldOf, same, type RefreshedField } from './values.js';

const telling: readonly RefreshedField[] = ['limit.context', 'limit.output', 'cost.input', 'cost.output'];

export interface Successor {
  readonly from: string;
  readonly to: string;
  /** Whether all that tells is known of both and the same. */
  readonly isCertain: boolean;
}

/** The pairs of ids that differ in a date, a stage or separators alone, where neither could be paired with another one. */
export function successors(going: readonly Model[], coming: readonly Model[]): Successor[] {
  const byBare = new Map<string, { old: Model[]; next: Model[] }>();
  const at = (id: string): { old: Model[]; next: Model[] } => {
    const key = bareId(id);
    let found = byBare.get(key);
    if (!found) byBare.set(key, (found = { old: [], next: [] }));
    return found;
  };
  for (const model of going) at(model.id).old.push(model);
  for (const model of coming) at(model.id).next.push(model);
  return [...byBare.values()].flatMap(({ old, next }) => {
    if (old.length !== 1 || next.length !== 1) return [];
    const isCertain = telling.every((field) => {
      const value = fieldOf(old[0]!, field);
      return value !== undefined && same(value, fieldOf(next[0]!, field));
    });
    return [{ from: old[0]!.id, to: next[0]!.id, isCertain }];
  });
}
