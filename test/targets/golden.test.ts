// Every folder fixtures/targets/<target>/<case> is a test. `specs` lists its specs, one a line. With `base`, the path of another tree, the
// specs are applied to that tree after `input.patch`, and `output/changes.patch` has the changes. With `input/`, they are applied to it, and
// `output/` has the changed files. Otherwise files are generated into `output/`. `options` has the flags `set-default` or `project`, and
// `diagnostics.txt` the expected diagnostics. UPDATE_GOLDEN=1 rewrites `output/` and `diagnostics.txt`.
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
  describe(`golden cases of ${target}`, () => {
    it.each(folders(join(root, target)))('%s has the expected files and diagnostics', async (name) => {
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
