import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diagnose } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import { inside, reason } from './read.js';

/** The calls that writing needs, so that a test can let each of them fail. */
export type WriteFs = Pick<
  typeof nodeFs,
  | 'closeSync'
  | 'copyFileSync'
  | 'fchmodSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'rmSync'
  | 'statSync'
  | 'writeFileSync'
>;

interface Staged {
  readonly change: FileChange;
  /** The real path: a symbolic link is followed. */
  readonly path: string;
  /** The new text on disk, when there is one. */
  readonly next: string | undefined;
  /** The old text on disk under another name, when there was one. */
  readonly backup: string | undefined;
}

/**
 * Writes all changes or none. Every new text is on disk before the first file is replaced by a rename, and a failure
 * puts back what was replaced. All calls are synchronous: a signal is handled before or after, never in between.
 * @throws DiagnosticError `io/write`, `io/changed`, `io/outside`
 */
export function writeChanges(root: string, changes: readonly FileChange[], fs: WriteFs = nodeFs): void {
  const undo: (() => void)[] = [];
  try {
    const staged = changes.map((change) => stage(root, change, undo, fs));
    for (const file of staged) {
      if (file.next !== undefined) fs.renameSync(file.next, file.path);
      else fs.rmSync(file.path);
      undo.push(() => (file.backup === undefined ? fs.rmSync(file.path, { force: true }) : fs.renameSync(file.backup, file.path)));
    }
    for (const folder of new Set(staged.map((file) => dirname(file.path)))) syncFolder(folder, fs);
    for (const { backup } of staged) if (backup !== undefined) attempt(() => fs.rmSync(backup, { force: true }));
  } catch (error) {
    for (const step of undo.toReversed()) attempt(step);
    if (error instanceof DiagnosticError) throw error;
    const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : root;
    throw new DiagnosticError(diagnose('io/write', `cannot write ${path}: ${reason(error)}`, { hint: 'nothing was changed' }));
  }
}

/** Puts the new text and a second name of the old one beside the file. */
function stage(root: string, change: FileChange, undo: (() => void)[], fs: WriteFs): Staged {
  const wanted = inside(root, change.path);
  const path = exists(wanted, fs) ? fs.realpathSync(wanted) : wanted;
  refuseIfChanged(path, change, fs);
  const name = (kind: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.${kind}`);

  let backup: string | undefined;
  let mode = 0o666 & ~process.umask();
  if (change.before !== undefined) {
    mode = fs.statSync(path).mode & 0o7777;
    if ((mode & 0o222) === 0)
      throw new DiagnosticError(
        diagnose('io/write', `cannot write ${path}: it is read-only`, { hint: 'nothing was changed; make it writable first' }),
      );
    backup = name('old');
    const made = backup;
    undo.push(() => fs.rmSync(made, { force: true }));
    fs.rmSync(backup, { force: true });
    keep(path, backup, fs);
  }
  if (change.after === undefined) return { change, path, next: undefined, backup };

  makeFolders(dirname(path), undo, fs);
  const next = name('new');
  undo.push(() => fs.rmSync(next, { force: true }));
  const file = fs.openSync(next, 'w', mode);
  try {
    fs.writeFileSync(file, change.after);
    fs.fchmodSync(file, mode);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
  return { change, path, next, backup };
}

function refuseIfChanged(path: string, change: FileChange, fs: WriteFs): void {
  const now = exists(path, fs) ? fs.readFileSync(path, 'utf8') : undefined;
  // `readFileSync` keeps a byte order mark, and so does `before`.
  if (now !== change.before)
    throw new DiagnosticError(
      diagnose('io/changed', `${path} was changed by something else meanwhile`, { hint: 'nothing was written; run the command again' }),
    );
}

/** A hard link costs nothing and cannot fail half way; some file systems have none. */
function keep(path: string, backup: string, fs: WriteFs): void {
  try {
    fs.linkSync(path, backup);
  } catch {
    fs.copyFileSync(path, backup);
  }
}

function makeFolders(folder: string, undo: (() => void)[], fs: WriteFs): void {
  if (exists(folder, fs)) return;
  makeFolders(dirname(folder), undo, fs);
  fs.mkdirSync(folder);
  undo.push(() => fs.rmdirSync(folder));
}

function exists(path: string, fs: WriteFs): boolean {
  return fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Makes the renames last. Not every platform can open a folder. */
function syncFolder(folder: string, fs: WriteFs): void {
  if (process.platform === 'win32') return;
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Tidying up: a step that fails must not keep the others from being made. */
function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The error that led here is the one to report.
  }
}
