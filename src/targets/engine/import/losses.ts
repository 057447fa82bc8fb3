// What of a file a spec does not give back.
import type { JsonValue } from '../../../core/edits.js';
import { differingPaths } from '../../../core/json-values.js';
import type { StructureNode } from '../../../core/tree.js';

export interface Loss {
  /** The steps to a member with dots between; an element of a list goes by its id. */
  readonly where: string;
  /** The same for all models: `models.*.open_weights`. */
  readonly what: string;
  /** Where it stands, or the object that it is missing from. */
  readonly offset: number;
}

/** The members that differ between what was read and what is written of it. */
export function findImportLosses(before: StructureNode, after: JsonValue | undefined): Loss[] {
  return differingPaths(before.value, after).map((steps) => ({
    where: steps.join('.'),
    what: steps.map((step, index) => (index === 1 && steps[0] === 'models' ? '*' : step)).join('.'),
    offset: nearestNode(before, steps).offset,
  }));
}

/** The node at a path, or the last one on the way to it that exists. */
function nearestNode(node: StructureNode, [step, ...rest]: readonly string[]): StructureNode {
  if (step === undefined) return node;
  const next =
    node.members?.get(step) ??
    node.elements?.find((element) => element.members?.get('id')?.value === step) ??
    node.elements?.[Number(step)];
  return next ? nearestNode(next, rest) : node;
}
