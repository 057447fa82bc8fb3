import { describe, expect, it } from 'vitest';
import {
  codeFrame,
  hasErrors,
  LineIndex,
  redactDiagnostic,
  renameFiles,
  sortDiagnostics,
  type Diagnostic,
} from '../../src/core/diagnostics.js';

const secret = `sk-${'a1'.repeat(12)}`;
const stars = '*'.repeat(secret.length);
const at = { path: 'a.yaml', line: 2, column: 3 };
const fix = (text: string) => [{ kind: 'splice' as const, path: 'a.yaml', start: 0, end: 1, text }];

describe('a diagnostic that is shown', () => {
  it('has no secret in any of its texts, those of related places too', () => {
    const diagnostic = {
      code: 'spec/secret',
      severity: 'error',
      message: `a ${secret}`,
      hint: `b ${secret}`,
      field: `/headers/${secret}`,
      subject: `acme/${secret}`,
      at,
      related: [
        { at, message: `c ${secret}` },
        { at, message: 'd' },
      ],
    } as const satisfies Diagnostic;
    expect(redactDiagnostic(diagnostic)).toEqual({
      ...diagnostic,
      message: `a ${stars}`,
      hint: `b ${stars}`,
      field: `/headers/${stars}`,
      subject: `acme/${stars}`,
      related: [
        { at, message: `c ${stars}` },
        { at, message: 'd' },
      ],
    });
  });

  it('keeps its members, and gets no others', () => {
    const short: Diagnostic = { code: 'spec/text', severity: 'warning', message: 'a' };
    expect(Object.keys(redactDiagnostic(short))).toEqual(['code', 'severity', 'message']);
  });

  it('has its fix only if that has no secret', () => {
    const diagnostic: Diagnostic = { code: 'spec/text', severity: 'warning', message: 'a' };
    expect(redactDiagnostic({ ...diagnostic, fix: fix('b') })).toEqual({ ...diagnostic, fix: fix('b') });
    expect(redactDiagnostic({ ...diagnostic, fix: [...fix('b'), ...fix(secret)] })).toEqual(diagnostic);
  });
});

describe('diagnostics', () => {
  const of = (code: string, path?: string, line = 1, column = 1): Diagnostic => ({
    code,
    severity: 'warning',
    message: 'a',
    ...(path !== undefined && { at: { path, line, column } }),
  });

  it('are sorted by file, line, column and code', () => {
    const sorted = [of('z'), of('b', 'a', 1, 1), of('a', 'a', 1, 2), of('a', 'a', 2, 1), of('c', 'a', 10, 1), of('a', 'b'), of('b', 'b')];
    expect(sortDiagnostics(sorted.toReversed())).toEqual(sorted);
    const reversed = sorted.toReversed();
    sortDiagnostics(reversed);
    expect(reversed).toEqual(sorted.toReversed());
  });

  it('are renamed in every place', () => {
    const named = (path: string): Diagnostic => ({
      ...of('a', path),
      related: [{ at: { ...at, path }, message: 'b' }],
      fix: [{ ...fix('c')[0]!, path }],
    });
    expect(renameFiles(named('x'), (path) => `to/${path}`)).toEqual(named('to/x'));
    expect(renameFiles(of('a'), (path) => `to/${path}`)).toEqual(of('a'));
  });

  it('have errors if one of them is', () => {
    expect(hasErrors([])).toBe(false);
    expect(hasErrors([of('a')])).toBe(false);
    expect(hasErrors([of('a'), { ...of('b'), severity: 'error' }])).toBe(true);
  });
});

describe('the lines around a place', () => {
  const text = 'one\ntwo\nthree\nfour\nfive\nsix';
  it('are two on each side, as far as there are any', () => {
    expect(codeFrame(text, { path: 'x', line: 1, column: 1 })).toBe('> 1 | one\n    | ^\n  2 | two\n  3 | three');
    expect(codeFrame(text, { path: 'x', line: 4, column: 2 })).toBe('  2 | two\n  3 | three\n> 4 | four\n    |  ^\n  5 | five\n  6 | six');
    expect(codeFrame(text, { path: 'x', line: 6, column: 1 }, 0)).toBe('> 6 | six\n    | ^');
    expect(codeFrame(text, { path: 'x', line: 7, column: 1 })).toBe('');
  });

  it('have no secret, and at most 120 characters', () => {
    expect(codeFrame(`key: ${secret}`, { path: 'x', line: 1, column: 6 })).toBe(`> 1 | key: ${stars}\n    |      ^`);
    expect(codeFrame('a'.repeat(120), { path: 'x', line: 1, column: 121 })).toBe(`> 1 | ${'a'.repeat(120)}\n    | ${' '.repeat(120)}^`);
    expect(codeFrame('a'.repeat(121), { path: 'x', line: 1, column: 122 })).toBe(`> 1 | ${'a'.repeat(119)}…`);
  });
});

it('codeFrame shows the lines around a position with a caret, and clips long lines', () => {
  const text = `one\n\ttwo ${'x'.repeat(300)}\nthree\n`;
  const frame = codeFrame(text, { path: 'x', line: 2, column: 2 });
  expect(frame.split('\n').map((row) => row.slice(0, 14))).toEqual(['  1 | one', '> 2 |   two xx', '    |   ^', '  3 | three', '  4 |']);
  expect(Math.max(...frame.split('\n').map((row) => row.length))).toBe(126);
  expect(codeFrame(text, { path: 'x', line: 2, column: 250 })).not.toContain('^');
  expect(new LineIndex(text).position('x', 5)).toEqual({ path: 'x', line: 2, column: 2 });
});
