// Answers of earlier runs, one file each. Those to a request with a key are not kept: a list that is made for one account is no answer for
// another, and where nothing is kept nothing has to be told apart by a key, or hidden from whoever reads the folder.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { HttpRequest } from '../../core/http.js';
import { sha256 } from '../hash.js';
import { homeFolder } from '../files/home.js';
import { readText } from '../files/read.js';

/** An answer that was good. */
export interface Kept {
  /** The day on which it was last confirmed, YYYY-MM-DD in UTC. */
  readonly date: string;
  /** `sha256:` and the hexadecimal digest of the body. */
  readonly digest: string;
  readonly etag?: string;
  readonly last_modified?: string;
  readonly body: string;
}

/** Where the answer to a request without a key is kept (XDG Base Directory Specification: a path that is not absolute does not count). */
export function cacheFile({ method, url, headers, body }: HttpRequest): string {
  const named = process.env['XDG_CACHE_HOME'] ?? '';
  const folder = isAbsolute(named) ? named : join(homeFolder(), '.cache');
  const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return join(folder, 'providersmith', 'http', sha256(JSON.stringify([method, url, sorted, body ?? ''])).slice(0, 32));
}

/** What a file holds; undefined when there is none, or it is not as it was written. */
export async function readKept(file: string): Promise<Kept | undefined> {
  try {
    return parseKept((await readText(file)) ?? '');
  } catch {
    // A file that cannot be read is none: the network has the answer, and it is written anew.
    return undefined;
  }
}

/** Two lines: what is known of the body, and the body. */
export function parseKept(text: string): Kept | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  try {
    const { date, digest, etag, last_modified } = JSON.parse(text.slice(0, end)) as Partial<Record<string, unknown>>;
    if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date) || digest !== digestOf(body)) return undefined;
    return { date, digest, ...validators(etag, last_modified), body };
  } catch {
    return undefined;
  }
}

/** What a server can be asked by whether an answer still holds. */
export function validators(etag: unknown, lastModified: unknown): Pick<Kept, 'etag' | 'last_modified'> {
  const isSendable = (value: unknown): value is string => typeof value === 'string' && /^[ -~]{1,1000}$/.test(value);
  return { ...(isSendable(etag) && { etag }), ...(isSendable(lastModified) && { last_modified: lastModified }) };
}

/** Keeps an answer where that can be done: a folder that cannot be written to costs time, and no more. */
export function writeKept(file: string, { body, ...known }: Kept): void {
  const next = `${file}.${process.pid}.new`;
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    rmSync(next, { force: true });
    // Nothing waits for the disk: a file that a crash leaves half is told by its digest.
    writeFileSync(next, `${JSON.stringify(known)}\n${body}`, { flag: 'wx', mode: 0o600 });
    renameSync(next, file);
  } catch {
    try {
      rmSync(next, { force: true });
    } catch {
      // Then it was not made either.
    }
  }
}

/** The digest of a body, as it is written everywhere. */
export function digestOf(body: string): string {
  return `sha256:${sha256(body)}`;
}
