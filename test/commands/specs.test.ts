import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSpecs } from '../../src/commands/specs.js';

const folder = 'fixtures/specs';
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name }) => name)
  .sort();

describe('good specs', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThan(5);
  });

  it.each(files)('%s has no error, and questions if and only if it is a draft', async (file) => {
    const { specs, diagnostics } = await loadSpecs([join(folder, file)]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(specs).toHaveLength(1);
    const { questions } = specs[0]!.provider;
    expect(questions.length > 0).toBe(/-draft\.\w+$/.test(file));
    expect(diagnostics.filter(({ code }) => code === 'draft/open-question')).toHaveLength(questions.length);
  });

  it.each(files)('%s has no warning but open questions', async (file) => {
    const { diagnostics } = await loadSpecs([join(folder, file)]);
    expect(diagnostics.filter(({ code }) => code !== 'draft/open-question')).toEqual([]);
  });
});
