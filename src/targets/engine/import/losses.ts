// The members of a file that planning the imported spec does not restore.
import type { JsonValue } from '../../../core/edits.js';
import { differingPaths } from '../../../core/json-values.js';
import type { StructureNode } from '../../../core/tree.js';

export interface Loss {
  /** The dotted path of a member; an element of a list is named by its id. */
  readonly where: string;
  /** The same for all models: `models.*.open_weights`. */
  readonly what: string;
  /** Its node, or that of the object that lacks it. */
  readonly offset: number;
}

/** The members that differ between the file and the planned spec. */
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
