// Looking up the elements of lists, each list gone through once.
import { getNodeValue, type Node } from 'jsonc-parser';
import type { JsonValue, PathStep } from '../core/edits.js';
import { idOf, matches, signatureOf } from './json-values.js';

export class JsonIndex {
  readonly #ids = new Map<Node, Map<string, Node[]>>();
  readonly #signatures = new Map<Node, Map<string, Node>>();

  /** The elements of a list by their ids. */
  byId(list: Node): ReadonlyMap<string, readonly Node[]> {
    let found = this.#ids.get(list);
    if (found) return found;
    this.#ids.set(list, (found = new Map()));
    for (const element of list.children ?? []) {
      const id = idOf(element);
      if (id !== undefined) found.set(id, [...(found.get(id) ?? []), element]);
    }
    return found;
  }

  /** The element of a list that says what a value says beside its id. */
  twin(list: Node, value: JsonValue): Node | undefined {
    const signature = signatureOf(value);
    if (signature === undefined) return undefined;
    let found = this.#signatures.get(list);
    if (!found) {
      this.#signatures.set(list, (found = new Map()));
      for (const element of list.children ?? []) {
        const own = signatureOf(getNodeValue(element) as JsonValue);
        if (own !== undefined) found.set(own, element);
      }
    }
    return found.get(signature);
  }

  /** The nodes one step down, or undefined when this is not the kind of node that has any. */
  children(node: Node, step: PathStep): readonly Node[] | undefined {
    if (node.type !== (typeof step === 'string' ? 'object' : 'array')) return undefined;
    if (typeof step === 'string')
      return (node.children ?? []).filter((property) => property.children?.[0]?.value === step).map((property) => property.children![1]!);
    const id = idStep(step);
    if (id !== undefined) return this.byId(node).get(id) ?? [];
    return (node.children ?? []).filter((element) => matches(element, step.where));
  }
}

/** The id that a step looks for, when it looks for nothing else. */
export function idStep(step: PathStep | undefined): string | undefined {
  if (step === undefined || typeof step === 'string') return undefined;
  return Object.keys(step.where).length === 1 ? step.where['id'] : undefined;
}
