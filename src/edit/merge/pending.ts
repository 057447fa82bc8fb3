// What edits ask of a document, until all of them are known.
import { Insertions, type Splice } from '../outcome.js';
import { depthOf, type Added, type After, type Inserted, type Node } from '../format-editor.js';

/** The splices of a format, for what goes into a container behind one of its items and for what goes out of it. */
export interface Cuts<New extends Added> {
  readonly insertion: (container: Node, after: Node | undefined, added: readonly New[]) => Splice[];
  readonly removal: (container: Node, nodes: readonly Node[]) => Splice[];
}

export class Pending<New extends Added> {
  readonly #insertions = new Map<Node, Insertions<Node, New>>();
  readonly #removals = new Map<Node, Node[]>();
  readonly #replacements: Splice[] = [];

  constructor(readonly cuts: Cuts<New>) {}

  insert(container: Node, after: After<New>, added: New): Inserted<New> {
    const insertions = this.#insertions.get(container) ?? new Insertions<Node, New>();
    this.#insertions.set(container, insertions);
    insertions.add(added, after);
    const anchor = 'item' in after ? after.item : container.children?.at(-1);
    return { added, alone: () => this.cuts.insertion(container, anchor, [added]) };
  }

  remove(container: Node, nodes: readonly Node[]): Splice[][] {
    this.#removals.set(container, [...(this.#removals.get(container) ?? []), ...nodes]);
    return nodes.map((node) => this.cuts.removal(container, [node]));
  }

  replace(splice: Splice): Splice[] {
    this.#replacements.push(splice);
    return [splice];
  }

  /** What is replaced and what is put in. Where several end at one place, what is further in comes first. */
  additions(): Splice[] {
    const found = [...this.#replacements];
    for (const [container, insertions] of [...this.#insertions].toSorted(([a], [b]) => depthOf(b) - depthOf(a)))
      for (const [after, added] of insertions.chains()) found.push(...this.cuts.insertion(container, after, added));
    return found;
  }

  removed(): Node[] {
    return [...this.#removals.values()].flat();
  }

  removals(): { readonly container: Node; readonly splices: Splice[] }[] {
    return [...this.#removals].map(([container, nodes]) => ({ container, splices: this.cuts.removal(container, nodes) }));
  }
}
