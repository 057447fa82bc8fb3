import type { CoreCode } from '../core/diagnostics.js';

/** A replacement of `text.slice(start, end)`. Offsets are UTF-16 code units. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A place where the file is not what the edit asks for, and in what way. */
export interface Difference {
  readonly offset: number;
  readonly message: string;
}

/** A reason why the edit, or a part of it, cannot be made. */
export interface Problem {
  readonly code: CoreCode;
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

/** What an editor answers: splices of the text it was given, and why. */
export interface Outcome {
  readonly splices: Splice[];
  readonly differences: Difference[];
  readonly problems: Problem[];
  /** What was to be taken out and is not there. */
  readonly absent: Difference[];
  /** Whether the same edit has more to do on the text that results. */
  again?: boolean;
}

/** Whether edits are made or taken back. */
export type Direction = 'apply' | 'remove';

export function emptyOutcome(): Outcome {
  return { splices: [], differences: [], problems: [], absent: [] };
}

/** Applies splices that do not overlap. Those at one offset go in the order in which they are given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let at = 0;
  for (const splice of sorted(splices)) {
    if (splice.start < at) throw new Error(`overlapping splices at ${splice.start}`);
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

/** The offset in the text before the splices of an offset in the text after them. */
export function offsetBefore(offset: number, splices: readonly Splice[]): number {
  let shift = 0;
  for (const splice of sorted(splices)) {
    const start = splice.start + shift;
    if (offset < start) break;
    if (offset < start + splice.text.length) return splice.start;
    shift += splice.text.length - (splice.end - splice.start);
  }
  return offset - shift;
}

function sorted(splices: readonly Splice[]): Splice[] {
  return [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
}
