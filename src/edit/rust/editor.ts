import type { PatchEdit, PatchStep, RustScope } from '../../core/edits.js';
import { list as words, quote } from '../../core/text.js';
import { eolOf } from '../lines.js';
import {
  emptyOutcome,
  inOrder,
  Insertions,
  type DifferenceKind,
  type Direction,
  type Outcome,
  type Problem,
  type Splice,
} from '../outcome.js';
import { bareCode, sameCode } from './code.js';
import type { RustDocument } from './document.js';
import { insertRustItems, removeRustItem, removesAlone, replaceArmValue } from './items.js';
import { syntaxErrors } from './parser.js';
import { findLists, isCatchAll, stringsIn, type ItemList, type ListItem } from './tree.js';

/** Puts items into the lists of a Rust file, or takes them out. */
export function editRust(document: RustDocument, edits: readonly PatchEdit[], direction: Direction): Outcome {
  return new RustEditor(document, direction).run(edits);
}

/** The lists that a step can be about, and their items by key. */
interface Place {
  readonly lists: readonly ItemList[];
  readonly items: ReadonlyMap<string, { readonly item: ListItem; readonly list: ItemList }>;
  /** The first list, of which only those items are looked at among which a new one has its place. */
  readonly run: ItemList;
  readonly insertions: Insertions<ListItem, PatchStep>;
  /** The steps that put something in, by key. */
  readonly added: Map<string, PatchStep>;
  removing: boolean;
}

class RustEditor {
  readonly #outcome = emptyOutcome();
  readonly #places = new Map<string, Place | undefined>();
  readonly #text: string;
  readonly #eol: string;
  #edit!: PatchEdit;

  constructor(
    readonly document: RustDocument,
    readonly direction: Direction,
  ) {
    this.#text = document.text;
    this.#eol = eolOf(document.text);
  }

  run(edits: readonly PatchEdit[]): Outcome {
    const all = edits.flatMap((edit) => edit.steps.map((step) => ({ edit, step })));
    const gone = new Set(all.map(({ step }) => step.key));
    const name = (step: PatchStep, key: string): string => `${placeName(step)} ${key}`;
    const ordered = inOrder(
      all,
      ({ step }) => name(step, step.key),
      ({ step }) => (typeof step.after === 'string' ? name(step, step.after) : undefined),
    );
    for (const { edit, step } of ordered) {
      this.#edit = edit;
      const place = this.#place(step);
      const broken = place?.lists.find((list) => list.container.hasError);
      if (!place) this.#outcome.problems.push(missingAnchor(this.document, step, edit.optional ?? false));
      else if (broken) this.#outcome.problems.push(brokenContainer(broken, step));
      else if (this.direction === 'apply') this.#apply(place, step);
      else this.#remove(place, step, gone);
    }
    for (const place of this.#places.values())
      for (const [after, steps] of place?.insertions.chains() ?? [])
        this.#outcome.splices.push(...insertRustItems(this.#text, place!.run, after, steps, this.#eol));
    return this.#outcome;
  }

  #place(step: PatchStep): Place | undefined {
    const key = placeName(step);
    if (this.#places.has(key)) return this.#places.get(key);
    const lists = findLists(this.document.tree.rootNode, step);
    const items = new Map<string, { item: ListItem; list: ItemList }>();
    for (const list of lists)
      for (const item of list.items) for (const name of item.keys) if (!items.has(name)) items.set(name, { item, list });
    const first = lists[0];
    const place: Place | undefined = first && {
      lists,
      items,
      run: { ...first, items: first.run ?? first.items },
      insertions: new Insertions(),
      added: new Map(),
      removing: false,
    };
    this.#places.set(key, place);
    return place;
  }

  #apply(place: Place, step: PatchStep): void {
    const existing = place.items.get(step.key)?.item;
    if (existing) {
      if (step.keep ?? false) this.#warnOfOther(existing, step);
      else this.#update(existing, step);
      return;
    }
    if ((step.onlyIfThere ?? false) || step.also?.some((key) => place.items.has(key))) return;
    const rival = step.unique === undefined ? undefined : this.#rival(place, step.unique);
    if (rival) {
      this.#outcome.problems.push({
        code: 'edit/conflict',
        offset: rival.start,
        message: `${step.label}: ${quote(step.unique)} is there already, as \`${rival.keys[0]}\``,
        hint: `to use that name, set \`ident: ${rival.keys[0]}\` for this target in \`targets\` of the spec`,
      });
      return;
    }
    const behind = typeof step.after === 'string' ? place.added.get(step.after) : undefined;
    const anchor = behind ? place.items.get(step.after!)?.item : this.#anchor(place.run, step);
    const fix = insertRustItems(this.#text, place.run, anchor, [step], this.#eol);
    this.#difference('missing', anchor?.start ?? place.run.container.startIndex, `\`${step.key}\` is missing`, step, fix);
    place.insertions.add(step, behind ? { added: behind } : { item: anchor });
    place.added.set(step.key, step);
  }

  /** Another item that has a literal which no two may have. */
  #rival({ lists }: Place, literal: string): ListItem | undefined {
    if (!this.#text.includes(literal)) return undefined;
    return lists.flatMap(({ items }) => items).find((item) => item.node.text.includes(literal) && stringsIn(item.node).includes(literal));
  }

  /** The item behind which the new one goes; undefined for the very start. */
  #anchor(list: ItemList, step: PatchStep): ListItem | undefined {
    if (step.after === null) return undefined;
    if (step.after !== undefined) {
      const named = list.items.find((item) => item.keys.includes(step.after!));
      if (named) return named;
      const message = `${step.label}: there is no \`${step.after}\` to put the new entry behind`;
      this.#outcome.problems.push({ code: 'edit/placement', offset: list.container.startIndex, message });
    }
    for (const key of step.before ?? []) {
      const at = list.items.findIndex((item) => item.keys.includes(key));
      if (at !== -1) return list.items[at - 1];
    }
    return list.items.findLast((item) => step.item !== 'arm' || !isCatchAll(item));
  }

  /** An item that is left as it is, whatever it says: but somebody should look at it. */
  #warnOfOther(item: ListItem, step: PatchStep): void {
    if (sameCode(this.#text.slice(item.start, item.end), step.text)) return;
    const message = `${step.label}: \`${step.key}\` is there, and is not what would be written now`;
    const hint = 'look whether it still says what the spec says';
    this.#outcome.problems.push({ code: 'edit/differs', offset: item.start, message, hint });
  }

  /** What is there under the same key has the same meaning, gets another value, or is something else. */
  #update(item: ListItem, step: PatchStep): void {
    // An element that is found says it, as `Self::X` too.
    if (step.item === 'element' || sameCode(item.node.text, step.text)) return;
    const value = step.item === 'arm' ? item.node.childForFieldName('value') : null;
    const wanted = step.text.slice(step.text.indexOf('=>') + 2).trim();
    if (value && sameCode(value.text, wanted)) return;
    if (!value || item.keys.length > 1) {
      this.#outcome.problems.push(isSomethingElse(item, step));
      return;
    }
    const splice = replaceArmValue(this.#text, item, value, wanted, this.#eol);
    const message = `\`${step.key}\` is ${quote(bareCode(value.text))}, not ${quote(bareCode(wanted))}`;
    this.#difference('differs', value.startIndex, message, step, [splice]);
    this.#outcome.splices.push(splice);
  }

  #remove(place: Place, step: PatchStep, gone: ReadonlySet<string>): void {
    // What apply does not put in is not ours to take out.
    if (step.onlyIfThere ?? false) return;
    const found = place.items.get(step.key);
    if (!found) {
      const message = `${step.label}: \`${step.key}\` is not there`;
      this.#outcome.absent.push({ edit: this.#edit, offset: place.lists[0]!.container.startIndex, message });
      return;
    }
    const { item, list } = found;
    const isOurs = step.item !== 'const' || step.unique === undefined || stringsIn(item.node).includes(step.unique);
    if ((step.item === 'arm' && item.keys.length > 1) || !isOurs) {
      this.#outcome.problems.push(isSomethingElse(item, step));
      return;
    }
    // Where the commas of two neighbours depend on each other, one goes at a time.
    if (place.removing && removesAlone(this.#text, list)) {
      this.#outcome.again.add(this.#edit);
      return;
    }
    place.removing = true;
    const splices = removeRustItem(this.#text, list, item, step, gone);
    this.#difference('extra', item.start, `\`${step.key}\` is there`, step, splices);
    this.#outcome.splices.push(...splices);
  }

  #difference(kind: DifferenceKind, offset: number, what: string, step: PatchStep, fix: readonly Splice[]): void {
    this.#outcome.differences.push({
      kind,
      edit: this.#edit,
      offset,
      message: `${step.label}: ${what}`,
      subject: `${step.label}/${step.key}`,
      fix: () => fix,
      ...(step.field !== undefined && { field: step.field }),
    });
  }
}

/** Tells the list of a step from the others of its file. */
function placeName({ item, within }: PatchStep): string {
  return `${item} ${JSON.stringify(within)}`;
}

function isSomethingElse(item: ListItem, step: PatchStep): Problem {
  const message = `${step.label}: \`${step.key}\` is there and is something else: ${quote(item.node.text)}`;
  return { code: 'edit/conflict', offset: item.start, message };
}

function missingAnchor(document: RustDocument, step: PatchStep, optional: boolean): Problem {
  const { count, first } = syntaxErrors(document.tree);
  if (count > 0 && !optional)
    return { code: 'edit/syntax', offset: first, message: `not Rust, or Rust this version cannot read; looked for ${expected(step)}` };
  return {
    code: optional ? 'edit/optional-anchor' : 'edit/anchor',
    offset: 0,
    message: `${step.label}: expected ${expected(step)}`,
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

function expected(step: PatchStep): string {
  const scope = step.within as RustScope;
  const parts = [
    scope.mod === undefined ? undefined : `mod ${scope.mod}`,
    scope.impl === undefined ? undefined : `impl ${scope.trait === undefined ? '' : `${scope.trait} for `}${scope.impl}`,
    scope.fn === undefined ? undefined : `fn ${scope.fn}`,
  ].filter((part) => part !== undefined);
  return `${containers[step.item]} in ${words(parts)}`;
}
