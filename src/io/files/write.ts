import * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diagnose } from '../../core/diagnostics.js';
import type { FileChange } from '../../core/edits.js';
import { DiagnosticError } from '../../core/errors.js';
import { describeError, resolveInside } from './read.js';

/** The calls that writing needs. A test can make each of them fail. */
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

/** For files that a command can create again: they are not synced. */
export const scratchFs: WriteFs = { ...nodeFs, fsyncSync: () => {} };

/** The progress of one change. A path is recorded before its file is created, so that no file is left over. */
interface StagedChange {
  readonly change: FileChange;
  /** The real path, with symbolic links resolved. */
  readonly path: string;
  /** The temporary file with the new text. */
  next?: string;
  /** The second name of the file with the old text. */
  backup?: string;
  isReplaced: boolean;
}

interface Journal {
  readonly staged: StagedChange[];
  /** Created folders. */
  readonly folders: string[];
  /** The path being written, for the message. */
  path: string;
}

/**
 * Writes all changes or none. All new texts are on disk before the first file is replaced by a rename, and a failure restores the
 * replaced files. All calls are synchronous, so that a signal takes effect before or after, never in between.
 * @throws DiagnosticError `io/write`, `io/changed`, `io/outside`
 */
export function writeChanges(root: string, changes: readonly FileChange[], fs: WriteFs = nodeFs): void {
  writeRestorable(root, changes, fs).keep();
}

/** Written files whose old texts still exist. One of the two functions must be called, without waiting for anything. */
export interface RestorableFiles {
  /** Removes the old texts. */
  keep(): void;
  /** Restores the old texts. @returns a hint that names the files that could not be restored; undefined if all were */
  restore(): string | undefined;
}

/**
 * Writes all changes or none, like `writeChanges`, for a caller that may still have to restore them.
 * @throws DiagnosticError `io/write`, `io/changed`, `io/outside`
 */
export function writeRestorable(root: string, changes: readonly FileChange[], fs: WriteFs = nodeFs): RestorableFiles {
  if (changes.length === 0) return { keep() {}, restore: () => undefined };
  holdSignals();
  const journal: Journal = { staged: [], folders: [], path: root };
  try {
    for (const change of changes) stageChange(root, change, journal, fs);
    for (const file of journal.staged) replaceFile(file, journal, fs);
    for (const folder of new Set(journal.staged.map(({ path }) => dirname(path)))) syncFolder(folder, journal, fs);
  } catch (error) {
    const unrestored = describeUnrestored(restoreAll(journal, fs));
    if (!isFileError(error)) throw error;
    throw writeError(error, journal.path, unrestored);
  }
  return {
    keep() {
      for (const { backup } of journal.staged) if (backup !== undefined) removeTemporary(backup, fs);
    },
    restore: () => describeUnrestored(restoreAll(journal, fs)),
  };
}

/** Whether the file system failed. Any other error is a bug. */
function isFileError(error: unknown): boolean {
  return error instanceof DiagnosticError || (error as { readonly syscall?: unknown } | null)?.syscall !== undefined;
}

/** @param unrestored names the files that could not be restored */
function writeError(error: unknown, path: string, unrestored: string | undefined): DiagnosticError {
  const known = error instanceof DiagnosticError ? error.diagnostic : diagnose('io/write', `cannot write ${path}: ${describeError(error)}`);
  return new DiagnosticError({ hint: 'nothing was changed', ...known, ...(unrestored !== undefined && { hint: unrestored }) });
}

function describeUnrestored(files: readonly StagedChange[]): string | undefined {
  if (files.length === 0) return undefined;
  const places = files.map((file) =>
    file.backup === undefined ? `remove ${file.path}` : `the old text of ${file.path} is in ${file.backup}`,
  );
  return `not all files could be restored: ${places.join('; ')}`;
}

/** Writes the new text, and links the old text under a second name, beside the file. */
function stageChange(root: string, change: FileChange, journal: Journal, fs: WriteFs): void {
  const wanted = resolveInside(root, change.path);
  journal.path = wanted;
  const path = exists(wanted, fs) ? fs.realpathSync(wanted) : wanted;
  refuseSameFile(wanted, path, journal);
  refuseIfChanged(path, change, fs);
  const file: StagedChange = { change, path, isReplaced: false };
  journal.staged.push(file);
  const name = (kind: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.${kind}`);

  const old = change.before === undefined ? undefined : fs.statSync(path);
  if (old) {
    refuseReadOnly(path, old.mode, fs);
    file.backup = name('old');
    fs.rmSync(file.backup, { force: true });
    linkOrCopy(path, file.backup, fs);
  }
  if (change.after === undefined) return;

  createFolders(dirname(path), journal, fs);
  file.next = name('new');
  fs.rmSync(file.next, { force: true });
  writeNewFile(file.next, change.after, old, change.private === true, fs);
}

/** Writes a temporary file with the mode and the owner of the file that it will replace. */
function writeNewFile(path: string, text: string, old: nodeFs.Stats | undefined, isPrivate: boolean, fs: WriteFs): void {
  const mode = old ? old.mode & 0o7777 : (isPrivate ? 0o600 : 0o666) & ~process.umask();
  // `wx` refuses a file or link that was created under this name meanwhile.
  const file = fs.openSync(path, 'wx', mode);
  try {
    fs.writeFileSync(file, text);
    // Only root can change the owner, and only root needs to. Before `fchmod`, since it clears some bits of the mode.
    if (old) attempt(() => fs.fchownSync(file, old.uid, old.gid));
    fs.fchmodSync(file, mode);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

function replaceFile(file: StagedChange, journal: Journal, fs: WriteFs): void {
  journal.path = file.path;
  // Recorded first: a call that throws may have taken effect.
  file.isReplaced = true;
  if (file.next !== undefined) fs.renameSync(file.next, file.path);
  else fs.rmSync(file.path);
}

/** Restores all files, the last first. @returns the files that could not be restored; their old texts keep their second names */
function restoreAll(journal: Journal, fs: WriteFs): StagedChange[] {
  const unrestored: StagedChange[] = [];
  for (const file of journal.staged.toReversed()) {
    if (file.next !== undefined) removeTemporary(file.next, fs);
    if (file.isReplaced && !restoreFile(file, fs)) unrestored.push(file);
    else if (file.backup !== undefined) removeTemporary(file.backup, fs);
  }
  for (const folder of journal.folders.toReversed()) attempt(() => fs.rmdirSync(folder));
  return unrestored;
}

function restoreFile({ path, backup, change }: StagedChange, fs: WriteFs): boolean {
  if (attempt(() => (backup === undefined ? fs.rmSync(path, { force: true }) : fs.renameSync(backup, path)))) return true;
  let isUnchanged = false;
  attempt(() => {
    isUnchanged = readIfExists(path, fs) === change.before;
  });
  return isUnchanged;
}

function refuseIfChanged(path: string, change: FileChange, fs: WriteFs): void {
  // `readFileSync` keeps a byte order mark, and so does `before`.
  if (readIfExists(path, fs) !== change.before)
    throw new DiagnosticError(
      diagnose('io/changed', `${path} was changed by another program meanwhile`, { hint: 'nothing was written; run the command again' }),
    );
}

/** A rename needs no write permission for the file that it replaces, and root needs none at all. A read-only file is still refused. */
function refuseReadOnly(path: string, mode: number, fs: WriteFs): void {
  if ((mode & 0o222) === 0)
    throw new DiagnosticError(
      diagnose('io/write', `cannot write ${path}: it is read-only`, { hint: 'nothing was changed; make it writable first' }),
    );
  fs.accessSync(path, nodeFs.constants.W_OK);
}

/** Of two changes of one file, the second would overwrite the first. */
function refuseSameFile(wanted: string, path: string, journal: Journal): void {
  const first = journal.staged.find((file) => file.path === path);
  if (first) throw new DiagnosticError(diagnose('io/write', `cannot write ${wanted}: it is the same file as ${first.path}`));
}

/** A hard link is instant and complete; some file systems do not support it. */
function linkOrCopy(path: string, backup: string, fs: WriteFs): void {
  try {
    fs.linkSync(path, backup);
  } catch {
    fs.copyFileSync(path, backup);
  }
}

function createFolders(folder: string, journal: Journal, fs: WriteFs): void {
  if (exists(folder, fs)) return;
  createFolders(dirname(folder), journal, fs);
  journal.folders.push(folder);
  fs.mkdirSync(folder);
}

function exists(path: string, fs: WriteFs): boolean {
  return fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readIfExists(path: string, fs: WriteFs): string | undefined {
  return exists(path, fs) ? fs.readFileSync(path, 'utf8') : undefined;
}

/** Errors of file systems that cannot sync a folder. */
const unsyncableErrors = new Set(['EINVAL', 'ENOSYS', 'ENOTSUP', 'EACCES', 'EPERM']);

/** Syncs the renames. Windows cannot open a folder. */
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
    if (!(error instanceof Error && 'code' in error && unsyncableErrors.has(String(error.code)))) throw error;
  }
}

/** Removes a temporary file, with one retry, since a virus scanner may briefly hold it open. */
function removeTemporary(path: string, fs: WriteFs): void {
  const remove = (): void => fs.rmSync(path, { force: true });
  if (!attempt(remove)) attempt(remove);
}

/** Runs one step of a cleanup, and returns whether it succeeded. A failure must not prevent the next steps. */
function attempt(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    // The error that caused the cleanup is reported.
    return false;
  }
}

/** Removes a folder of a root and its parents, up to the first that is not empty. */
export function removeEmptyFolders(root: string, path: string, fs: Pick<WriteFs, 'rmdirSync'> = nodeFs): void {
  for (let folder = path; folder !== '.'; folder = dirname(folder)) {
    try {
      fs.rmdirSync(resolveInside(root, folder));
    } catch {
      // It is not empty, or it does not exist.
      return;
    }
  }
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let isHolding = false;

/** Delays signals until the synchronous work that follows is done. At other times a signal ends the process at once. */
function holdSignals(): void {
  if (isHolding) return;
  isHolding = true;
  let caught: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    caught ??= signal;
  };
  for (const signal of signals) process.on(signal, hold);
  const release = (): void => {
    isHolding = false;
    for (const signal of signals) process.off(signal, hold);
    if (caught !== undefined && process.listenerCount(caught) === 0) process.kill(process.pid, caught);
  };
  // Node delivers signals when the event loop polls, and may run the first callback before it polls.
  setImmediate(() => setImmediate(release));
}
