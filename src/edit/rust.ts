import { Edit, type Parser, type Point, type Tree } from 'web-tree-sitter';
import type { Grammars, PatchEdit, PatchStep, RustScope } from '../core/edits.js';
import { list as words, quote } from '../core/text.js';
import { eolOf } from './lines.js';
import { emptyOutcome, type Direction, type Outcome, type Problem, type Splice } from './outcome.js';
import { insertRustItem, removeRustItem, replaceArmValue } from './rust-items.js';
import { parseTree, rustParser, syntaxErrors } from './rust-parser.js';
import { findLists, isCatchAll, stringsIn, type ItemList, type ListItem } from './rust-tree.js';

export interface RustDocument {
  readonly text: string;
  readonly tree: Tree;
  readonly parser: Parser;
}

export async function openRust(text: string, grammars: Grammars): Promise<RustDocument> {
  const parser = await rustParser(grammars);
  return { text, parser, tree: parseTree(parser, text) };
}

/** Parses the text that splices make of a document, from what is known of it. Frees the old tree. */
export function reopenRust(document: RustDocument, text: string, splices: readonly Splice[]): RustDocument {
  const { tree, parser } = document;
  for (const splice of [...splices].sort((a, b) => b.start - a.start || b.end - a.end)) {
    tree.edit(
      new Edit({
        startIndex: splice.start,
        oldEndIndex: splice.end,
        newEndIndex: splice.start + splice.text.length,
        startPosition: pointAt(document.text, splice.start),
        oldEndPosition: pointAt(document.text, splice.end),
        newEndPosition: pointAt(document.text.slice(0, splice.start) + splice.text, splice.start + splice.text.length),
      }),
    );
  }
  const next = parseTree(parser, text, tree);
  tree.delete();
  return { text, parser, tree: next };
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    row += 1;
    start = at + 1;
  }
  return { row, column: offset - start };
}

/** Whether the second document is at least as valid as the first. */
export function stillValid(before: number, document: RustDocument): boolean {
  return syntaxErrors(document.tree).count <= before;
}

export function errorCount(document: RustDocument): number {
  return syntaxErrors(document.tree).count;
}

/** Puts items into the lists of a Rust file, or takes them out. */
export function editRust(document: RustDocument, edit: PatchEdit, direction: Direction): Outcome {
  const outcome = emptyOutcome();
  const keys = new Set(edit.steps.map((step) => step.key));
  for (const step of edit.steps) {
    const lists = findLists(document.tree.rootNode, step);
    const broken = lists.find((list) => list.container.hasError);
    if (lists.length === 0) outcome.problems.push(missingAnchor(document, step, edit.optional ?? false));
    else if (broken) outcome.problems.push(brokenContainer(broken, step));
    else if (direction === 'apply') applyStep(document.text, lists, step, outcome);
    else removeStep(document.text, lists, step, keys, outcome);
  }
  return outcome;
}

function applyStep(text: string, lists: readonly ItemList[], step: PatchStep, outcome: Outcome): void {
  const items = lists.flatMap((list) => list.items);
  const existing = items.find((item) => item.keys.includes(step.key));
  if (existing) {
    if (step.keep ?? false) warnOfOther(text, existing, step, outcome);
    else updateItem(text, existing, step, outcome);
    return;
  }
  if (items.some((item) => item.keys.some((key) => step.also?.includes(key)))) return;
  const rival = step.unique === undefined ? undefined : items.find((item) => stringsIn(item.node).includes(step.unique!));
  if (rival) {
    outcome.problems.push({
      code: 'edit/conflict',
      offset: rival.start,
      message: `${step.label}: ${quote(step.unique)} is there already, as \`${rival.keys[0]}\``,
      hint: `to use that name, set \`ident: ${rival.keys[0]}\` for this target in \`targets\` of the spec`,
    });
    return;
  }
  const list = { ...lists[0]!, items: lists[0]!.run ?? lists[0]!.items };
  const anchor = anchorOf(list, step, outcome);
  outcome.differences.push({
    offset: anchor?.start ?? list.container.startIndex,
    message: `${step.label}: \`${step.key}\` is missing`,
  });
  outcome.splices.push(...insertRustItem(text, list, anchor, step, eolOf(text)));
}

/** The item behind which the new one goes; undefined for the very start. */
function anchorOf(list: ItemList, step: PatchStep, outcome: Outcome): ListItem | undefined {
  if (step.after !== undefined) {
    const named = list.items.find((item) => item.keys.includes(step.after!));
    if (named) return named;
    const message = `${step.label}: there is no \`${step.after}\` to put the new entry behind`;
    outcome.problems.push({ code: 'edit/placement', offset: list.container.startIndex, message });
  }
  for (const key of step.before ?? []) {
    const at = list.items.findIndex((item) => item.keys.includes(key));
    if (at !== -1) return list.items[at - 1];
  }
  return list.items.findLast((item) => step.item !== 'arm' || !isCatchAll(item));
}

/** An item that is left as it is, whatever it says: but somebody should look at it. */
function warnOfOther(text: string, item: ListItem, step: PatchStep, outcome: Outcome): void {
  if (sameCode(text.slice(item.start, item.end), step.text)) return;
  const message = `${step.label}: \`${step.key}\` is there, and is not what would be written now`;
  outcome.problems.push({ code: 'edit/differs', offset: item.start, message, hint: 'look whether it still says what the spec says' });
}

/** What is there under the same key has the same meaning, gets another value, or is something else. */
function updateItem(text: string, item: ListItem, step: PatchStep, outcome: Outcome): void {
  if (sameCode(item.node.text, step.text)) return;
  const value = step.item === 'arm' && item.keys.length === 1 ? item.node.childForFieldName('value') : null;
  if (!value) {
    outcome.problems.push(isSomethingElse(item, step));
    return;
  }
  const wanted = step.text.slice(step.text.indexOf('=>') + 2).trim();
  if (sameCode(value.text, wanted)) return;
  outcome.differences.push({
    offset: value.startIndex,
    message: `${step.label}: \`${step.key}\` is ${quote(bareCode(value.text))}, not ${quote(bareCode(wanted))}`,
  });
  outcome.splices.push(replaceArmValue(text, item, value, wanted, eolOf(text)));
}

function removeStep(text: string, lists: readonly ItemList[], step: PatchStep, keys: ReadonlySet<string>, outcome: Outcome): void {
  const list = lists.find(({ items }) => items.some((item) => item.keys.includes(step.key)));
  const item = list?.items.find((candidate) => candidate.keys.includes(step.key));
  if (!list || !item) {
    outcome.absent.push({ offset: lists[0]!.container.startIndex, message: `${step.label}: \`${step.key}\` is not there` });
    return;
  }
  const isOurs = step.item !== 'const' || step.unique === undefined || stringsIn(item.node).includes(step.unique);
  if ((step.item === 'arm' && item.keys.length > 1) || !isOurs) {
    outcome.problems.push(isSomethingElse(item, step));
    return;
  }
  outcome.differences.push({ offset: item.start, message: `${step.label}: \`${step.key}\` is there` });
  outcome.splices.push(...removeRustItem(text, list, item, step, keys));
}

function isSomethingElse(item: ListItem, step: PatchStep): Problem {
  const message = `${step.label}: \`${step.key}\` is there and is something else: ${quote(item.node.text)}`;
  return { code: 'edit/conflict', offset: item.start, message };
}

/** Whether two pieces of code are the same but for white space, the comma at the end, and braces around one expression. */
function sameCode(a: string, b: string): boolean {
  return bareCode(a) === bareCode(b);
}

function bareCode(code: string): string {
  const dense = code.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, literal: string | undefined) => literal ?? '').replace(/,$/, '');
  return dense.replace(/(^|=>)\{([^{};]*)\}$/, '$1$2');
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
