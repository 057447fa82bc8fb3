// Looking up the elements of lists, each list gone through once.
import { getNodeValue, type Node } from 'jsonc-parser';
import type { JsonValue, PathStep } from '../../core/edits.js';
import { idOf, matches, signatureOf } from './values.js';

export class NodeIndex {
  readonly #ids = new Map<Node, { readonly key: string; readonly nodes: Map<string, Node[]> }>();
  readonly #signatures = new Map<Node, Map<string, Node>>();
  readonly #claimed = new Map<Node, Set<string>>();

  /** The elements of a list by a member that tells them apart. */
  byId(list: Node, key = 'id'): ReadonlyMap<string, readonly Node[]> {
    const known = this.#ids.get(list);
    if (known?.key === key) return known.nodes;
    const nodes = new Map<string, Node[]>();
    this.#ids.set(list, { key, nodes });
    for (const element of list.children ?? []) {
      const id = idOf(element, key);
      if (id !== undefined) nodes.set(id, [...(nodes.get(id) ?? []), element]);
    }
    return nodes;
  }

  /** The element of a list that says what a value says beside its id. */
  twin(list: Node, value: JsonValue): Node | undefined {
    if ((list.children ?? []).length === 0) return undefined;
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

  /** @returns whether nobody was the first to make this step in the node before: who comes second waits until it is there */
  claim(node: Node, step: PathStep): boolean {
    const claimed = this.#claimed.get(node) ?? new Set();
    this.#claimed.set(node, claimed);
    return claimed.size < claimed.add(typeof step === 'string' ? step : JSON.stringify(step)).size;
  }

  /** The nodes one step down, or undefined when this is not the kind of node that has any. */
  children(node: Node, step: PathStep): readonly Node[] | undefined {
    if (node.type !== (typeof step === 'string' ? 'object' : 'array')) return undefined;
    if (typeof step === 'string')
      return (node.children ?? []).filter((property) => property.children?.[0]?.value === step).map((property) => property.children![1]!);
    const [[key, value] = [''], ...more] = Object.entries(step.where);
    if (more.length === 0) return this.byId(node, key).get(value ?? '') ?? [];
    return (node.children ?? []).filter((element) => matches(element, step.where));
  }
}

/** What a step looks for in a list, when it looks at one member alone. */
export function idStep(step: PathStep | undefined): string | undefined {
  if (step === undefined || typeof step === 'string') return undefined;
  const values = Object.values(step.where);
  return values.length === 1 ? values[0] : undefined;
}

/** The first member that a step looks at: what tells the elements of its list apart. */
export function whereKey({ where }: Exclude<PathStep, string>): string {
  return Object.keys(where)[0]!;
}

/**
 * What has nothing in it but a node that has nothing in it: the outermost such element or property, or the node itself.
 * @param isRemarked whether there is more in a node than what it holds
 */
export function outermostEmpty(deepest: Node, isRemarked: (node: Node) => boolean): Node {
  let item = deepest;
  for (let node: Node | undefined = deepest; node; node = node.parent) {
    if (node.type === 'property') continue;
    const left = (node.children ?? []).filter((child) => child !== item);
    if (left.length > 0 || !node.parent || isRemarked(node)) break;
    item = node.parent.type === 'property' ? node.parent : node;
  }
  return item;
}
