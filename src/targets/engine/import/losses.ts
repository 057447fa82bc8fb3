// What of a file does not come back from a spec.
import type { JsonValue } from '../../../core/edits.js';
import type { StructureNode } from '../../../core/tree.js';

export interface Lost {
  /** The steps to a member with dots between them; an element of a list goes by its id. */
  readonly where: string;
  /** The same for all models: `models.*.open_weights`. */
  readonly what: string;
  /** Where it stands, or the object that it is missing from. */
  readonly offset: number;
}

/** The members that are not the same in what was read and in what is written of it. */
export function findImportLosses(before: StructureNode, after: JsonValue | undefined): Lost[] {
  return [...differing(before, after)].map(([steps, offset]) => ({
    where: steps.join('.'),
    what: steps.map((step, index) => (index === 1 && steps[0] === 'models' ? '*' : step)).join('.'),
    offset,
  }));
}

function* differing(before: StructureNode, after: JsonValue | undefined): Generator<[steps: string[], offset: number]> {
  const [nodes, values] = [nodesIn(before), membersOf(after)];
  if (!nodes || !values) {
    if (JSON.stringify(before.value) !== JSON.stringify(after)) yield [[], before.offset];
    return;
  }
  for (const [key, node] of nodes) for (const [steps, offset] of differing(node, values.get(key))) yield [[key, ...steps], offset];
  for (const key of values.keys()) if (!nodes.has(key)) yield [[key], before.offset];
}

function nodesIn({ members, elements }: StructureNode): ReadonlyMap<string, StructureNode> | undefined {
  if (members || !elements?.every((element) => element.members)) return members;
  return byId(elements, (element) => element.members!.get('id')?.value);
}

/** The members of an object, or the elements of a list of objects; undefined for any other value. */
function membersOf(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const elements = value as readonly JsonValue[];
  if (!elements.every((element) => typeof element === 'object' && element !== null && !Array.isArray(element))) return undefined;
  return byId(elements, (element) => (element as { readonly id?: JsonValue }).id);
}

/** The elements by their ids, or by their places where they have none. Two of one id are told as one list. */
function byId<Element>(
  elements: readonly Element[],
  idOf: (element: Element) => JsonValue | undefined,
): ReadonlyMap<string, Element> | undefined {
  const found = new Map(
    elements.map((element, index) => {
      const id = idOf(element);
      return [typeof id === 'string' ? id : String(index), element];
    }),
  );
  return elements.length > 0 && found.size === elements.length ? found : undefined;
}
