// Looks up the elements of lists, going through each list once.
import { getNodeValue } from 'jsonc-parser';
import type { JsonValue, PathStep } from '../../core/edits.js';
import type { Node } from '../node.js';
import { elementId, elementMatches, entrySignature } from './values.js';

export class NodeIndex {
  readonly #elementsById = new Map<Node, { readonly idKey: string; readonly elements: Map<string, Node[]> }>();
  readonly #bySignature = new Map<Node, Map<string, Node>>();
  readonly #claimedSteps = new Map<Node, Set<string>>();

  elementsById(list: Node, idKey = 'id'): ReadonlyMap<string, readonly Node[]> {
    const known = this.#elementsById.get(list);
    if (known?.idKey === idKey) return known.elements;
    const elements = new Map<string, Node[]>();
    this.#elementsById.set(list, { idKey, elements });
    for (const element of list.children ?? []) {
      const id = elementId(element, idKey);
      if (id !== undefined) elements.set(id, [...(elements.get(id) ?? []), element]);
    }
    return elements;
  }

  /** The element of a list that has the same members as a value, apart from its id. */
  findRenamed(list: Node, value: JsonValue): Node | undefined {
    const elements = list.children ?? [];
    const signature = elements.length === 0 ? undefined : entrySignature(value);
    if (signature === undefined) return undefined;
    let found = this.#bySignature.get(list);
    if (!found) {
      found = new Map();
      for (const element of elements) {
        const own = entrySignature(getNodeValue(element) as JsonValue);
        if (own !== undefined) found.set(own, element);
      }
      this.#bySignature.set(list, found);
    }
    return found.get(signature);
  }

  /** Returns true for the first edit that creates a step below a node. Later ones have to wait for the next pass. */
  claimStep(node: Node, step: PathStep): boolean {
    const claimed = this.#claimedSteps.get(node) ?? new Set();
    this.#claimedSteps.set(node, claimed);
    const name = typeof step === 'string' ? step : JSON.stringify(step);
    if (claimed.has(name)) return false;
    claimed.add(name);
    return true;
  }

  /** The nodes one step below a node, or undefined for a type of node that the step does not apply to. */
  children(node: Node, step: PathStep): readonly Node[] | undefined {
    if (node.type !== (typeof step === 'string' ? 'object' : 'array')) return undefined;
    if (typeof step === 'string')
      return (node.children ?? []).filter((property) => property.children?.[0]?.value === step).map((property) => property.children![1]!);
    const id = stepId(step);
    if (id !== undefined) return this.elementsById(node, stepIdKey(step)).get(id) ?? [];
    return (node.children ?? []).filter((element) => elementMatches(element, step.where));
  }
}

/** The id that a step looks for, if it looks at one member only. */
export function stepId(step: PathStep | undefined): string | undefined {
  if (step === undefined || typeof step === 'string') return undefined;
  const values = Object.values(step.where);
  return values.length === 1 ? values[0] : undefined;
}

/** The first member that a step looks at: the one that identifies the elements of the list. */
export function stepIdKey({ where }: Exclude<PathStep, string>): string {
  return Object.keys(where)[0]!;
}

/**
 * The outermost element or property that contains nothing but a node without content; the node itself if there is none.
 * @param hasComment whether a node contains a comment
 */
export function outermostEmpty(deepest: Node, hasComment: (node: Node) => boolean): Node {
  let item = deepest;
  for (let node: Node | undefined = deepest; node; node = node.parent) {
    if (node.type === 'property') continue;
    const left = (node.children ?? []).filter((child) => child !== item);
    if (left.length > 0 || !node.parent || hasComment(node)) break;
    item = node.parent.type === 'property' ? node.parent : node;
  }
  return item;
}
