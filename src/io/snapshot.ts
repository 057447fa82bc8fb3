import { existsSync, readFileSync } from 'node:fs';
import { shortHash } from './hash.js';
import { parseKept, type Kept } from './http-cache.js';

/**
 * The answer that comes with the package, when it has one. `npm run snapshot` makes the files: `<host>-<hash of the URL>.br`, in the form
 * of a file of the cache.
 * @param folder beside that of the bundle, and beside `src` when the sources run as they are
 */
export function readSnapshot(url: string, folder: URL = besideBundle()): Kept | undefined {
  const file = new URL(`${new URL(url).hostname.replaceAll(/[^a-z0-9.-]/g, '')}-${shortHash(url)}.br`, folder);
  if (!existsSync(file)) return undefined;
  const bytes = process.getBuiltinModule('node:zlib').brotliDecompressSync(readFileSync(file));
  return parseKept(bytes.toString('utf8'));
}

function besideBundle(): URL {
  const folder = new URL('../snapshot/', import.meta.url);
  return existsSync(folder) ? folder : new URL('../../snapshot/', import.meta.url);
}
