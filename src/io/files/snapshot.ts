import { existsSync, readFileSync } from 'node:fs';
import { shortHash } from '../hash.js';
import { parseKept, type Kept } from '../net/cache.js';

/**
 * The answer that comes with the package, when it has one. `npm run snapshot` makes the files, in the form of a file of the cache.
 * @param folder beside that of the bundle, and beside `src` when the sources run as they are
 */
export function readSnapshot(url: string, folder: URL = besideBundle()): Kept | undefined {
  const file = new URL(snapshotName(url), folder);
  if (!existsSync(file)) return undefined;
  try {
    return parseKept(process.getBuiltinModule('node:zlib').brotliDecompressSync(readFileSync(file)).toString('utf8'));
  } catch {
    // One that is not as it was written is none.
    return undefined;
  }
}

/** The name of the file with the answer of a URL: `<host>-<hash of the URL>.br`. */
export function snapshotName(url: string): string {
  return `${new URL(url).hostname.replaceAll(/[^a-z0-9.-]/g, '')}-${shortHash(url)}.br`;
}

function besideBundle(): URL {
  const folder = new URL('../snapshot/', import.meta.url);
  return existsSync(folder) ? folder : new URL('../../../snapshot/', import.meta.url);
}
