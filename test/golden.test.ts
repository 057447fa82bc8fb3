// Every folder below fixtures/targets/<target>/ is a case. `specs` names its specs, one a line. A case with `base`, a tree
// that stands elsewhere, is applied to that tree as `input.patch` changes it, and `output/changes.patch` holds what comes of it;
// a case with `input/` is applied to that, and `output/` holds the files that change; any other is generated into `output/`.
// `options` holds `set-default` or `project`, where a case is about that. `diagnostics.txt` holds what is said. UPDATE_GOLDEN=1 writes both anew.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { prettyReport } from '../src/cli/report.js';
import { colors } from '../src/cli/color.js';
import { changesFor } from '../src/commands/change.js';
import { generate } from '../src/commands/generate.js';
import { sortDiagnostics } from '../src/core/diagnostics.js';
import { formatChanges } from '../src/edit/patch.js';
import { applyPatch } from './support/patch.js';

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

async function runCase(target: string, folder: string, into: string): Promise<{ files: Map<string, string>; diagnostics: string }> {
  const specs = readFileSync(join(folder, 'specs'), 'utf8')
    .trim()
    .split('\n')
    .map((path) => (path.startsWith('./') ? join(folder, path) : join('fixtures/specs', path)));
  await mkdir(into, { recursive: true });
  const base = readIfThere(join(folder, 'base')).trim();
  const words = readIfThere(join(folder, 'options')).split(/\s+/);
  const options = {
    draft: true,
    setDefault: words.includes('set-default'),
    scope: words.includes('project') ? 'project' : 'user',
  } as const;
  const input = join(folder, 'input');
  if (base === '' && !existsSync(input)) {
    const result = await generate(specs, { targets: [target], out: into, ...options });
    return { files: readTree(into), diagnostics: prettyReport(result.diagnostics, result.sources, colors(false)) };
  }
  if (base !== '') cpSync(base, into, { recursive: true });
  if (existsSync(input)) cpSync(input, into, { recursive: true });
  if (existsSync(`${input}.patch`)) applyPatch(into, readFileSync(`${input}.patch`, 'utf8'));
  const result = await changesFor(specs, { target, into, ...options }, 'apply');
  // Of a tree that stands elsewhere only what changes is worth reading.
  const patch = new Map(result.changes.length > 0 ? [['changes.patch', formatChanges(result.changes)]] : []);
  const files = base === '' ? new Map(result.changes.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after]]))) : patch;
  return { files, diagnostics: prettyReport([...result.diagnostics, ...sortDiagnostics(result.drift)], result.sources, colors(false)) };
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

function readTree(path: string): Map<string, string> {
  if (!existsSync(path)) return new Map();
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [relative(path, file), readFileSync(file, 'utf8')]),
  );
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
