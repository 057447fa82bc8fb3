import { existsSync, readFileSync } from 'node:fs';
import { shortHash } from '../hash.js';
import { parseCached, type CachedResponse } from './cache.js';

/**
 * Reads the response to a URL that is part of the package, if there is one. `npm run snapshot` writes these as compressed cache files.
 * @param folder by default `snapshot/` of the package
 */
export function readSnapshot(url: string, folder: URL = snapshotFolder()): CachedResponse | undefined {
  const file = new URL(snapshotName(url), folder);
  if (!existsSync(file)) return undefined;
  try {
    return parseCached(process.getBuiltinModule('node:zlib').brotliDecompressSync(readFileSync(file)).toString('utf8'));
  } catch {
    // A damaged snapshot counts as missing.
    return undefined;
  }
}

/** The file name of the snapshot of a URL: `<host>-<hash of the URL>.br`. */
export function snapshotName(url: string): string {
  return `${new URL(url).hostname.replaceAll(/[^a-z0-9.-]/g, '')}-${shortHash(url)}.br`;
}

/** Beside `dist/`, or beside `src/` when the sources run unbundled. */
function snapshotFolder(): URL {
  const folder = new URL('../snapshot/', import.meta.url);
  return existsSync(folder) ? folder : new URL('../../../snapshot/', import.meta.url);
}
