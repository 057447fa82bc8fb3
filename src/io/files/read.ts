import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { diagnose } from '../../core/diagnostics.js';
import { DiagnosticError } from '../../core/errors.js';

/**
 * The text of a file, or undefined when there is none.
 * @throws DiagnosticError `io/read` when it cannot be read, is no file, is larger than `limit` bytes, or is not UTF-8
 */
export async function readText(path: string, limit = 64 * 1024 * 1024): Promise<string | undefined> {
  return read(path, () => readAtMost(path, limit));
}

/** The same for a file that may be edited: a pipe or a device is refused, since it cannot be replaced. */
export async function readRegularFile(path: string): Promise<string | undefined> {
  return read(path, () => {
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isDirectory()) throw unreadable(path, 'it is not a regular file');
    return readAtMost(path, 64 * 1024 * 1024);
  });
}

function read(path: string, bytes: () => Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes());
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadable(path, reason(error));
  }
}

/** Synchronous: a trip to the thread pool and back costs more than reading these files. */
function readAtMost(path: string, limit: number): Buffer {
  const stat = statSync(path);
  if (stat.size > limit) throw tooLarge(path, limit);
  return stat.isFile() ? readFileSync(path) : readStream(path, limit);
}

/** A pipe or a device does not say how much there is, so it is read until it is too much. */
function readStream(path: string, limit: number): Buffer {
  const chunks: Buffer[] = [];
  const file = openSync(path, 'r');
  try {
    for (let size = 0; ;) {
      const chunk = Buffer.allocUnsafe(64 * 1024);
      const length = readSync(file, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
      size += length;
      if (size > limit) throw tooLarge(path, limit);
    }
  } finally {
    closeSync(file);
  }
}

function tooLarge(path: string, limit: number): DiagnosticError {
  return unreadable(path, `it is larger than ${limit / 1024 / 1024} MiB`);
}

/** @throws DiagnosticError `io/outside` for a path that leads out of the folder */
export function inside(root: string, path: string): string {
  const base = resolve(root);
  const full = resolve(base, path);
  if (full === base || !full.startsWith(base.endsWith(sep) ? base : base + sep)) {
    throw new DiagnosticError(diagnose('io/outside', `${path} leads out of ${root}`));
  }
  return full;
}

/** The folder of a file and its name in it. */
export function placeOf(path: string): { folder: string; name: string } {
  return { folder: dirname(path), name: basename(path) };
}

/** The day on which a file or folder was changed, YYYY-MM-DD in UTC. */
export function modifiedOn(path: string): string {
  return statSync(path).mtime.toISOString().slice(0, 10);
}

/** Whether there is a folder of that name. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** The paths of the regular files below a folder of a root, relative to the root, with `/` between, sorted. */
export function listFiles(root: string, folder: string): string[] {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(inside(root, path), { withFileTypes: true })) {
      const child = `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(child);
      else if (entry.isFile()) found.push(child);
    }
  };
  try {
    visit(folder);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return [];
    throw unreadable(folder, reason(error));
  }
  return found.sort();
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of the path is not a folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EMFILE: 'too many files are open',
  ELOOP: 'a symbolic link leads back to itself',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not text in UTF-8',
};

/** What went wrong, in words. */
export function reason(error: unknown): string {
  const code = errorCode(error);
  return (code !== undefined && reasons[code]) || (error instanceof Error ? error.message : String(error));
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function unreadable(path: string, why: string): DiagnosticError {
  return new DiagnosticError(diagnose('io/read', `cannot read ${path}: ${why}`));
}
