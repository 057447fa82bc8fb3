// Responses of earlier runs, one file each. A response to a request with a key is never cached: it is for one account only, and what is
// not on disk needs no protection there.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { HttpRequest } from '../../core/http.js';
import { homeFolder } from '../files/home.js';
import { readText } from '../files/read.js';
import { sha256 } from '../hash.js';

/** A response with status 200 and a JSON body. */
export interface CachedResponse {
  /** The day on which it was last confirmed, YYYY-MM-DD in UTC. */
  readonly date: string;
  /** `sha256:` and the hexadecimal digest of the body. */
  readonly digest: string;
  readonly etag?: string;
  readonly last_modified?: string;
  readonly body: string;
}

/** The cache file of a request without a key (XDG Base Directory Specification: a relative path is ignored). */
export function cacheFile({ method, url, headers, body }: HttpRequest): string {
  const cacheHome = process.env['XDG_CACHE_HOME'] ?? '';
  const folder = isAbsolute(cacheHome) ? cacheHome : join(homeFolder(), '.cache');
  const sorted = Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1));
  return join(folder, 'providersmith', 'http', sha256(JSON.stringify([method, url, sorted, body ?? ''])).slice(0, 32));
}

/** Reads a cache file. A missing or damaged one, or one without permission, counts as not cached: the network has the response. */
export function readCached(file: string): CachedResponse | undefined {
  try {
    return parseCached(readText(file) ?? '');
  } catch {
    return undefined;
  }
}

/** Parses a cache file: a line of JSON with what is known of the body, and the body. */
export function parseCached(text: string): CachedResponse | undefined {
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  try {
    const { date, digest, etag, last_modified } = JSON.parse(text.slice(0, end)) as Partial<Record<string, unknown>>;
    if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date) || digest !== digestOf(body)) return undefined;
    return { date, digest, ...pickValidators(etag, last_modified), body };
  } catch {
    return undefined;
  }
}

/** The validators of a response for a conditional request (RFC 9110, 13.1), without those that cannot be sent. */
export function pickValidators(etag: unknown, lastModified: unknown): Pick<CachedResponse, 'etag' | 'last_modified'> {
  const isSendable = (value: unknown): value is string => typeof value === 'string' && /^[ -~]{1,1000}$/.test(value);
  return { ...(isSendable(etag) && { etag }), ...(isSendable(lastModified) && { last_modified: lastModified }) };
}

/** Writes a cache file, if possible: without a cache the next run is slower, and no more. */
export function writeCached(file: string, { body, ...known }: CachedResponse): void {
  const next = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(next, { force: true });
    // Not synced: the digest reveals a file that a crash has left incomplete.
    writeFileSync(next, `${JSON.stringify(known)}\n${body}`, { flag: 'wx', mode: 0o600 });
    renameSync(next, file);
  } catch {
    try {
      rmSync(next, { force: true });
    } catch {
      // Then it was not created either.
    }
  }
}

/** The digest of a body, as written in locks and cache files. */
export function digestOf(body: string): string {
  return `sha256:${sha256(body)}`;
}
