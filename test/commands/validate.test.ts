import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colors } from '../../src/cli/color.js';
import { exitCodeOf } from '../../src/cli/exit-code.js';
import { prettyReport } from '../../src/cli/report.js';
import type { CommandResult } from '../../src/commands/result.js';
import { validate } from '../../src/commands/validate.js';
import { DiagnosticError } from '../../src/core/errors.js';

const folder = 'fixtures/specs/bad';
const files = readdirSync(folder).sort();
const specs = files.filter((file) => !file.endsWith('.txt'));

describe('validate reports the errors of a bad spec', () => {
  it.each(specs)('%s', async (file) => {
    const { diagnostics, sources } = await resultOf(join(folder, file));
    expect(exitCodeOf(diagnostics)).not.toBe(0);
    expect(prettyReport(diagnostics, sources, colors(false))).toBe(golden(file, () => prettyReport(diagnostics, sources, colors(false))));
  });

  it('every expected report has its spec', () => {
    const wanted = specs.map(goldenName);
    expect(files.filter((file) => file.endsWith('.txt') && !wanted.includes(file))).toEqual([]);
  });
});

async function resultOf(path: string): Promise<CommandResult> {
  try {
    return await validate([path]);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { diagnostics: [error.diagnostic], sources: new Map() };
  }
}

function goldenName(spec: string): string {
  return `${parse(spec).name}.txt`;
}

function golden(spec: string, actual: () => string): string {
  const path = join(folder, goldenName(spec));
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, actual());
  if (!existsSync(path)) throw new Error(`${path} is missing: run with UPDATE_GOLDEN=1, and read what it says`);
  return readFileSync(path, 'utf8');
}
