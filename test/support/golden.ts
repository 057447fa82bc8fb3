// What comes of a case of a target; golden.test.ts says what a case is.
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { colors } from '../../src/cli/color.js';
import { prettyReport } from '../../src/cli/report.js';
import { findChanges } from '../../src/commands/changes.js';
import { generate } from '../../src/commands/generate.js';
import { sortDiagnostics } from '../../src/core/diagnostics.js';
import { formatChanges } from '../../src/edit/patch.js';
import { applyPatch } from './patch.js';

export async function runCase(target: string, folder: string, into: string): Promise<{ files: Map<string, string>; diagnostics: string }> {
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
  const result = await findChanges(specs, { target, into, ...options }, 'apply');
  // Of a tree that stands elsewhere only what changes is worth reading.
  const patch = new Map(result.changes.length > 0 ? [['changes.patch', formatChanges(result.changes)]] : []);
  const files = base === '' ? new Map(result.changes.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after]]))) : patch;
  return { files, diagnostics: prettyReport([...result.diagnostics, ...sortDiagnostics(result.drift)], result.sources, colors(false)) };
}

export function readTree(path: string): Map<string, string> {
  if (!existsSync(path)) return new Map();
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [relative(path, file), readFileSync(file, 'utf8')]),
  );
}

export function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
