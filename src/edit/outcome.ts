import type { CoreCode } from '../core/diagnostics.js';
import type { FileEdit } from '../core/edits.js';
import { nextLine } from './lines.js';

/** A replacement of `text.slice(start, end)`. Offsets are UTF-16 code units. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** In what way a file is not what an edit asks for. */
export type DifferenceKind = 'missing' | 'extra' | 'differs' | 'renamed';

/** A place where the file is not what an edit asks for. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly edit: FileEdit;
  readonly offset: number;
  readonly message: string;
  /** What it is about, in words that stay the same when lines move. */
  readonly subject: string;
  /** The field of the spec that the value comes from, as a JSON Pointer. */
  readonly field?: string;
  /** What would mend this difference alone. */
  readonly fix?: () => readonly Splice[];
}

/** A place that lacks what was to be taken out. */
export interface Absence {
  readonly edit: FileEdit;
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

/** What an editor answers to all edits of a file: splices of the text it was given, and why. */
export interface Outcome {
  readonly splices: Splice[];
  readonly differences: Difference[];
  readonly problems: Problem[];
  /** What was to be taken out and is not there. */
  readonly absent: Absence[];
  /** Elements of a list that is looked at as a whole, which no edit names. */
  readonly untracked: { readonly offset: number; readonly id: string }[];
  /** The edits that have more to do on the text that results. */
  readonly again: Set<FileEdit>;
}

/** Whether edits are made or taken back. */
export type Direction = 'apply' | 'remove';

export function emptyOutcome(): Outcome {
  return { splices: [], differences: [], problems: [], absent: [], untracked: [], again: new Set() };
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

/** Removals of whole lines that meet, as one. What begins the file takes the line break behind it, as there is none before it. */
export function united(text: string, removals: readonly Splice[]): Splice[] {
  const result: Splice[] = [];
  const isTop = (splice: Splice): boolean => splice.start === 0 && !/^[\r\n]/.test(text);
  for (const { start, end } of sorted(removals)) {
    const last = result.at(-1);
    if (!last || start > last.end || (start === last.end && !isTop(last))) result.push({ start, end, text: '' });
    else result[result.length - 1] = { ...last, end: isTop(last) && text[end - 1] !== '\n' ? nextLine(text, end) : end };
  }
  return result;
}

/** Removals without the places in them where something is put in: what begins the file leaves its line break to that. */
export function parted(text: string, additions: readonly Splice[], removals: readonly Splice[]): Splice[] {
  const added = sorted(additions);
  const result: Splice[] = [];
  for (const { start, end } of removals) {
    let from = start;
    for (const [index, addition] of added.entries()) {
      if (addition.start <= from || addition.start >= end) continue;
      result.push({ start: from, end: addition.start, text: '' });
      if (from === 0) added[index] = { ...addition, text: addition.text.replace(/^[\r\n]+/, '') };
      from = addition.start;
    }
    const isTop = start === 0 && from > start;
    result.push({ start: from, end: isTop ? end - /(?:\r?\n)?$/.exec(text.slice(from, end))![0].length : end, text: '' });
  }
  return [...added, ...result];
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

/** Each behind the one it names, where that is there; those that name each other in a circle stay as they are. */
export function inOrder<T>(items: readonly T[], keyOf: (item: T) => string | undefined, afterOf: (item: T) => string | undefined): T[] {
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const placed = new Set<T>();
  for (const item of items) {
    const chain: T[] = [];
    const seen = new Set<T>();
    for (let next: T | undefined = item; next !== undefined && !placed.has(next) && !seen.has(next);) {
      seen.add(next);
      chain.push(next);
      const after = afterOf(next);
      next = after === undefined ? undefined : byKey.get(after);
    }
    for (const link of chain.toReversed()) placed.add(link);
  }
  return [...placed];
}

/** What goes into a list, by the item that is there already and behind which it goes; `undefined` stands for the start. */
export class Insertions<Item, New> {
  readonly #chains = new Map<Item | undefined, New[]>();
  readonly #chainOf = new Map<New, Item | undefined>();

  /** Behind an item that is there, or is going to be, and behind what was put behind that before. */
  add(added: New, after: { readonly item: Item | undefined } | { readonly added: New }): void {
    const anchor = 'added' in after ? this.#chainOf.get(after.added) : after.item;
    const chain = this.#chains.get(anchor) ?? [];
    this.#chains.set(anchor, chain);
    if ('added' in after) chain.splice(chain.indexOf(after.added) + 1, 0, added);
    else chain.push(added);
    this.#chainOf.set(added, anchor);
  }

  chains(): Iterable<[Item | undefined, readonly New[]]> {
    return this.#chains;
  }
}
