// Importing what a target wrote gives a spec that changes nothing when it is applied.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findChanges } from '../../src/commands/changes.js';
import { apply } from '../../src/commands/apply.js';
import { importSpecs } from '../../src/commands/import.js';
import { allTargets } from '../../src/commands/targets.js';
import { temporaryFolder } from '../support/tree.js';

// The second has a parameter in its URL.
const specs = [...readdirSync('fixtures/specs/acme').map((name) => join('fixtures/specs/acme', name)), 'fixtures/specs/minimax.yaml'];
const targets = (await allTargets()).filter((target) => target.kind === 'config' && target.import && target.id !== 'forgecode-user');

/** Targets of agents that use one provider at a time. */
const singleProvider = new Set(['claude-code', 'dotenv', 'gemini-cli', 'grok-cli']);

describe.each(targets)('the round trip of $id', ({ id: target }) => {
  it('imports applied specs so that applying them again changes nothing', async () => {
    let applied = 0;
    for (const spec of specs) {
      const into = temporaryFolder();
      const options = { target, into, draft: false, setDefault: singleProvider.has(target) };
      const { changes } = await apply([spec], { ...options, dryRun: false });
      if (changes.length === 0) continue;
      applied += 1;
      const out = temporaryFolder();
      const imported = await importSpecs({ target, from: into, ids: [], out });
      expect(imported.diagnostics.filter(({ code }) => code !== 'import/not-held')).toEqual([]);
      const again = await findChanges(
        imported.written.map((name) => join(out, name)),
        options,
        'apply',
      );
      // The import reported what a spec cannot hold.
      const lost = imported.diagnostics.map(({ subject }) => subject!.slice(subject!.indexOf('/') + 1));
      const drift = again.drift.filter(({ message }) => !lost.some((path) => message.includes(path)));
      expect([drift, lost.length > 0 || again.changes.length === 0]).toEqual([[], true]);
    }
    expect(applied).toBeGreaterThan(0);
  });
});

it('the order of an unordered list is not a difference', async () => {
  const into = temporaryFolder();
  const options = { target: 'continue', into, draft: false };
  const spec = ['fixtures/specs/acme/chat.yaml'];
  await apply(spec, { ...options, dryRun: false });
  const file = join(into, '.continue/config.yaml');
  const text = readFileSync(file, 'utf8');
  const other = text.replace('[tool_use, image_input]', '[image_input, tool_use]');
  expect(other).not.toBe(text);
  writeFileSync(file, other);
  const { changes, drift } = await findChanges(spec, options, 'apply');
  expect([changes, drift]).toEqual([[], []]);
});
