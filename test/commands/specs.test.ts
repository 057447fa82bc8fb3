import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSpecs } from '../../src/commands/specs.js';

const folder = 'fixtures/specs';
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)
  .sort();

describe('loadSpecs with the specs in fixtures', () => {
  it('finds them', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)('loads %s without an error, and with questions only if it is a draft', async (file) => {
    const { specs, diagnostics } = await loadSpecs([join(folder, file)]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(specs).toHaveLength(1);
    const { questions } = specs[0]!.provider;
    expect(questions.length > 0).toBe(/-draft\.\w+$/.test(file));
    expect(diagnostics.filter(({ code }) => code === 'draft/open-question')).toHaveLength(questions.length);
  });

  it.each(files)('loads %s without a warning except for open questions', async (file) => {
    const { diagnostics } = await loadSpecs([join(folder, file)]);
    expect(diagnostics.filter(({ code }) => code !== 'draft/open-question')).toEqual([]);
  });
});
