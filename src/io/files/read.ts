import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { diagnose } from '../../core/diagnostics.js';
import { DiagnosticError } from '../../core/errors.js';

const maxBytes = 64 * 1024 * 1024;

/**
 * Reads a text file, a pipe or a device; undefined when it does not exist. Reading is synchronous, since the files are small and a trip
 * to the thread pool takes longer.
 * @throws DiagnosticError `io/read` when it cannot be read, is a folder, is larger than `limit` bytes, or is not UTF-8
 */
export function readText(path: string, limit = maxBytes): string | undefined {
  return decodeText(path, () => readAtMost(path, limit));
}

/** Reads a file that may be edited: a pipe or a device is refused, since it cannot be replaced. */
export function readRegularFile(path: string): string | undefined {
  return decodeText(path, () => {
    const stat = statSync(path);
    if (!stat.isFile() && !stat.isDirectory()) throw unreadable(path, 'it is not a regular file');
    return readAtMost(path, maxBytes);
  });
}

function decodeText(path: string, readBytes: () => Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readBytes());
  } catch (error) {
    if (error instanceof DiagnosticError) throw error;
    if (isMissing(error)) return undefined;
    throw unreadable(path, describeError(error));
  }
}

function readAtMost(path: string, limit: number): Buffer {
  const stat = statSync(path);
  if (stat.size > limit) throw tooLarge(path, limit);
  return stat.isFile() ? readFileSync(path) : readStream(path, limit);
}

/** Reads a pipe or a device, whose size is not known in advance. */
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

/**
 * The path of a file in a folder.
 * @throws DiagnosticError `io/outside` for a path that leads out of the folder
 */
export function resolveInside(root: string, path: string): string {
  const base = resolve(root);
  const full = resolve(base, path);
  if (full === base || !full.startsWith(base.endsWith(sep) ? base : base + sep)) {
    throw new DiagnosticError(diagnose('io/outside', `${path} leads out of ${root}`));
  }
  return full;
}

/** The folder and the name of a file. */
export function splitPath(path: string): { folder: string; name: string } {
  return { folder: dirname(path), name: basename(path) };
}

/** The day on which a file or folder was modified, YYYY-MM-DD in UTC. */
export function modifiedOn(path: string): string {
  return statSync(path).mtime.toISOString().slice(0, 10);
}

/**
 * Whether a folder exists.
 * @throws DiagnosticError `io/read` when that cannot be found out, such as for lack of permission
 */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw unreadable(path, describeError(error));
  }
}

/** Lists the regular files below a folder of a root: paths relative to the root, separated by `/`, sorted. */
export function listFiles(root: string, folder: string): string[] {
  const found: string[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(resolveInside(root, path), { withFileTypes: true })) {
      const child = `${path}/${entry.name}`;
      if (entry.isDirectory()) visit(child);
      else if (entry.isFile()) found.push(child);
    }
  };
  try {
    visit(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw unreadable(folder, describeError(error));
  }
  return found.sort();
}

const descriptions: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'it does not exist',
  ENOTDIR: 'a part of the path is not a folder',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many open files',
  ELOOP: 'its symbolic links form a loop',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8 text',
};

/** Describes an error of the file system in words. */
export function describeError(error: unknown): string {
  const code = errorCode(error);
  return (code !== undefined && descriptions[code]) || (error instanceof Error ? error.message : String(error));
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function unreadable(path: string, why: string): DiagnosticError {
  return new DiagnosticError(diagnose('io/read', `cannot read ${path}: ${why}`));
}
