import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fingerprints, readBaseline, staleBaselineDiagnostics, writeBaseline } from '../../src/commands/baseline.js';
import type { Diagnostic } from '../../src/core/diagnostics.js';
import { temporaryFolder } from '../support/tree.js';

function diagnosticOf(code: string, path: string, subject?: string): Diagnostic {
  return { code, severity: 'warning', message: `about ${subject}`, at: { path, line: 3, column: 5 }, ...(subject && { subject }) };
}

const a = diagnosticOf('x/one', 'a.json', 'groq');
const b = diagnosticOf('x/two', 'a.json', 'groq');
const c = diagnosticOf('x/one', 'b.json');

describe('fingerprints', () => {
  it('stay the same when lines move and words change', () => {
    const moved = { ...a, message: 'in other words', at: { path: 'a.json', line: 30, column: 1 } };
    expect(fingerprints([moved])).toEqual(fingerprints([a]));
  });

  it('differ by rule, by file, by subject, and by message without a subject', () => {
    const all = [a, b, c, diagnosticOf('x/one', 'a.json', 'xai'), { ...c, message: 'another' }];
    expect(new Set(fingerprints(all)).size).toBe(all.length);
  });

  it('number the diagnostics that share all three', () => {
    const [first, second, third] = fingerprints([a, a, a]);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(fingerprints([a, a])).toEqual([first, second]);
  });

  it('stay the same from one version to the next, so that a baseline that is stored stays valid', () => {
    const { at: _at, ...placeless } = a;
    expect(fingerprints([a, a, placeless])).toMatchInlineSnapshot(`
      [
        "d504973f912c1c0d",
        "354b2ed57bafe904",
        "c4f8d83d156a2884",
      ]
    `);
  });
});

describe('a baseline file', () => {
  const record = (...diagnostics: Diagnostic[]): string => {
    const path = join(temporaryFolder(), 'baseline.json');
    const names = fingerprints(diagnostics);
    writeBaseline(
      path,
      diagnostics.map((diagnostic, index) => ({ diagnostic, fingerprint: names[index]! })),
    );
    return path;
  };

  it('is sorted by path, then by rule, whatever the order of the diagnostics', () => {
    const text = readFileSync(record(c, b, a), 'utf8');
    expect(text).toBe(readFileSync(record(a, b, c), 'utf8'));
    const { version, findings } = JSON.parse(text) as { version: number; findings: { path: string; code: string; subject: string }[] };
    expect(version).toBe(1);
    expect(findings.map(({ path, code, subject }) => [path, code, subject])).toEqual([
      ['a.json', 'x/one', 'groq'],
      ['a.json', 'x/two', 'groq'],
      ['b.json', 'x/one', 'about undefined'],
    ]);
  });

  it('reports an entry that no longer occurs, and no other', () => {
    const path = record(a, b);
    const [fingerprintOfA] = fingerprints([a]);
    expect(staleBaselineDiagnostics(readBaseline(path), new Set([fingerprintOfA!]), path)).toMatchObject([
      { code: 'baseline/stale', subject: 'x/two/groq', at: { path, line: 1, column: 1 }, message: 'x/two no longer occurs for "groq"' },
    ]);
  });

  it.each([
    ['{', /is not JSON/],
    ['null', /is not a baseline/],
    ['{"version":2,"findings":[]}', /is not a baseline/],
    ['{"version":1,"findings":{}}', /is not a baseline/],
    ['{"version":1,"findings":[null]}', /is not a baseline/],
    ['{"version":1,"findings":[{"fingerprint":1}]}', /is not a baseline/],
    ['{"version":1,"findings":[{"fingerprint":"1"},{}]}', /is not a baseline/],
  ])('is refused when it contains %s', (text, message) => {
    const path = join(temporaryFolder(), 'baseline.json');
    writeFileSync(path, text);
    expect(() => readBaseline(path)).toThrow(message);
  });

  it('is refused when it does not exist, with the option that creates it', () => {
    const path = join(temporaryFolder(), 'gone.json');
    expect(() => readBaseline(path)).toThrow(
      expect.objectContaining({
        diagnostic: expect.objectContaining({
          message: `${path} does not exist`,
          code: 'baseline/invalid',
          hint: 'create it with `--write-baseline`',
        }) as object,
      }),
    );
  });

  it('holds a diagnostic without a place', () => {
    const { at: _at, ...placeless } = a;
    expect([...readBaseline(record(placeless)).values()]).toMatchObject([{ code: 'x/one', path: '', subject: 'groq' }]);
  });

  it('is not written again if it is the same', () => {
    const path = record(a);
    const before = statSync(path);
    writeBaseline(path, [{ diagnostic: a, fingerprint: fingerprints([a])[0]! }]);
    expect(statSync(path).ino).toBe(before.ino);
  });

  it('can be in the current folder', () => {
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(temporaryFolder());
    writeBaseline('baseline.json', []);
    expect(readBaseline('baseline.json').size).toBe(0);
  });
});
