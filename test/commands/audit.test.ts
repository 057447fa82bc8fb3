// Each rule of an audit has a folder fixtures/audit/<target>/<rule>/. The patches apply to the tree that fixtures/audit/<target>/base
// names: after `fires.patch` the rule reports a diagnostic, after `quiet.patch`, a near miss, it does not. `diagnostics.txt` has all
// diagnostics after the first patch, and `fixed.patch` the changes by `--fix`. UPDATE_GOLDEN=1 writes both.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colors } from '../../src/cli/color.js';
import { prettyReport } from '../../src/cli/report.js';
import { audit } from '../../src/commands/audit.js';
import { loadTarget } from '../../src/commands/targets.js';
import { formatChanges } from '../../src/edit/patch.js';
import { applyPatch } from '../support/patch.js';
import { temporaryFolder } from '../support/tree.js';

const root = 'fixtures/audit';
const update = process.env['UPDATE_GOLDEN'] === '1';

for (const target of readdirSync(root)) {
  const base = readFileSync(join(root, target, 'base'), 'utf8').trim();
  const rules = readdirSync(join(root, target), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

  describe(`the audit of ${target}`, () => {
    it('reports nothing for the tree that the examples start from', async () => {
      const { diagnostics } = await audit({ target, into: base, fix: false });
      expect(diagnostics).toEqual([]);
    });

    it('has an example of each rule', async () => {
      const { auditor } = await loadTarget(target);
      expect(rules).toEqual(Object.keys(auditor?.rules ?? {}).sort());
    });

    it.each(rules)('reports %s, and fixes it if the rule has a fix', async (rule) => {
      const folder = join(root, target, rule);
      const tree = copyOf(base, join(folder, 'fires.patch'));
      const { diagnostics, sources } = await audit({ target, into: tree, fix: false });
      expect(diagnostics.map(({ code }) => code)).toContain(`${target}/${rule}`);
      golden(join(folder, 'diagnostics.txt'), prettyReport(diagnostics, sources, colors(false)));

      const { changes, diagnostics: left } = await audit({ target, into: tree, fix: true });
      golden(join(folder, 'fixed.patch'), changes.length === 0 ? '' : formatChanges(changes));
      expect(left.filter(({ fix }) => fix !== undefined)).toEqual([]);
      const again = await audit({ target, into: tree, fix: true });
      expect(again.changes).toEqual([]);
      expect(again.diagnostics).toEqual(left);
    });

    it.each(rules)('does not report %s for a near miss', async (rule) => {
      const tree = copyOf(base, join(root, target, rule, 'quiet.patch'));
      const { diagnostics } = await audit({ target, into: tree, fix: false });
      expect(diagnostics.map(({ code }) => code)).not.toContain(`${target}/${rule}`);
    });
  });
}

function copyOf(base: string, patch: string): string {
  const folder = temporaryFolder();
  cpSync(base, folder, { recursive: true });
  applyPatch(folder, readFileSync(patch, 'utf8'));
  return folder;
}

/** Compares a text with a golden file, which does not exist for an empty text. */
function golden(path: string, actual: string): void {
  if (update && actual === '') rmSync(path, { force: true });
  else if (update) writeFileSync(path, actual);
  expect(actual).toBe(existsSync(path) ? readFileSync(path, 'utf8') : '');
}
