// What goes into the lists and objects of a document and what goes out, collected over all edits and spliced together.
import type { Node } from 'jsonc-parser';
import { insertItems, removeItems, type Item, type ItemStyle, type Print } from './json-items.js';
import { Insertions, type Splice } from './outcome.js';

/** Something that is going to be in a list or an object. */
export interface Added {
  readonly print: Print;
}

/** Behind an element or a property that is there, at the start, or behind something that is going to be there. */
export type After = { readonly item: Node | undefined } | { readonly added: Added };

export class JsonChanges {
  readonly #insertions = new Map<Node, Insertions<Node, Added>>();
  readonly #removals = new Map<Node, Node[]>();

  constructor(
    readonly text: string,
    readonly style: ItemStyle,
  ) {}

  /** @returns what was added, and the splices that would put in nothing else */
  insert(container: Node, after: After, print: Print): { added: Added; alone: Splice[] } {
    const insertions = this.#insertions.get(container) ?? new Insertions<Node, Added>();
    this.#insertions.set(container, insertions);
    const added = { print };
    insertions.add(added, after);
    const anchor = 'item' in after ? after.item : container.children?.at(-1);
    return { added, alone: this.#insertion(container, anchor, [print]) };
  }

  /** @returns the splices that would take out nothing else, for each */
  remove(container: Node, nodes: readonly Node[]): Splice[][] {
    this.#removals.set(container, [...(this.#removals.get(container) ?? []), ...nodes]);
    return nodes.map((node) => removalOf(this.text, container, [node]));
  }

  splices(): Splice[] {
    const found: Splice[] = [];
    for (const [container, insertions] of this.#insertions)
      for (const [after, added] of insertions.chains()) {
        const prints = added.map(({ print }) => print);
        found.push(...this.#insertion(container, after, prints));
      }
    for (const [container, nodes] of this.#removals) found.push(...removalOf(this.text, container, nodes));
    return found;
  }

  #insertion(container: Node, after: Node | undefined, prints: readonly Print[]): Splice[] {
    return insertItems(this.text, asItem(container), itemsOf(container), after && asItem(after), prints, this.style);
  }
}

/** The splices that take elements out of a list, or properties out of an object, with the commas that came with them. */
export function removalOf(text: string, container: Node, nodes: readonly Node[]): Splice[] {
  return removeItems(text, asItem(container), itemsOf(container), new Set(nodes.map((node) => node.offset)));
}

function itemsOf(container: Node): Item[] {
  return (container.children ?? []).map(asItem);
}

function asItem(node: Node): Item {
  return { start: node.offset, end: node.offset + node.length };
}
