// Inserts items into the lists and objects that JSON, TOML and YAML write in brackets, and removes them with their commas and line breaks.
import { indentAt, lineBreakBefore } from './lines.js';
import type { Splice } from './splice.js';
import { endOfLineComments, skipSpaces, skipTrivia, type CommentSyntax } from './trivia.js';

/** Those of JSONC and of TOML: outside of strings, neither format uses the characters of the other. */
const comments: CommentSyntax = { line: ['#', '//'], nested: false };

/** An element, a property, or the container with its brackets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface ItemStyle {
  readonly unit: string;
  readonly eol: string;
}

/** Prints an item for lines with an indentation, or on one line without one. */
export type PrintItem = (indent: string | undefined, followed: boolean) => string;

/** Inserts items after another one, or as the first. */
export function insertItems(
  text: string,
  container: Span,
  items: readonly Span[],
  after: Span | undefined,
  prints: readonly PrintItem[],
  style: ItemStyle,
): Splice[] {
  const open = container.start + 1;
  const close = container.end - 1;
  const first = items[0];
  if (!first) return insertIntoEmpty(text, open, close, prints, style);

  const sibling = after ?? first;
  const multiline = text.slice(open, first.start).includes('\n');
  if (!multiline) {
    const separator = /^\s*/.exec(text.slice(commaAfter(text, first.end, close) ?? first.end))![0].replaceAll(/[\r\n]/g, '') || ' ';
    const item = prints.map((print) => print(undefined, false)).join(`,${separator}`);
    return after
      ? [{ start: after.end, end: after.end, text: `,${separator}${item}` }]
      : [{ start: first.start, end: first.start, text: `${item},${separator}` }];
  }

  const indent = indentAt(text, sibling.start);
  if (!after) {
    const at = endOfLine(text, open, first.start);
    return [{ start: at, end: at, text: `${itemLines(indent, prints, true, style)},` }];
  }
  const next = items.find((item) => item.start >= after.end);
  const comma = commaAfter(text, after.end, next?.start ?? close);
  const at = endOfLine(text, comma ?? after.end, next?.start ?? close);
  if (comma !== undefined) return [{ start: at, end: at, text: `${itemLines(indent, prints, true, style)},` }];
  const line = itemLines(indent, prints, false, style);
  if (at === after.end) return [{ start: at, end: at, text: `,${line}` }];
  return [
    { start: after.end, end: after.end, text: ',' },
    { start: at, end: at, text: line },
  ];
}

function itemLines(indent: string, prints: readonly PrintItem[], followed: boolean, style: ItemStyle): string {
  return prints.map((print, index) => `${style.eol}${indent}${print(indent, followed || index < prints.length - 1)}`).join(',');
}

function insertIntoEmpty(text: string, open: number, close: number, prints: readonly PrintItem[], style: ItemStyle): Splice[] {
  const outer = indentAt(text, open - 1);
  const indent = outer + style.unit;
  const start = itemLines(indent, prints, false, style);
  // Comments and line breaks are kept: those on the line of the bracket before the new item, the rest after it.
  const at = endOfLine(text, open, close);
  if (text.slice(open, close).includes('\n')) return [{ start: at, end: at, text: start }];
  return [{ start: open, end: open, text: `${start}${style.eol}${outer}` }];
}

/** Removes the items that start at these offsets, with the commas and line breaks that were inserted with them. */
export function removeItems(text: string, container: Span, items: readonly Span[], starts: ReadonlySet<number>): Splice[] {
  const open = container.start + 1;
  const close = container.end - 1;
  if (items.every((item) => starts.has(item.start))) return removeAll(text, open, close, items);
  const splices: Splice[] = [];
  for (let first = 0; first < items.length; first += 1) {
    if (!starts.has(items[first]!.start)) continue;
    let last = first;
    while (last + 1 < items.length && starts.has(items[last + 1]!.start)) last += 1;
    splices.push(...removeRun(text, items[first - 1], { start: items[first]!.start, end: items[last]!.end }, items[last + 1], open, close));
    first = last;
  }
  return splices;
}

function removeRun(text: string, previous: Span | undefined, run: Span, next: Span | undefined, open: number, close: number): Splice[] {
  const comma = commaAfter(text, run.end, next?.start ?? close);
  const start = startWithLineBreak(text, { start: run.start, end: comma ?? run.end }, previous?.end ?? open);
  const ownLine = text.slice(start, run.start).includes('\n');
  if (comma !== undefined && ownLine) return [{ start, end: comma, text: '' }];
  // A comment before the item on its line stays, and so does what precedes the line break.
  const hasComment = !ownLine && text.slice(previous?.end ?? open, run.start).includes('\n');
  if (comma !== undefined && (!previous || hasComment)) return [{ start: run.start, end: skipSpaces(text, comma), text: '' }];
  // An item without a line of its own is removed with the comma before it, the first one with the comma after it.
  const before = commaAfter(text, previous!.end, run.start)!;
  if (!hasComment && (!ownLine || start <= before)) return [{ start: before - 1, end: run.end, text: '' }];
  const end = hasComment ? skipSpaces(text, run.end) : run.end;
  return [
    { start: before - 1, end: before, text: '' },
    { start: hasComment ? run.start : start, end, text: '' },
  ];
}

function removeAll(text: string, open: number, close: number, items: readonly Span[]): Splice[] {
  const first = items[0]!.start;
  const last = items.at(-1)!.end;
  const end = commaAfter(text, last, close) ?? last;
  const bare = text.slice(open, first).trim() === '' && text.slice(end, close).trim() === '';
  return [bare ? { start: open, end: close, text: '' } : { start: startWithLineBreak(text, { start: first, end }, open), end, text: '' }];
}

/** The offset after the comma that follows, across white space and comments; undefined when there is none before `limit`. */
function commaAfter(text: string, from: number, limit: number): number | undefined {
  const at = skipTrivia(text, from, limit, comments);
  return at < limit && text[at] === ',' ? at + 1 : undefined;
}

/** The end of the comments on the rest of the line; `from` when something else follows. */
function endOfLine(text: string, from: number, limit: number): number {
  return endOfLineComments(text, from, limit, comments) ?? from;
}

/**
 * The start of the indentation and line break before a span, but not before `limit`,
 * and not where the line break ends a comment that would then take in what follows the span.
 */
function startWithLineBreak(text: string, { start, end }: Span, limit: number): number {
  let at = start;
  while (at > limit && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  if (at === limit || text[at - 1] !== '\n') return at;
  const before = text.slice(limit, at - 1).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const followsComment = /\/\/|#/.test(before.slice(before.lastIndexOf('\n') + 1));
  if (followsComment && !/^[ \t]*(\r?\n|$)/.test(text.slice(end))) return start;
  return lineBreakBefore(text, at);
}
