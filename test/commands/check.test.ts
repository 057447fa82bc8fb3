// What check finds, where, and whether each fix mends just that.
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChanges } from '../../src/commands/changes.js';
import { check } from '../../src/commands/check.js';
import { withoutMark } from '../../src/core/text.js';
import { applySplices } from '../../src/edit/splice.js';
import { writeChanges } from '../../src/io/files/write.js';
import { applyPatch } from '../support/patch.js';
import { temporaryFolder } from '../support/tree.js';

const root = 'fixtures/targets/forgecode';
/** The golden cases on a tree in which nothing stands in the way. */
const cases = readdirSync(root).filter((name) => existsSync(join(root, name, 'base')) && existsSync(join(root, name, 'output')));

function treeOf(name: string): string {
  const folder = temporaryFolder();
  cpSync(readFileSync(join(root, name, 'base'), 'utf8').trim(), folder, { recursive: true });
  const patch = join(root, name, 'input.patch');
  if (existsSync(patch)) applyPatch(folder, readFileSync(patch, 'utf8'));
  return folder;
}

function specsOf(name: string): string[] {
  const lines = readFileSync(join(root, name, 'specs'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((path) => (path.startsWith('./') ? join(root, name, path) : join('fixtures/specs', path)));
}

describe.each(cases)('%s', (name) => {
  const options = (into: string) => ({ target: 'forgecode', into, draft: true });

  it('gives a position in the spec and a fix for every difference', async () => {
    const { drift } = await findChanges(specsOf(name), options(treeOf(name)), 'apply');
    for (const { code, at, related, subject } of drift.filter((finding) => finding.code !== 'check/untracked')) {
      expect(code).toMatch(/^check\/(missing|extra|differs|renamed)$/);
      expect(at).toBeDefined();
      expect(related?.[0]?.at.path).toMatch(/\.ya?ml$/);
      expect(subject).toMatch(/^[a-z]/);
    }
  });

  it('each fix removes its own difference and no other', async () => {
    const into = treeOf(name);
    const { drift } = await findChanges(specsOf(name), options(into), 'apply');
    const fixable = drift.filter(({ fix }) => fix !== undefined);
    expect(fixable.length).toBeGreaterThan(0);
    for (const { fix, code, subject } of fixable) {
      const copy = treeOf(name);
      const path = fix![0]!.path;
      const before = readFileSync(join(copy, path), 'utf8');
      writeChanges(copy, [{ path, before, after: applySplices(withoutMark(before), fix!) }]);
      const { drift: left, diagnostics } = await findChanges(specsOf(name), options(copy), 'apply');
      expect(diagnostics.filter(({ code: other }) => other === 'edit/syntax')).toEqual([]);
      const isThere = left.some((finding) => finding.code === code && finding.subject === subject);
      expect(isThere, `${code} ${subject}`).toBe(false);
    }
  });

  it('reports no difference after --fix', async () => {
    const into = treeOf(name);
    const { diagnostics, changes } = await check(specsOf(name), { target: 'forgecode', into, fix: true });
    expect(changes.length).toBeGreaterThan(0);
    const errors = (all: typeof diagnostics): string[] => all.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    // The new entry of a renamed provider is in, and the old one is for a person to take out.
    expect(errors(diagnostics)).toEqual([]);
    expect((await check(specsOf(name), { target: 'forgecode', into, fix: true })).changes).toEqual([]);
  });
});
