import type { Insertion, InsertionPoint, PendingItem } from '../format-editor.js';
import { nodeDepth, type Node } from '../node.js';
import { Insertions } from '../order.js';
import type { Splice } from '../splice.js';

/** How a format inserts items after another one of a container, and removes items. */
export interface ContainerSplices<New extends PendingItem> {
  readonly insertion: (container: Node, after: Node | undefined, added: readonly New[]) => Splice[];
  readonly removal: (container: Node, nodes: readonly Node[]) => Splice[];
}

/** Collects insertions and removals per container until all edits have been merged. */
export class PendingChanges<New extends PendingItem> {
  readonly #insertions = new Map<Node, Insertions<Node, New>>();
  readonly #removals = new Map<Node, Node[]>();
  readonly #replacements: Splice[] = [];

  constructor(readonly format: ContainerSplices<New>) {}

  insert(container: Node, after: InsertionPoint<New>, added: New): Insertion<New> {
    const insertions = this.#insertions.get(container) ?? new Insertions<Node, New>();
    this.#insertions.set(container, insertions);
    insertions.add(added, after);
    const anchor = 'item' in after ? after.item : container.children?.at(-1);
    return { added, standaloneFix: () => this.format.insertion(container, anchor, [added]) };
  }

  remove(container: Node, nodes: readonly Node[]): Splice[][] {
    this.#removals.set(container, [...(this.#removals.get(container) ?? []), ...nodes]);
    return nodes.map((node) => this.format.removal(container, [node]));
  }

  replace(splice: Splice): Splice[] {
    this.#replacements.push(splice);
    return [splice];
  }

  /** Replacements and insertions. Of several at one offset, those in inner containers come first. */
  additions(): Splice[] {
    const found = [...this.#replacements];
    for (const [container, insertions] of [...this.#insertions].toSorted(([a], [b]) => nodeDepth(b) - nodeDepth(a)))
      for (const [after, added] of insertions.chains()) found.push(...this.format.insertion(container, after, added));
    return found;
  }

  removedNodes(): Node[] {
    return [...this.#removals.values()].flat();
  }

  removals(): { readonly container: Node; readonly splices: Splice[] }[] {
    return [...this.#removals].map(([container, nodes]) => ({ container, splices: this.format.removal(container, nodes) }));
  }
}
