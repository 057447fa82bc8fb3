import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostics.js';
import {
  matchesSuppression,
  readSuppressions,
  suppressionDate,
  suppressionDiagnostics,
  type Suppression,
} from '../../src/commands/suppressions.js';
import { temporaryFolder } from '../support/tree.js';

const suppression: Suppression = { rule: 'forgecode/formatting', reason: 'known', until: '2026-06-30' };
const diagnostic: Diagnostic = {
  code: 'forgecode/formatting',
  severity: 'warning',
  message: 'm',
  at: { path: 'crates/provider.json', line: 1, column: 1 },
  subject: 'xai/grok-4',
};

describe('matchesSuppression', () => {
  it.each<[keyof Suppression, string, boolean]>([
    ['rule', 'forgecode/formatting', true],
    ['rule', 'forgecode/format', false],
    ['rule', 'forgecode/*', true],
    ['rule', '*', true],
    ['rule', '*/formatting', true],
    ['rule', 'forgecode/formatting*', true],
    ['rule', 'forgecode*e/formatting', false],
    ['rule', 'f*c*formatting', true],
    ['rule', 'f*z*formatting', false],
    ['path', 'crates/provider.json', true],
    ['path', './crates/provider.json', true],
    ['path', 'provider.json', false],
    ['subject', 'xai/*', true],
    ['subject', 'openai/*', false],
    ['subject', 'xai/grok*grok-4', false],
    ['subject', '*xai/grok-4 and more', false],
  ])('compares %s with the pattern %s: %s', (key, pattern, matches) => {
    expect(matchesSuppression({ ...suppression, [key]: pattern }, diagnostic, (path) => `./${path}`)).toBe(matches);
  });

  it('matches any path and subject when it names neither', () => {
    const { at: _at, subject: _subject, ...bare } = diagnostic;
    expect(matchesSuppression(suppression, bare)).toBe(true);
    expect(matchesSuppression({ ...suppression, path: '*' }, bare)).toBe(false);
    expect(matchesSuppression({ ...suppression, subject: '*' }, bare)).toBe(false);
  });

  it('does not let two parts of a pattern share a character', () => {
    expect(matchesSuppression({ ...suppression, subject: 'xai/gr*rok-4' }, diagnostic)).toBe(false);
    expect(matchesSuppression({ ...suppression, subject: 'xai/gr*ok-4' }, diagnostic)).toBe(true);
    expect(matchesSuppression({ ...suppression, subject: 'xai/*g*grok-4' }, diagnostic)).toBe(false);
  });
});

describe('suppressionDiagnostics', () => {
  const folder = (text: string): string => {
    const path = temporaryFolder();
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, '.providersmith.yaml'), text);
    return path;
  };
  const text = 'suppress:\n  - { rule: forgecode/formatting, path: a.json, subject: s, reason: known, until: 2026-06-30 }\n';

  it('reports a suppression on the day after its last day, and not before', async () => {
    const { suppressions, document } = await readSuppressions(folder(text));
    expect(suppressionDiagnostics(suppressions, new Set(suppressions), '2026-06-30', document!)).toEqual([]);
    expect(suppressionDiagnostics(suppressions, new Set(suppressions), '2026-07-01', document!)).toMatchObject([
      {
        code: 'suppress/expired',
        subject: 'forgecode/formatting s',
        at: { path: '.providersmith.yaml', line: 2 },
        message: 'the suppression of "forgecode/formatting" expired on 2026-06-30',
      },
    ]);
  });

  it('reports a suppression that matches nothing, with the path as subject when it names no subject', async () => {
    const { suppressions, document } = await readSuppressions(folder(text.replace('subject: s, ', '')));
    expect(suppressionDiagnostics(suppressions, new Set(), '2026-06-30', document!)).toMatchObject([
      { code: 'suppress/unused', subject: 'forgecode/formatting a.json' },
    ]);
  });

  it('has the rule alone as subject if the suppression names nothing else', async () => {
    const { suppressions, document } = await readSuppressions(folder(text.replace('path: a.json, subject: s, ', '')));
    expect(suppressionDiagnostics(suppressions, new Set(), '2026-06-30', document!)).toMatchObject([{ subject: 'forgecode/formatting' }]);
  });

  it('needs no file', async () => {
    expect(await readSuppressions(temporaryFolder())).toEqual({ suppressions: [] });
  });

  it.each(['suppress: [', 'suppress:\n  - { rule: a/b }\n'])('refuses the file %j', async (invalid) => {
    await expect(readSuppressions(folder(invalid))).rejects.toMatchObject({ diagnostic: { code: 'config/invalid' } });
  });
});

describe('suppressionDate', () => {
  it('takes the date of --as-of before that of the commit', () => {
    expect(suppressionDate('nowhere', '2026-01-02')).toBe('2026-01-02');
  });

  it('asks for --as-of in a folder without commits', () => {
    expect(() => suppressionDate(temporaryFolder(), undefined)).toThrow(
      expect.objectContaining({
        diagnostic: expect.objectContaining({
          code: 'config/no-date',
          message: expect.stringMatching(/^\.providersmith\.yaml has suppressions, and /) as string,
          hint: 'pass the date as `--as-of <YYYY-MM-DD>`',
        }) as object,
      }),
    );
  });

  it('is by default the day of the commit that is checked out', () => {
    const repository = temporaryFolder();
    const git = (...args: string[]): unknown =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], {
        cwd: repository,
        stdio: 'ignore',
        env: { ...process.env, GIT_COMMITTER_DATE: '2027-01-31T12:00:00Z', GIT_AUTHOR_DATE: '2026-01-01T12:00:00Z' },
      });
    git('init', '-q');
    git('commit', '-qm', 'x', '--allow-empty');
    expect(suppressionDate(repository, undefined)).toBe('2027-01-31');
  });
});
