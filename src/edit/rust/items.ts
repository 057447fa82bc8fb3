// Putting an item into a list of Rust items, and taking it out again. The two are each other's inverse.
import type { PatchStep } from '../../core/edits.js';
import { indentAt, indentLines } from '../lines.js';
import type { Splice } from '../outcome.js';
import { withComma } from './layout.js';
import type { ItemList, ListItem } from './tree.js';

/** Inserts behind an item; before all items when there is none. Functions are set apart by an empty line. */
export function insertRustItems(
  text: string,
  list: ItemList,
  after: ListItem | undefined,
  steps: readonly PatchStep[],
  eol: string,
): Splice[] {
  const step = steps[0]!;
  const first = list.items[0];
  if (!first) return insertFirst(text, list, steps, eol);
  if (!text.slice(list.container.startIndex, first.start).includes('\n')) return insertOnLine(text, after, first, steps);

  const indent = indentAt(text, (after ?? first).start);
  const lacksComma = after !== undefined && needsComma(text, after, step);
  const gap = step.item === 'fn' ? eol + eol : eol;
  const texts = steps.map((each, index) => (lacksComma && index === steps.length - 1 ? each.text : withComma(each)));
  const lines = texts.map((each) => indentLines(each, indent, eol)).join(gap);
  if (!after) {
    const previous = nodeBefore(list, first);
    const at = endOfLine(text, previous ?? list.container.startIndex + 1);
    const isOpening = previous === undefined;
    return [{ start: at, end: at, text: isOpening ? eol + lines + (step.item === 'fn' ? eol : '') : gap + lines }];
  }
  // A list whose last item has no comma keeps that habit: the comma goes to the item before.
  const comma = lacksComma ? [{ start: after.end, end: after.end, text: ',' }] : [];
  const at = endOfLine(text, behindComma(text, after.end));
  return [...comma, { start: at, end: at, text: gap + lines }];
}

/** Whether what is spliced for one item depends on its neighbours: items on one line, or a last one without a comma. */
export function removesAlone(text: string, { container, items }: ItemList): boolean {
  const first = items[0];
  const last = items.at(-1);
  if (!first || !last) return false;
  return !text.slice(container.startIndex, first.start).includes('\n') || !/[,;}]/.test(text[behindComma(text, last.end) - 1]!);
}

/**
 * Takes an item out with its comma, its lines, and the empty line that sets a function apart.
 * @param gone the keys of all items that go at the same time
 */
export function removeRustItem(text: string, list: ItemList, item: ListItem, step: PatchStep, gone: ReadonlySet<string>): Splice[] {
  const index = list.items.indexOf(item);
  const previous = list.items[index - 1];
  const end = behindComma(text, item.end);
  const lineStart = backOverLineBreak(text, item.start);
  if (lineStart === item.start || !text.slice(lineStart, item.start).includes('\n')) return removeFromLine(text, step, previous, item, end);

  if (step.item !== 'fn') {
    // The last item of a list without a comma at its end took that of the item before along.
    const lastWithoutComma = (step.item === 'element' || step.item === 'arm') && !/[,}]/.test(text[end - 1]!);
    const comma = previous && lastWithoutComma ? commaOf(text, previous) : undefined;
    return [...(comma === undefined ? [] : [{ start: comma, end: comma + 1, text: '' }]), { start: lineStart, end, text: '' }];
  }
  if (nodeBefore(list, item, gone) === undefined) {
    // The first function has no empty line before it: the one behind it goes.
    const blank = /^\r?\n(?=\r?\n)/.exec(text.slice(end))?.[0].length ?? 0;
    return [{ start: lineStart, end: end + blank, text: '' }];
  }
  const blankBefore = /\r?\n$/.exec(text.slice(0, lineStart))?.[0].length ?? 0;
  return [{ start: lineStart - blankBefore, end, text: '' }];
}

/** The first items of a list that has none: behind what the container starts with, such as the `use` lines of a module. */
function insertFirst(text: string, list: ItemList, steps: readonly PatchStep[], eol: string): Splice[] {
  const open = list.container.startIndex + 1;
  const step = steps[0]!;
  if (step.item === 'element') return [{ start: open, end: open, text: steps.map((each) => each.text).join(', ') }];
  const outer = indentAt(text, list.container.startIndex);
  const gap = step.item === 'fn' ? eol + eol : eol;
  const lines = steps.map((each) => indentLines(withComma(each), `${outer}    `, eol)).join(gap);
  const previous = list.container.namedChildren.findLast((node) => !/_comment$|^attribute_item$/.test(node.type))?.endIndex;
  if (previous !== undefined) {
    const at = endOfLine(text, previous);
    return [{ start: at, end: at, text: gap + lines }];
  }
  const close = list.container.endIndex - 1;
  const closing = text.slice(open, close).includes('\n') ? '' : eol + outer;
  const at = endOfLine(text, open);
  return [{ start: at, end: at, text: eol + lines + closing }];
}

/** Gives an arm another value, in a block or not, with the comma that goes with it. */
export function replaceArmValue(
  text: string,
  item: ListItem,
  value: { startIndex: number; endIndex: number },
  wanted: string,
  eol: string,
): Splice {
  const indent = indentAt(text, item.start);
  const lines = wanted.split('\n').map((line, index) => (index === 0 ? line : indent + line));
  const end = behindComma(text, Math.max(item.end, value.endIndex));
  return { start: value.startIndex, end, text: lines.join(eol) + (wanted.endsWith('}') ? '' : ',') };
}

function insertOnLine(text: string, after: ListItem | undefined, first: ListItem, steps: readonly PatchStep[]): Splice[] {
  const step = steps[0]!;
  const line = steps.map(withComma).join(' ');
  if (!after) return [{ start: first.start, end: first.start, text: `${line} ` }];
  if (step.item === 'element') return [{ start: after.end, end: after.end, text: steps.map((each) => `, ${each.text}`).join('') }];
  const end = behindComma(text, after.end);
  const comma = needsComma(text, after, step) ? ',' : '';
  return [{ start: end, end, text: `${comma} ${line}` }];
}

function removeFromLine(text: string, step: PatchStep, previous: ListItem | undefined, item: ListItem, end: number): Splice[] {
  if (!previous) return [{ start: item.start, end: end + /^[ \t]*/.exec(text.slice(end))![0].length, text: '' }];
  // An element takes along the comma before it, anything else its own.
  if (step.item === 'element') return [{ start: previous.end, end: item.end, text: '' }];
  return [{ start: behindComma(text, previous.end), end, text: '' }];
}

/** Whether the item before lacks the comma that it needs once it is not the last. */
function needsComma(text: string, item: ListItem, step: PatchStep): boolean {
  if (step.item !== 'element' && step.item !== 'arm') return false;
  if (behindComma(text, item.end) !== item.end || text[item.end - 1] === ',') return false;
  return !(step.item === 'arm' && text[item.end - 1] === '}');
}

/** Where the comma behind an item is. That of an arm is a part of it. */
function commaOf(text: string, item: ListItem): number | undefined {
  if (text[item.end - 1] === ',') return item.end - 1;
  const behind = behindComma(text, item.end);
  return behind === item.end ? undefined : behind - 1;
}

/** Behind the comma that follows, if one does. */
function behindComma(text: string, from: number): number {
  return text[skipTrivia(text, from)] === ',' ? skipTrivia(text, from) + 1 : from;
}

/** The ends of what stands in a container, comments and what goes apart: looked up once for all items that go together. */
const endsOf = new WeakMap<ItemList, Map<ReadonlySet<string> | undefined, readonly number[]>>();

/** The end of what stands before an item in its container, comments and what goes apart; undefined when that is the brace. */
function nodeBefore(list: ItemList, item: ListItem, gone?: ReadonlySet<string>): number | undefined {
  const known = endsOf.get(list) ?? new Map<ReadonlySet<string> | undefined, readonly number[]>();
  endsOf.set(list, known);
  let ends = known.get(gone);
  if (!ends) {
    const ignored = new Set(list.items.filter(({ keys }) => keys.some((key) => gone?.has(key))).map(({ node }) => node.startIndex));
    ends = list.container.namedChildren
      .filter((node) => !/_comment$|^attribute_item$/.test(node.type) && !ignored.has(node.startIndex))
      .map((node) => node.endIndex);
    known.set(gone, ends);
  }
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= item.start) low = middle + 1;
    else high = middle;
  }
  return ends[low - 1];
}

/** The end of the line when only comments follow; else right here. */
function endOfLine(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    if (text.startsWith('//', at)) {
      const eol = text.indexOf('\n', at);
      return eol === -1 ? text.length : text[eol - 1] === '\r' ? eol - 1 : eol;
    }
    if (text.startsWith('/*', at)) at = endOfBlockComment(text, at);
    else if (at >= text.length || text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n')) return at;
    else return from;
  }
}

function backOverLineBreak(text: string, from: number): number {
  let at = from;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at -= 1;
  if (text[at - 1] !== '\n') return at;
  return text[at - 2] === '\r' ? at - 2 : at - 1;
}

function skipTrivia(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (/\s/.test(text[at] ?? '')) at += 1;
    if (text.startsWith('//', at)) at = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
    else if (text.startsWith('/*', at)) at = endOfBlockComment(text, at);
    else return at;
  }
}

/** Behind a block comment; they nest (https://doc.rust-lang.org/reference/comments.html). */
function endOfBlockComment(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('/*', at)) [depth, at] = [depth + 1, at + 1];
    else if (text.startsWith('*/', at)) {
      [depth, at] = [depth - 1, at + 1];
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
