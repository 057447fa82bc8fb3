// The lock file next to a spec.
import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { readRegularFile } from '../io/files/read.js';
import { emptyLock, parseLock, type Lock } from '../models/lock.js';

export interface LockFile {
  readonly path: string;
  /** The lock of the file; an empty one if there is no file. */
  readonly lock: Lock;
  readonly text: string | undefined;
}

/** @throws DiagnosticError `models/lock`, `io/read` */
export function readLockFile(specPath: string): LockFile {
  const path = lockPath(specPath);
  const text = readRegularFile(path);
  if (text === undefined) return { path, lock: emptyLock(), text };
  const lock = parseLock(text);
  if (lock) return { path, lock, text };
  const hint = 'restore it from git; without it, provenance is lost and models you removed may come back';
  throw new DiagnosticError(diagnose('models/lock', `${path} is not a valid lock file`, { at: { path, line: 1, column: 1 }, hint }));
}

export function lockPath(specPath: string): string {
  return `${specPath}.lock`;
}
