// Inserts items into lists of Rust items and removes them. The two are inverse to each other.
import type { PatchStep } from '../../core/edits.js';
import { indentAt, indentLines, lineBreakBefore } from '../lines.js';
import type { Splice } from '../splice.js';
import { endOfLineComments, skipSpaces, skipTrivia, type CommentSyntax } from '../trivia.js';
import { withComma } from './layout.js';
import type { ItemList, ListItem } from './tree.js';

/** https://doc.rust-lang.org/reference/comments.html */
const comments: CommentSyntax = { line: ['//'], nested: true };

/** Inserts items after another one, or at the start. Functions are separated by an empty line. */
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
    const previous = endBefore(contentEnds(list), first);
    const at = endOfLine(text, previous ?? list.container.startIndex + 1);
    const isOpening = previous === undefined;
    return [{ start: at, end: at, text: isOpening ? eol + lines + (step.item === 'fn' ? eol : '') : gap + lines }];
  }
  // If the last item had no comma, the new last item has none either.
  const comma = lacksComma ? [{ start: after.end, end: after.end, text: ',' }] : [];
  const at = endOfLine(text, afterComma(text, after.end));
  return [...comma, { start: at, end: at, text: gap + lines }];
}

/** Whether the splices of an item depend on its neighbours: items on one line, or a last one without a comma. */
export function needsOwnPass(text: string, { container, items }: ItemList): boolean {
  const first = items[0];
  const last = items.at(-1);
  if (!first || !last) return false;
  return !text.slice(container.startIndex, first.start).includes('\n') || !/[,;}]/.test(text[afterComma(text, last.end) - 1]!);
}

/**
 * Removes an item with its comma, its lines, and the empty line that separates a function.
 * @param ends the `contentEnds` of the list without the items that are removed at the same time
 */
export function removeRustItem(text: string, list: ItemList, item: ListItem, step: PatchStep, ends: readonly number[]): Splice[] {
  const index = list.items.indexOf(item);
  const previous = list.items[index - 1];
  const end = afterComma(text, item.end);
  const lineStart = startWithLineBreak(text, item.start);
  if (lineStart === item.start || !text.slice(lineStart, item.start).includes('\n')) return removeFromLine(text, step, previous, item, end);

  if (step.item !== 'fn') {
    // Without a final comma, the comma of the item before is removed with the last item.
    const lastWithoutComma = (step.item === 'element' || step.item === 'arm') && !/[,}]/.test(text[end - 1]!);
    const comma = previous && lastWithoutComma ? commaOffset(text, previous) : undefined;
    return [...(comma === undefined ? [] : [{ start: comma, end: comma + 1, text: '' }]), { start: lineStart, end, text: '' }];
  }
  if (endBefore(ends, item) === undefined) {
    // The first function has no empty line before it: remove the one after it.
    const blank = /^\r?\n(?=\r?\n)/.exec(text.slice(end))?.[0].length ?? 0;
    return [{ start: lineStart, end: end + blank, text: '' }];
  }
  const blankBefore = /\r?\n$/.exec(text.slice(0, lineStart))?.[0].length ?? 0;
  return [{ start: lineStart - blankBefore, end, text: '' }];
}

/** Inserts the first items of a list, after what the container starts with, such as the `use` lines of a module. */
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

/** Gives an arm another value, with a comma unless it ends with a block. */
export function replaceArmValue(
  text: string,
  item: ListItem,
  value: { startIndex: number; endIndex: number },
  wanted: string,
  eol: string,
): Splice {
  const indent = indentAt(text, item.start);
  const lines = wanted.split('\n').map((line, index) => (index === 0 ? line : indent + line));
  const end = afterComma(text, Math.max(item.end, value.endIndex));
  return { start: value.startIndex, end, text: lines.join(eol) + (wanted.endsWith('}') ? '' : ',') };
}

function insertOnLine(text: string, after: ListItem | undefined, first: ListItem, steps: readonly PatchStep[]): Splice[] {
  const step = steps[0]!;
  const line = steps.map(withComma).join(' ');
  if (!after) return [{ start: first.start, end: first.start, text: `${line} ` }];
  if (step.item === 'element') return [{ start: after.end, end: after.end, text: steps.map((each) => `, ${each.text}`).join('') }];
  const end = afterComma(text, after.end);
  const comma = needsComma(text, after, step) ? ',' : '';
  return [{ start: end, end, text: `${comma} ${line}` }];
}

function removeFromLine(text: string, step: PatchStep, previous: ListItem | undefined, item: ListItem, end: number): Splice[] {
  if (!previous) return [{ start: item.start, end: end + /^[ \t]*/.exec(text.slice(end))![0].length, text: '' }];
  // An element is removed with the comma before it, anything else with its own.
  if (step.item === 'element') return [{ start: previous.end, end: item.end, text: '' }];
  return [{ start: afterComma(text, previous.end), end, text: '' }];
}

/** Whether an item needs a comma before something is inserted after it. */
function needsComma(text: string, item: ListItem, step: PatchStep): boolean {
  if (step.item !== 'element' && step.item !== 'arm') return false;
  if (afterComma(text, item.end) !== item.end || text[item.end - 1] === ',') return false;
  return !(step.item === 'arm' && text[item.end - 1] === '}');
}

/** The offset of the comma of an item. The comma of an arm is part of it. */
function commaOffset(text: string, item: ListItem): number | undefined {
  if (text[item.end - 1] === ',') return item.end - 1;
  const after = afterComma(text, item.end);
  return after === item.end ? undefined : after - 1;
}

/** The offset after the comma that follows, or `from` if none does. */
function afterComma(text: string, from: number): number {
  const at = skipTrivia(text, from, text.length, comments);
  return text[at] === ',' ? at + 1 : from;
}

/** The ends of the nodes in a container, apart from comments and items that are removed. */
export function contentEnds(list: ItemList, removedKeys: ReadonlySet<string> = new Set()): readonly number[] {
  const removed = new Set(list.items.filter(({ keys }) => keys.some((key) => removedKeys.has(key))).map(({ node }) => node.startIndex));
  return list.container.namedChildren
    .filter(({ startIndex, type }) => !removed.has(startIndex) && !/_comment$|^attribute_item$/.test(type))
    .map(({ endIndex }) => endIndex);
}

/** The last of these ends before an item; undefined if only the brace precedes it. */
function endBefore(ends: readonly number[], item: ListItem): number | undefined {
  return ends.findLast((end) => end <= item.start);
}

/** The end of the line if only comments follow, or `from`. */
function endOfLine(text: string, from: number): number {
  const end = endOfLineComments(text, from, text.length, comments);
  return end === undefined ? from : skipSpaces(text, end);
}

/** The start of the indentation and line break before an offset. */
function startWithLineBreak(text: string, from: number): number {
  let at = from;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at -= 1;
  return text[at - 1] === '\n' ? lineBreakBefore(text, at) : at;
}
