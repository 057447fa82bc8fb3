// Which diagnostics count after suppressions and a baseline.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprints, writeBaseline } from '../../src/commands/baseline.js';
import { applyGates, type Gated, type GateOptions } from '../../src/commands/gates.js';
import type { Diagnostic } from '../../src/core/diagnostics.js';
import { temporaryFolder } from '../support/tree.js';

const diagnosticOf = (code: string, subject: string): Diagnostic => ({
  code,
  severity: 'warning',
  message: `about ${subject}`,
  at: { path: 'a.json', line: 1, column: 1 },
  subject,
});
const groq = diagnosticOf('x/one', 'groq');
const xai = diagnosticOf('x/one', 'xai');
const asOf = '2026-12-01';

function folderWith(...suppress: { rule: string; subject?: string; reason?: string; until?: string }[]): string {
  const folder = temporaryFolder();
  const rows = suppress.map((row) => ({ reason: 'known', until: '2026-12-31', ...row }));
  if (rows.length > 0) writeFileSync(join(folder, '.providersmith.yaml'), JSON.stringify({ suppress: rows }));
  return folder;
}

function baselineOf(...diagnostics: Diagnostic[]): string {
  const path = join(temporaryFolder(), 'baseline.json');
  const names = fingerprints(diagnostics);
  writeBaseline(
    path,
    diagnostics.map((diagnostic, index) => ({ diagnostic, fingerprint: names[index]! })),
  );
  return path;
}

async function gate(folder: string, options: GateOptions, ...diagnostics: Diagnostic[]): Promise<Gated> {
  return applyGates({ diagnostics, sources: new Map([['a.json', '{}']]) }, folder, options);
}

const subjectsOf = (list: Gated['counted']): (string | undefined)[] => list.map(({ diagnostic }) => diagnostic.subject);
const codesOf = (list: Gated['counted']): string[] => list.map(({ diagnostic }) => diagnostic.code);

describe('gates without a baseline and suppressions', () => {
  it('count every diagnostic, without the cost of fingerprints, and need no date', async () => {
    const gated = await gate(folderWith(), {}, groq, xai);
    expect(gated.counted).toEqual([
      { diagnostic: groq, fingerprint: '' },
      { diagnostic: xai, fingerprint: '' },
    ]);
    expect(gated).toMatchObject({ accepted: gated.counted, suppressed: [], known: 0 });
    expect([...gated.sources.keys()]).toEqual(['a.json']);
  });

  it('give each diagnostic its fingerprint on request', async () => {
    const { counted } = await gate(folderWith(), { fingerprints: true }, groq, xai);
    expect(counted.map(({ fingerprint }) => fingerprint)).toEqual(fingerprints([groq, xai]));
  });
});

describe('the suppressions of gates', () => {
  it('keep a diagnostic from counting, and from a new baseline', async () => {
    const gated = await gate(folderWith({ rule: 'x/one', subject: 'groq' }), { asOf }, groq, xai);
    expect(subjectsOf(gated.suppressed)).toEqual(['groq']);
    expect(gated.suppressed[0]!.reason).toBe('known');
    expect(subjectsOf(gated.counted)).toEqual(['xai']);
    expect(subjectsOf(gated.accepted)).toEqual(['xai']);
    expect(gated.known).toBe(0);
  });

  it('hold on their last day, and count as expired on the day after', async () => {
    const folder = folderWith({ rule: 'x/one', subject: 'groq' });
    expect((await gate(folder, { asOf: '2026-12-31' }, groq)).counted).toEqual([]);
    const after = await gate(folder, { asOf: '2027-01-01' }, groq);
    expect(codesOf(after.counted)).toEqual(['x/one', 'suppress/expired']);
    expect(after.suppressed).toEqual([]);
  });

  it('hold with the second row if the first one has expired', async () => {
    const folder = folderWith({ rule: 'x/*', until: '2026-01-01' }, { rule: 'x/one', reason: 'still known' });
    const { suppressed, counted } = await gate(folder, { asOf }, groq);
    expect(suppressed.map(({ reason }) => reason)).toEqual(['still known']);
    expect(codesOf(counted)).toEqual(['suppress/expired']);
  });

  it('are all used if several match one diagnostic', async () => {
    expect((await gate(folderWith({ rule: 'x/*' }, { rule: 'x/one' }), { asOf }, groq)).counted).toEqual([]);
  });

  it('are reported at their line in the file, which is a source of the result, if they match nothing', async () => {
    const { counted, sources } = await gate(folderWith({ rule: 'x/one', subject: 'mistral' }), { asOf }, groq);
    expect(counted.map(({ diagnostic: { code, at } }) => [code, at?.path])).toEqual([
      ['x/one', 'a.json'],
      ['suppress/unused', '.providersmith.yaml'],
    ]);
    expect([...sources.keys()]).toEqual(['a.json', '.providersmith.yaml']);
  });

  it('need a date only if there is one', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.providersmith.yaml'), '{}');
    expect((await gate(folder, {}, groq)).counted).toHaveLength(1);
    await expect(gate(folderWith({ rule: 'x/one' }), {}, groq)).rejects.toMatchObject({ diagnostic: { code: 'config/no-date' } });
  });

  it('match a file by its path or by the path that is printed', async () => {
    const folder = folderWith();
    writeFileSync(join(folder, '.providersmith.yaml'), 'suppress: [{ rule: "*", path: into/a.json, reason: known, until: 2026-12-31 }]');
    const result = { diagnostics: [groq], sources: new Map() };
    expect((await applyGates(result, folder, { asOf }, (path) => `into/${path}`)).suppressed).toHaveLength(1);
    expect((await applyGates(result, folder, { asOf })).suppressed).toEqual([]);
  });
});

describe('the baseline of gates', () => {
  it('keeps a known diagnostic from counting, but not from a new baseline', async () => {
    const gated = await gate(folderWith(), { baseline: baselineOf(groq) }, groq, xai);
    expect(subjectsOf(gated.counted)).toEqual(['xai']);
    expect(subjectsOf(gated.accepted)).toEqual(['groq', 'xai']);
    expect(gated.known).toBe(1);
    expect(gated.counted[0]!.fingerprint).toBe(fingerprints([xai])[0]);
  });

  it('is stale only where a diagnostic no longer occurs, not where a suppression holds it back', async () => {
    const baseline = baselineOf(groq, xai);
    const gated = await gate(folderWith({ rule: 'x/one', subject: 'groq' }), { asOf, baseline }, groq);
    expect(gated.counted.map(({ diagnostic: { code, at, subject } }) => [code, at?.path, subject])).toEqual([
      ['baseline/stale', baseline, 'x/one/xai'],
    ]);
    expect(gated.known).toBe(0);
  });
});
