// What an editor reports about the edits of one file.
import type { CoreCode } from '../core/diagnostics.js';
import type { FileEdit } from '../core/edits.js';
import type { Splice } from './splice.js';

export type Direction = 'apply' | 'remove';

export interface EditResult {
  readonly splices: Splice[];
  readonly differences: Difference[];
  readonly problems: Problem[];
  /** What `remove` did not find. */
  readonly absent: Absence[];
  /** List elements that no edit names, in lists where an edit names any. */
  readonly untracked: { readonly offset: number; readonly id: string }[];
  /** The edits that have to be repeated on the resulting text. */
  readonly needsAnotherPass: Set<FileEdit>;
}

export type DifferenceKind = 'missing' | 'extra' | 'differs' | 'renamed';

/** A place where the file is not what an edit asks for. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly edit: FileEdit;
  readonly offset: number;
  readonly message: string;
  /** What the difference is about, in words that do not change when lines move. */
  readonly subject: string;
  /** The spec field that the value comes from, as a JSON Pointer. */
  readonly field?: string;
  /** The splices that fix this difference and no other. */
  readonly fix?: () => readonly Splice[];
}

export interface Absence {
  readonly edit: FileEdit;
  readonly offset: number;
  readonly message: string;
}

/** A reason why an edit, or a part of it, cannot be made. */
export interface Problem {
  readonly code: CoreCode;
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

export function emptyResult(): EditResult {
  return { splices: [], differences: [], problems: [], absent: [], untracked: [], needsAnotherPass: new Set() };
}
