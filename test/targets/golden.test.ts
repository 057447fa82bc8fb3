// Every folder below fixtures/targets/<target>/ is a case. `specs` names its specs, one a line. A case with `base`, a tree
// that stands elsewhere, is applied to that tree as `input.patch` changes it, and `output/changes.patch` holds what comes of it;
// a case with `input/` is applied to that, and `output/` holds the files that change; any other is generated into `output/`.
// `options` holds `set-default` or `project`, where a case is about that. `diagnostics.txt` holds what is said. UPDATE_GOLDEN=1 writes both anew.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readIfThere, readTree, runCase } from '../support/golden.js';

const root = 'fixtures/targets';
const update = process.env['UPDATE_GOLDEN'] === '1';
const scratch = mkdtempSync(join(tmpdir(), 'providersmith-golden-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

for (const target of folders(root)) {
  describe(target, () => {
    it.each(folders(join(root, target)))('%s', async (name) => {
      const folder = join(root, target, name);
      const { files, diagnostics } = await runCase(target, folder, join(scratch, target, name));
      if (update) await writeGolden(folder, files, diagnostics);
      expect(diagnostics).toBe(readIfThere(join(folder, 'diagnostics.txt')));
      expect(Object.fromEntries(files)).toEqual(Object.fromEntries(readTree(join(folder, 'output'))));
    });
  });
}

async function writeGolden(folder: string, files: Map<string, string>, diagnostics: string): Promise<void> {
  rmSync(join(folder, 'output'), { recursive: true, force: true });
  rmSync(join(folder, 'diagnostics.txt'), { force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, 'output', path)), { recursive: true });
    writeFileSync(join(folder, 'output', path), text);
  }
  if (diagnostics !== '') writeFileSync(join(folder, 'diagnostics.txt'), diagnostics);
}
