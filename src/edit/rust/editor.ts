import type { PatchEdit, PatchStep, RustScope } from '../../core/edits.js';
import { list as words, quote } from '../../core/text.js';
import { emptyResult, type DifferenceKind, type Direction, type EditResult, type Problem } from '../edit-result.js';
import { eolOf } from '../lines.js';
import { Insertions, orderByPredecessor } from '../order.js';
import type { Splice } from '../splice.js';
import { normalizeCode, sameCode } from './code.js';
import type { RustDocument } from './document.js';
import { contentEnds, insertRustItems, needsOwnPass, removeRustItem, replaceArmValue } from './items.js';
import { syntaxErrors } from './parser.js';
import { findLists, isCatchAll, stringsIn, type ItemList, type ListItem } from './tree.js';

/** Inserts items into the lists of a Rust file, or removes them. */
export function editRust(document: RustDocument, edits: readonly PatchEdit[], direction: Direction): EditResult {
  return new RustEditor(document, direction).run(edits);
}

/** The lists that a step applies to, and their items by key. */
interface ListAnchor {
  readonly lists: readonly ItemList[];
  readonly items: ReadonlyMap<string, { readonly item: ListItem; readonly list: ItemList }>;
  /** The first list, with only the items that a new one belongs among. */
  readonly run: ItemList;
  readonly insertions: Insertions<ListItem, PatchStep>;
  /** The steps that insert an item, by key. */
  readonly added: Map<string, PatchStep>;
  /** Whether an item has been removed in this pass. */
  isRemovedFrom: boolean;
}

/** A step with the edit it belongs to. */
interface EditStep {
  readonly edit: PatchEdit;
  readonly step: PatchStep;
}

class RustEditor {
  readonly #result = emptyResult();
  readonly #anchors = new Map<string, ListAnchor | undefined>();
  readonly #contentEnds = new Map<ItemList, readonly number[]>();
  readonly #text: string;
  readonly #eol: string;

  constructor(
    readonly document: RustDocument,
    readonly direction: Direction,
  ) {
    this.#text = document.text;
    this.#eol = eolOf(document.text);
  }

  run(edits: readonly PatchEdit[]): EditResult {
    const all = edits.flatMap((edit) => edit.steps.map((step) => ({ edit, step })));
    const removedKeys = new Set(all.map(({ step }) => step.key));
    const name = (step: PatchStep, key: string): string => `${listName(step)} ${key}`;
    const ordered = orderByPredecessor(
      all,
      ({ step }) => name(step, step.key),
      ({ step }) => (typeof step.after === 'string' ? name(step, step.after) : undefined),
    );
    for (const each of ordered) {
      const anchor = this.#findAnchor(each.step);
      const broken = anchor?.lists.find((list) => list.container.hasError);
      if (!anchor) this.#result.problems.push(missingAnchor(this.document, each));
      else if (broken) this.#result.problems.push(brokenContainer(broken, each.step));
      else if (this.direction === 'apply') this.#apply(anchor, each);
      else this.#remove(anchor, each, removedKeys);
    }
    for (const anchor of this.#anchors.values())
      for (const [after, steps] of anchor?.insertions.chains() ?? [])
        this.#result.splices.push(...insertRustItems(this.#text, anchor!.run, after, steps, this.#eol));
    return this.#result;
  }

  #findAnchor(step: PatchStep): ListAnchor | undefined {
    const key = listName(step);
    if (this.#anchors.has(key)) return this.#anchors.get(key);
    const lists = findLists(this.document.tree.rootNode, step);
    const items = new Map<string, { item: ListItem; list: ItemList }>();
    for (const list of lists)
      for (const item of list.items) for (const name of item.keys) if (!items.has(name)) items.set(name, { item, list });
    const first = lists[0];
    const anchor: ListAnchor | undefined = first && {
      lists,
      items,
      run: { ...first, items: first.run ?? first.items },
      insertions: new Insertions(),
      added: new Map(),
      isRemovedFrom: false,
    };
    this.#anchors.set(key, anchor);
    return anchor;
  }

  #apply(anchor: ListAnchor, { edit, step }: EditStep): void {
    const existing = anchor.items.get(step.key)?.item;
    if (existing) {
      if (step.keep ?? false) this.#warnIfDifferent(existing, step);
      else this.#update(existing, { edit, step });
      return;
    }
    if ((step.onlyIfPresent ?? false) || step.otherKeys?.some((key) => anchor.items.has(key))) return;
    const rival = step.unique === undefined ? undefined : this.#itemWithLiteral(anchor, step.unique);
    if (rival) {
      this.#result.problems.push({
        code: 'edit/conflict',
        offset: rival.start,
        message: `${step.label}: ${quote(step.unique)} already exists as \`${rival.keys[0]}\``,
        hint: `to use that name, set \`ident: ${rival.keys[0]}\` for this target in \`targets\` of the spec`,
      });
      return;
    }
    const addedBefore = typeof step.after === 'string' ? anchor.added.get(step.after) : undefined;
    const itemBefore = addedBefore ? anchor.items.get(step.after!)?.item : this.#itemBefore(anchor.run, step);
    const fix = insertRustItems(this.#text, anchor.run, itemBefore, [step], this.#eol);
    const offset = itemBefore?.start ?? anchor.run.container.startIndex;
    this.#reportDifference('missing', offset, `\`${step.key}\` is missing`, { edit, step }, fix);
    anchor.insertions.add(step, addedBefore ? { added: addedBefore } : { item: itemBefore });
    anchor.added.set(step.key, step);
  }

  /** Another item with a literal that must be unique. */
  #itemWithLiteral({ lists }: ListAnchor, literal: string): ListItem | undefined {
    if (!this.#text.includes(literal)) return undefined;
    return lists.flatMap(({ items }) => items).find((item) => item.node.text.includes(literal) && stringsIn(item.node).includes(literal));
  }

  /** The item that a new one follows; undefined for the start. */
  #itemBefore(list: ItemList, step: PatchStep): ListItem | undefined {
    if (step.after === null) return undefined;
    if (step.after !== undefined) {
      const named = list.items.find((item) => item.keys.includes(step.after!));
      if (named) return named;
      const message = `${step.label}: there is no \`${step.after}\` to insert the new entry after`;
      this.#result.problems.push({ code: 'edit/placement', offset: list.container.startIndex, message });
    }
    for (const key of step.before ?? []) {
      const at = list.items.findIndex((item) => item.keys.includes(key));
      if (at !== -1) return list.items[at - 1];
    }
    return list.items.findLast((item) => step.item !== 'arm' || !isCatchAll(item));
  }

  /** Warns about an item that is kept although it differs. */
  #warnIfDifferent(item: ListItem, step: PatchStep): void {
    if (sameCode(this.#text.slice(item.start, item.end), step.text)) return;
    const message = `${step.label}: \`${step.key}\` exists but differs from what would be written now`;
    const hint = 'check that it still matches the spec';
    this.#result.problems.push({ code: 'edit/differs', offset: item.start, message, hint });
  }

  /** Gives the value of an existing item, unless the item is equal, or a conflict. */
  #update(item: ListItem, { edit, step }: EditStep): void {
    // An element is equal if it has the key, also as `Self::X`.
    if (step.item === 'element' || sameCode(item.node.text, step.text)) return;
    const value = step.item === 'arm' ? item.node.childForFieldName('value') : null;
    const wanted = step.text.slice(step.text.indexOf('=>') + 2).trim();
    if (value && sameCode(value.text, wanted)) return;
    if (!value || item.keys.length > 1) {
      this.#result.problems.push(differentItem(item, step));
      return;
    }
    const splice = replaceArmValue(this.#text, item, value, wanted, this.#eol);
    const message = `\`${step.key}\` is ${quote(normalizeCode(value.text))}, not ${quote(normalizeCode(wanted))}`;
    this.#reportDifference('differs', value.startIndex, message, { edit, step }, [splice]);
    this.#result.splices.push(splice);
  }

  #remove(anchor: ListAnchor, { edit, step }: EditStep, removedKeys: ReadonlySet<string>): void {
    // `apply` does not insert this item, so `remove` does not remove it.
    if (step.onlyIfPresent ?? false) return;
    const found = anchor.items.get(step.key);
    if (!found) {
      const message = `${step.label}: \`${step.key}\` does not exist`;
      this.#result.absent.push({ edit, offset: anchor.lists[0]!.container.startIndex, message });
      return;
    }
    const { item, list } = found;
    const isOurs = step.item !== 'const' || step.unique === undefined || stringsIn(item.node).includes(step.unique);
    if ((step.item === 'arm' && item.keys.length > 1) || !isOurs) {
      this.#result.problems.push(differentItem(item, step));
      return;
    }
    // If the commas of neighbours depend on each other, remove one item per pass.
    if (anchor.isRemovedFrom && needsOwnPass(this.#text, list)) {
      this.#result.needsAnotherPass.add(edit);
      return;
    }
    anchor.isRemovedFrom = true;
    const splices = removeRustItem(this.#text, list, item, step, this.#endsWithout(list, removedKeys));
    this.#reportDifference('extra', item.start, `\`${step.key}\` exists`, { edit, step }, splices);
    this.#result.splices.push(...splices);
  }

  /** Computed once per list: a thousand functions are removed in 0.1 s instead of 1.5 s. */
  #endsWithout(list: ItemList, removedKeys: ReadonlySet<string>): readonly number[] {
    const ends = this.#contentEnds.get(list) ?? contentEnds(list, removedKeys);
    this.#contentEnds.set(list, ends);
    return ends;
  }

  #reportDifference(kind: DifferenceKind, offset: number, what: string, { edit, step }: EditStep, fix: readonly Splice[]): void {
    this.#result.differences.push({
      kind,
      edit,
      offset,
      message: `${step.label}: ${what}`,
      subject: `${step.label}/${step.key}`,
      fix: () => fix,
      ...(step.field !== undefined && { field: step.field }),
    });
  }
}

/** Identifies the list of a step in its file. */
function listName({ item, within }: PatchStep): string {
  return `${item} ${JSON.stringify(within)}`;
}

function differentItem(item: ListItem, step: PatchStep): Problem {
  const message = `${step.label}: \`${step.key}\` exists but is something else: ${quote(item.node.text)}`;
  return { code: 'edit/conflict', offset: item.start, message };
}

function missingAnchor(document: RustDocument, { edit, step }: EditStep): Problem {
  const optional = edit.optional ?? false;
  const { count, first } = syntaxErrors(document.tree);
  if (count > 0 && !optional)
    return {
      code: 'edit/syntax',
      offset: first,
      message: `not Rust, or Rust that this version cannot parse; looked for ${expectedList(step)}`,
    };
  return {
    code: optional ? 'edit/optional-anchor' : 'edit/anchor',
    offset: 0,
    message: `${step.label}: expected ${expectedList(step)}`,
    hint: 'is this the right file, or has the code moved?',
  };
}

function brokenContainer(list: ItemList, step: PatchStep): Problem {
  const error = list.container.descendantsOfType('ERROR')[0];
  return {
    code: 'edit/syntax',
    offset: error?.startIndex ?? list.container.startIndex,
    message: `${step.label}: the code around the place does not parse`,
  };
}

const containers = { const: 'constants', element: 'a slice `&[…]`', arm: 'a `match`', fn: 'functions', details: 'blocks' };

function expectedList(step: PatchStep): string {
  const scope = step.within as RustScope;
  const parts = [
    scope.mod === undefined ? undefined : `mod ${scope.mod}`,
    scope.impl === undefined ? undefined : `impl ${scope.trait === undefined ? '' : `${scope.trait} for `}${scope.impl}`,
    scope.fn === undefined ? undefined : `fn ${scope.fn}`,
  ].filter((part) => part !== undefined);
  return `${containers[step.item]} in ${words(parts)}`;
}
