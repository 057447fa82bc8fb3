import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diagnose } from '../../core/diagnostics.js';
import type { FileChange } from '../../core/edits.js';
import { DiagnosticError } from '../../core/errors.js';
import { inside, reason } from './read.js';
import { holdSignals } from '../signals.js';

/** The calls that writing needs, so that a test can let each of them fail. */
export type WriteFs = Pick<
  typeof nodeFs,
  | 'accessSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'fchmodSync'
  | 'fchownSync'
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

/** For files that a command can make again: nothing waits for the disk. */
export const scratchFs: WriteFs = { ...nodeFs, fsyncSync: () => {} };

/** How far a change has come. A name is noted before there is a file of it, so that nothing made is ever forgotten. */
interface Staged {
  readonly change: FileChange;
  /** The real path: a symbolic link is followed. */
  readonly path: string;
  /** Where the new text is on disk, when there is one. */
  next?: string;
  /** Where the old text is on disk under a second name, when there was one. */
  backup?: string;
  replaced: boolean;
}

interface Journal {
  readonly staged: Staged[];
  readonly folders: string[];
  /** What is being written, for the message. */
  path: string;
}

/**
 * Writes all changes or none. Every new text is on disk before the first file is replaced by a rename, and a failure
 * puts back what was replaced. All calls are synchronous: a signal has its effect before or after, never in between.
 * @param also what else is done when all is written; when that fails, the changes are put back
 * @throws DiagnosticError `io/write`, `io/changed`, `io/outside`, and what `also` throws
 */
export function writeChanges(root: string, changes: readonly FileChange[], fs: WriteFs = nodeFs, also = (): void => {}): void {
  if (changes.length === 0) return also();
  holdSignals();
  const journal: Journal = { staged: [], folders: [], path: root };
  try {
    for (const change of changes) stage(root, change, journal, fs);
    for (const file of journal.staged) replace(file, journal, fs);
    for (const folder of new Set(journal.staged.map(({ path }) => dirname(path)))) syncFolder(folder, journal, fs);
    also();
  } catch (error) {
    const lost = putBack(journal, fs);
    if (!isOfSystem(error)) throw error;
    throw failure(error, journal.path, lost);
  }
  for (const { backup } of journal.staged) if (backup !== undefined) removeTemporary(backup, fs);
}

/** Whether somebody can do something about it: any other error is a bug. */
function isOfSystem(error: unknown): boolean {
  return error instanceof DiagnosticError || (error as { readonly syscall?: unknown } | null)?.syscall !== undefined;
}

function failure(error: unknown, path: string, lost: readonly Staged[]): DiagnosticError {
  const known = error instanceof DiagnosticError ? error.diagnostic : diagnose('io/write', `cannot write ${path}: ${reason(error)}`);
  if (lost.length === 0) return new DiagnosticError({ hint: 'nothing was changed', ...known });
  const places = lost.map((file) =>
    file.backup === undefined ? `remove ${file.path}` : `the old text of ${file.path} is in ${file.backup}`,
  );
  return new DiagnosticError({ ...known, hint: `not everything could be put back: ${places.join('; ')}` });
}

/** Puts the new text and a second name of the old one beside the file. */
function stage(root: string, change: FileChange, journal: Journal, fs: WriteFs): void {
  const wanted = inside(root, change.path);
  journal.path = wanted;
  const path = exists(wanted, fs) ? fs.realpathSync(wanted) : wanted;
  refuseSecond(wanted, path, journal);
  refuseIfChanged(path, change, fs);
  const file: Staged = { change, path, replaced: false };
  journal.staged.push(file);
  const name = (kind: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.${kind}`);

  const old = change.before === undefined ? undefined : fs.statSync(path);
  if (old) {
    refuseReadOnly(path, old.mode, fs);
    file.backup = name('old');
    fs.rmSync(file.backup, { force: true });
    keep(path, file.backup, fs);
  }
  if (change.after === undefined) return;

  makeFolders(dirname(path), journal, fs);
  file.next = name('new');
  fs.rmSync(file.next, { force: true });
  writeNext(file.next, change.after, old, change.private === true, fs);
}

/** The text of a new file, with the mode and the owner of the one it will replace. */
function writeNext(path: string, text: string, old: nodeFs.Stats | undefined, isPrivate: boolean, fs: WriteFs): void {
  const mode = old ? old.mode & 0o7777 : (isPrivate ? 0o600 : 0o666) & ~process.umask();
  // `wx`: whatever has taken the name since is not written through.
  const file = fs.openSync(path, 'wx', mode);
  try {
    fs.writeFileSync(file, text);
    // Only root can give a file away, and only root has to. It comes first, since it clears some bits of the mode.
    if (old) attempt(() => fs.fchownSync(file, old.uid, old.gid));
    fs.fchmodSync(file, mode);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

function replace(file: Staged, journal: Journal, fs: WriteFs): void {
  journal.path = file.path;
  // Noted first: a call that fails may have done its work.
  file.replaced = true;
  if (file.next !== undefined) fs.renameSync(file.next, file.path);
  else fs.rmSync(file.path);
}

/** Undoes what was done, the last first. @returns the files that could not be put back; their second names stay. */
function putBack(journal: Journal, fs: WriteFs): Staged[] {
  const lost: Staged[] = [];
  for (const file of journal.staged.toReversed()) {
    if (file.next !== undefined) removeTemporary(file.next, fs);
    if (file.replaced && !restore(file, fs)) lost.push(file);
    else if (file.backup !== undefined) removeTemporary(file.backup, fs);
  }
  for (const folder of journal.folders.toReversed()) attempt(() => fs.rmdirSync(folder));
  return lost;
}

function restore({ path, backup, change }: Staged, fs: WriteFs): boolean {
  if (attempt(() => (backup === undefined ? fs.rmSync(path, { force: true }) : fs.renameSync(backup, path)))) return true;
  let old = false;
  attempt(() => {
    old = textOf(path, fs) === change.before;
  });
  return old;
}

function refuseIfChanged(path: string, change: FileChange, fs: WriteFs): void {
  // `readFileSync` keeps a byte order mark, and so does `before`.
  if (textOf(path, fs) !== change.before)
    throw new DiagnosticError(
      diagnose('io/changed', `${path} was changed by something else meanwhile`, { hint: 'nothing was written; run the command again' }),
    );
}

/** A rename asks for no right to write the file it replaces, and root has every right. Nobody expects either. */
function refuseReadOnly(path: string, mode: number, fs: WriteFs): void {
  if ((mode & 0o222) === 0)
    throw new DiagnosticError(
      diagnose('io/write', `cannot write ${path}: it is read-only`, { hint: 'nothing was changed; make it writable first' }),
    );
  fs.accessSync(path, nodeFs.constants.W_OK);
}

/** Of two changes of one file the second would undo the first. */
function refuseSecond(wanted: string, path: string, journal: Journal): void {
  const first = journal.staged.find((file) => file.path === path);
  if (first) throw new DiagnosticError(diagnose('io/write', `cannot write ${wanted}: it is the same file as ${first.path}`));
}

/** A hard link costs nothing and cannot fail half way; some file systems have none. */
function keep(path: string, backup: string, fs: WriteFs): void {
  try {
    fs.linkSync(path, backup);
  } catch {
    fs.copyFileSync(path, backup);
  }
}

function makeFolders(folder: string, journal: Journal, fs: WriteFs): void {
  if (exists(folder, fs)) return;
  makeFolders(dirname(folder), journal, fs);
  journal.folders.push(folder);
  fs.mkdirSync(folder);
}

function exists(path: string, fs: WriteFs): boolean {
  return fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function textOf(path: string, fs: WriteFs): string | undefined {
  return exists(path, fs) ? fs.readFileSync(path, 'utf8') : undefined;
}

/** What a file system answers that keeps no order of its own for folders. */
const cannotSync = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EACCES', 'EPERM']);

/** Makes the renames last. Not every platform can open a folder. */
function syncFolder(folder: string, journal: Journal, fs: WriteFs): void {
  if (process.platform === 'win32') return;
  journal.path = folder;
  try {
    const handle = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && cannotSync.has(String(error.code)))) throw error;
  }
}

/** A scanner of viruses may hold a file for a moment. When it cannot be removed, what matters is still done. */
function removeTemporary(path: string, fs: WriteFs): void {
  const remove = (): void => fs.rmSync(path, { force: true });
  if (!attempt(remove)) attempt(remove);
}

/** Whether a step could be made. One that fails must not keep the others from being made. */
function attempt(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    // The error that led here is the one to report.
    return false;
  }
}

/** Takes away a folder, and those it is in, as long as there is nothing in them. */
export function removeEmptyFolders(root: string, path: string, fs: Pick<WriteFs, 'rmdirSync'> = nodeFs): void {
  for (let folder = path; folder !== '.'; folder = dirname(folder)) {
    try {
      fs.rmdirSync(inside(root, folder));
    } catch {
      // Something is in it, or it is not there: then it stays, with all it is in.
      return;
    }
  }
}
