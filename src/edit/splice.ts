import { nextLine } from './lines.js';

/** A replacement of `text.slice(start, end)`. Offsets are UTF-16 code units. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies splices that do not overlap. Splices at the same offset keep their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const splice of sortSplices(splices)) {
    if (splice.start < at) throw new Error(`overlapping splices at ${splice.start}`);
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

/**
 * Merges removals of whole lines that touch or overlap.
 * A removal at the start of the file also removes the line break after it, because there is none before it.
 */
export function mergeRemovals(text: string, removals: readonly Splice[]): Splice[] {
  const result: Splice[] = [];
  const isAtTop = (splice: Splice): boolean => splice.start === 0 && !/^[\r\n]/.test(text);
  for (const { start, end } of sortSplices(removals)) {
    const last = result.at(-1);
    if (!last || start > last.end || (start === last.end && !isAtTop(last))) result.push({ start, end, text: '' });
    else result[result.length - 1] = { ...last, end: isAtTop(last) && text[end - 1] !== '\n' ? nextLine(text, end) : end };
  }
  return result;
}

/**
 * Splits removals at the additions inside them, so that no splices overlap.
 * After a removal at the start of the file, the first addition needs no line break of its own.
 */
export function splitRemovalsAtAdditions(text: string, additions: readonly Splice[], removals: readonly Splice[]): Splice[] {
  const added = sortSplices(additions);
  const result: Splice[] = [];
  for (const { start, end } of removals) {
    let from = start;
    for (const [index, addition] of added.entries()) {
      if (addition.start <= from || addition.start >= end) continue;
      result.push({ start: from, end: addition.start, text: '' });
      if (from === 0) added[index] = { ...addition, text: addition.text.replace(/^[\r\n]+/, '') };
      from = addition.start;
    }
    const isAtTop = start === 0 && from > start;
    result.push({ start: from, end: isAtTop ? end - /(?:\r?\n)?$/.exec(text.slice(from, end))![0].length : end, text: '' });
  }
  return [...added, ...result];
}

/** Maps an offset in the text after the splices to the text before them. */
export function offsetBefore(offset: number, splices: readonly Splice[]): number {
  let shift = 0;
  for (const splice of sortSplices(splices)) {
    const start = splice.start + shift;
    if (offset < start) break;
    if (offset < start + splice.text.length) return splice.start;
    shift += splice.text.length - (splice.end - splice.start);
  }
  return offset - shift;
}

function sortSplices(splices: readonly Splice[]): Splice[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}
