import { describe, expect, it } from 'vitest';
import { exitCodeOf, fails, isLevel } from '../../src/cli/exit-code.js';
import { diagnose, type CoreCode, type Diagnostic } from '../../src/core/diagnostics.js';
import { coreRules } from '../../src/core/rules.js';
import type { Rule } from '../../src/core/rules/rule.js';

const diagnostic = (code: CoreCode): Diagnostic => diagnose(code, 'a message');

describe('exitCodeOf', () => {
  it.each([
    ['no diagnostic', [], 0],
    ['an info', ['target/found'], 0],
    ['a warning', ['spec/unusual-id'], 0],
    ['an error', ['spec/secret'], 1],
    ['a failure', ['io/read'], 2],
    ['a failure among errors', ['spec/secret', 'net/offline', 'spec/secret'], 2],
  ] as const)('is the exit code of a run with %s', (_, codes, expected) => {
    expect(exitCodeOf(codes.map(diagnostic))).toBe(expected);
  });

  it('stays 2 for a failure with `--fail-on never`', () => {
    expect(exitCodeOf([diagnostic('target/unknown')], ['never'])).toBe(2);
    expect(exitCodeOf([diagnostic('spec/secret')], ['never'])).toBe(0);
  });

  it('takes a rule of a target by its severity', () => {
    expect(exitCodeOf([{ code: 'forgecode/own', severity: 'error', message: '' }])).toBe(1);
  });
});

describe('fails', () => {
  it.each([
    ['error', 'info', false],
    ['error', 'warning', false],
    ['error', 'error', true],
    ['warning', 'info', false],
    ['warning', 'warning', true],
    ['warning', 'error', true],
    ['info', 'info', true],
    ['never', 'error', false],
  ] as const)('`--fail-on %s` and a diagnostic of severity %s: %s', (level, severity, expected) => {
    expect(fails({ code: 'a/b', severity, message: '' }, [level])).toBe(expected);
  });

  it('counts the codes that `--fail-on` lists beside a severity', () => {
    expect(fails(diagnostic('target/found'), ['error', 'target/found'])).toBe(true);
    expect(fails(diagnostic('target/skipped'), ['error', 'target/found'])).toBe(false);
    expect(fails(diagnostic('target/skipped'), ['target/found'])).toBe(false);
  });
});

describe('isLevel', () => {
  it('tells a severity from the code of a rule', () => {
    expect(['error', 'warning', 'info', 'never'].map(isLevel)).toEqual([true, true, true, true]);
    expect(isLevel('spec/secret')).toBe(false);
  });
});

describe('rules with an exit code', () => {
  const failures = Object.entries<Rule>(coreRules).filter(([, { exitCode }]) => exitCode !== undefined);

  it('are errors', () => {
    expect(failures.filter(([, { severity }]) => severity !== 'error')).toEqual([]);
  });

  it('are those of a command that could not run', () => {
    const codes = failures.map(([code]) => code);
    expect(codes).toContain('io/changed');
    expect(codes.filter((code) => code.startsWith('spec/') || code.startsWith('check/'))).toEqual([]);
    expect(codes.filter((code) => code.startsWith('net/'))).toEqual(Object.keys(coreRules).filter((code) => code.startsWith('net/')));
  });
});
