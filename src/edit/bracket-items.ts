// Putting an item into a list or an object, and taking it out again, with its comma and line break.
// Comments are those of JSONC and of TOML: outside of strings neither format has a sign of the other.
import { indentAt } from './lines.js';
import type { Splice } from './outcome.js';

/** A span: an element, a property, or the container with its brackets. */
export interface Item {
  readonly start: number;
  readonly end: number;
}

export interface ItemStyle {
  readonly unit: string;
  readonly eol: string;
}

/** Prints an item for lines of an indentation, or on one line when there is none, with or without a comma behind it. */
export type Print = (indent: string | undefined, followed: boolean) => string;

/** Inserts items behind another, or as the first. */
export function insertItems(
  text: string,
  container: Item,
  items: readonly Item[],
  after: Item | undefined,
  prints: readonly Print[],
  style: ItemStyle,
): Splice[] {
  const open = container.start + 1;
  const close = container.end - 1;
  const first = items[0];
  if (!first) return insertOnly(text, open, close, prints, style);

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
    return [{ start: at, end: at, text: `${onLines(indent, prints, true, style)},` }];
  }
  const next = items.find((item) => item.start >= after.end);
  const comma = commaAfter(text, after.end, next?.start ?? close);
  const at = endOfLine(text, comma ?? after.end, next?.start ?? close);
  if (comma !== undefined) return [{ start: at, end: at, text: `${onLines(indent, prints, true, style)},` }];
  const line = onLines(indent, prints, false, style);
  if (at === after.end) return [{ start: at, end: at, text: `,${line}` }];
  return [
    { start: after.end, end: after.end, text: ',' },
    { start: at, end: at, text: line },
  ];
}

function onLines(indent: string, prints: readonly Print[], followed: boolean, style: ItemStyle): string {
  return prints.map((print, index) => `${style.eol}${indent}${print(indent, followed || index < prints.length - 1)}`).join(',');
}

function insertOnly(text: string, open: number, close: number, prints: readonly Print[], style: ItemStyle): Splice[] {
  const outer = indentAt(text, open - 1);
  const indent = outer + style.unit;
  const start = onLines(indent, prints, false, style);
  // A comment or a line break inside is kept: what stands on the line of the bracket before the new item, the rest behind it.
  const at = endOfLine(text, open, close);
  if (text.slice(open, close).includes('\n')) return [{ start: at, end: at, text: start }];
  return [{ start: open, end: open, text: `${start}${style.eol}${outer}` }];
}

/** Takes out the items that start at these offsets, with the commas and line breaks that came with them. */
export function removeItems(text: string, container: Item, items: readonly Item[], starts: ReadonlySet<number>): Splice[] {
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

function removeRun(text: string, previous: Item | undefined, run: Item, next: Item | undefined, open: number, close: number): Splice[] {
  const comma = commaAfter(text, run.end, next?.start ?? close);
  const start = lineBreakBefore(text, { start: run.start, end: comma ?? run.end }, previous?.end ?? open);
  const ownLine = text.slice(start, run.start).includes('\n');
  if (comma !== undefined && ownLine) return [{ start, end: comma, text: '' }];
  // Behind a line break, with a comment on its line: that stays, and so does what stands before the line break.
  const isRemarked = !ownLine && text.slice(previous?.end ?? open, run.start).includes('\n');
  if (comma !== undefined && (!previous || isRemarked)) return [{ start: run.start, end: skipSpaces(text, comma), text: '' }];
  // Without a line of its own an item takes along the comma before it; the first one has only that behind it.
  const before = commaAfter(text, previous!.end, run.start)!;
  if (!isRemarked && (!ownLine || start <= before)) return [{ start: before - 1, end: run.end, text: '' }];
  const end = isRemarked ? skipSpaces(text, run.end) : run.end;
  return [
    { start: before - 1, end: before, text: '' },
    { start: isRemarked ? run.start : start, end, text: '' },
  ];
}

function removeAll(text: string, open: number, close: number, items: readonly Item[]): Splice[] {
  const first = items[0]!.start;
  const last = items.at(-1)!.end;
  const end = commaAfter(text, last, close) ?? last;
  const bare = text.slice(open, first).trim() === '' && text.slice(end, close).trim() === '';
  return [bare ? { start: open, end: close, text: '' } : { start: lineBreakBefore(text, { start: first, end }, open), end, text: '' }];
}

/** The offset behind the comma that follows, over white space and comments; undefined when there is none before `limit`. */
function commaAfter(text: string, from: number, limit: number): number | undefined {
  const at = skipTrivia(text, from, limit);
  return at < limit && text[at] === ',' ? at + 1 : undefined;
}

/** The end of the line, when only spaces and comments stand before it; else the place right here. */
function endOfLine(text: string, from: number, limit: number): number {
  let at = from;
  let end = from;
  while (at < limit) {
    at = skipSpaces(text, at);
    if (isLineComment(text, at)) {
      const eol = text.indexOf('\n', at);
      return eol === -1 ? text.length : text[eol - 1] === '\r' ? eol - 1 : eol;
    }
    if (text.startsWith('/*', at)) {
      at = text.indexOf('*/', at) + 2;
      end = at;
      continue;
    }
    return text[at] === '\n' || text[at] === '\r' ? end : from;
  }
  return from;
}

/**
 * From a span back over its indentation and one line break, but not beyond what stands before it,
 * and not where the line break ends a comment that would then take in what follows the span.
 */
function lineBreakBefore(text: string, { start, end }: Item, limit: number): number {
  let at = start;
  while (at > limit && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  if (at === limit || text[at - 1] !== '\n') return at;
  const before = text.slice(limit, at - 1).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const isBehindComment = /\/\/|#/.test(before.slice(before.lastIndexOf('\n') + 1));
  if (isBehindComment && !/^[ \t]*(\r?\n|$)/.test(text.slice(end))) return start;
  return at - (at - 1 > limit && text[at - 2] === '\r' ? 2 : 1);
}

function skipTrivia(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    if (/\s/.test(text[at]!)) at += 1;
    else if (isLineComment(text, at)) at = text.indexOf('\n', at) === -1 ? limit : text.indexOf('\n', at);
    else if (text.startsWith('/*', at)) at = text.indexOf('*/', at) + 2;
    else break;
  }
  return at;
}

function isLineComment(text: string, at: number): boolean {
  return text[at] === '#' || text.startsWith('//', at);
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}
