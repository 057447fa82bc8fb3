// The TypeScript sources as they are now, for a script that needs of them what dist/ does not export.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param exported the names that are wanted, by their file below src
 * @param use gets them by their names. What the sources load later than it ends is not there any more.
 * @returns what `use` returns
 */
export async function withSources(exported, use) {
  const folder = mkdtempSync(join(tmpdir(), 'providersmith-load-'));
  try {
    const input = join(folder, 'entry.ts');
    const lines = Object.entries(exported).map(
      ([path, names]) => `export { ${names.join(', ')} } from ${JSON.stringify(join(root, 'src', path))};\n`,
    );
    writeFileSync(input, lines.join(''));
    const bundle = await rolldown({
      input,
      platform: 'node',
      checks: { eval: false },
      resolve: { modules: [join(root, 'node_modules')], mainFields: ['module', 'main'] },
    });
    await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'entry.mjs', chunkFileNames: '[name]-[hash].mjs' });
    return await use(await import(pathToFileURL(join(folder, 'entry.mjs')).href));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
