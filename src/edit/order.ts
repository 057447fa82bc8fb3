/** Sorts items so that each follows the one it names. Cycles keep their input order. */
export function orderByPredecessor<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
  predecessorOf: (item: T) => string | undefined,
): T[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const placed = new Set<T>();
  for (const item of items) {
    const chain: T[] = [];
    const seen = new Set<T>();
    for (let next: T | undefined = item; next !== undefined && !placed.has(next) && !seen.has(next);) {
      seen.add(next);
      chain.push(next);
      const predecessor = predecessorOf(next);
      next = predecessor === undefined ? undefined : byKey.get(predecessor);
    }
    for (const link of chain.toReversed()) placed.add(link);
  }
  return [...placed];
}

/** New items of a list, grouped by the existing item they follow; `undefined` is the start of the list. */
export class Insertions<Item, New> {
  readonly #chains = new Map<Item | undefined, New[]>();
  readonly #anchorOf = new Map<New, Item | undefined>();

  /** Adds an item after an existing or a new one. Items after the same existing one keep the order in which they were added. */
  add(added: New, after: { readonly item: Item | undefined } | { readonly added: New }): void {
    const anchor = 'added' in after ? this.#anchorOf.get(after.added) : after.item;
    const chain = this.#chains.get(anchor) ?? [];
    this.#chains.set(anchor, chain);
    if ('added' in after) chain.splice(chain.indexOf(after.added) + 1, 0, added);
    else chain.push(added);
    this.#anchorOf.set(added, anchor);
  }

  chains(): Iterable<[Item | undefined, readonly New[]]> {
    return this.#chains;
  }
}
