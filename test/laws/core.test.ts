import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFrame, LineIndex } from '../../src/core/diagnostics.js';
import { follow, fromPointer, toPointer } from '../../src/core/pointer.js';
import { findSecret, redactSecrets } from '../../src/core/secrets.js';
import { applySplices, offsetBefore, type Splice } from '../../src/edit/splice.js';
import { formatChanges } from '../../src/edit/patch.js';
import { render } from '../../src/edit/templates/render.js';
import { rustArm, rustConst } from '../../src/edit/rust/layout.js';
import { lawRuns } from '../support/edit.js';
import { awkwardText } from '../support/json-documents.js';
import { defaultDisplayName } from '../../src/targets/forgecode/names.js';

describe('pointers', () => {
  it('lead back to where they come from, whatever the keys are', () => {
    const key = fc.oneof(awkwardText, fc.constantFrom('~', '/', '~1', '~0', '~01', ''));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 4 }), (path) => {
        expect(fromPointer(toPointer(path))).toEqual(path);
        const value = path.reduceRight<unknown>((inner, step) => Object.fromEntries([[step, inner]]), 'leaf');
        fc.pre(!path.includes('__proto__'));
        expect(follow(value, toPointer(path))).toBe('leaf');
      }),
      { numRuns: lawRuns },
    );
  });
});

describe('splices', () => {
  const pieces = fc.array(
    fc.record({ keep: fc.string({ maxLength: 5 }), out: fc.string({ maxLength: 5 }), put: fc.string({ maxLength: 5 }) }),
    { maxLength: 6 },
  );

  it('map every offset of what is kept back to where it was, and every other to the splice', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const splices: Splice[] = [];
        let before = '';
        let after = '';
        for (const { keep, out, put } of parts) {
          for (let i = 0; i < keep.length; i += 1) expect(offsetBefore(after.length + i, splices)).toBe(before.length + i);
          before += keep;
          after += keep;
          splices.push({ start: before.length, end: before.length + out.length, text: put });
          for (let i = 0; i < put.length; i += 1) expect(offsetBefore(after.length + i, splices)).toBe(before.length);
          before += out;
          after += put;
        }
        expect(applySplices(before, splices)).toBe(after);
      }),
      { numRuns: lawRuns },
    );
  });

  it('that overlap are a bug of ours, and crash', () => {
    expect(() =>
      applySplices('abcdef', [
        { start: 0, end: 3, text: '' },
        { start: 2, end: 4, text: '' },
      ]),
    ).toThrow('overlapping');
  });
});

describe('secrets', () => {
  // Put together here, so that no scanner takes this file for a leak.
  const letters = (count: number): string => 'Ab1'.repeat(count).slice(0, count);
  const forms = ['sk-', 'sk_live_', 'AIza', 'ghp_', 'github_pat_', 'xai-', 'nvapi-', 'gsk_', 'hf_', 'xoxb-', 'eyJ'].map(
    (start) => start + letters(40) + (start === 'eyJ' ? `.${letters(20)}` : ''),
  );

  it.each([...forms, `AKIA${'A1'.repeat(8)}`, `Bearer ${letters(20)}`, '-----BEGIN RSA PRIVATE KEY-----'])(
    '%s is found and hidden, in as many columns',
    (secret) => {
      const text = `before ${secret} after`;
      expect(findSecret(text)).toBeDefined();
      expect(redactSecrets(text)).not.toContain(secret.slice(-8));
      expect(redactSecrets(text)).toHaveLength(text.length);
    },
  );

  it.each([
    'Iv1.b507a08c87ecfe98',
    'client_01K3A541FN8TA3EPPHTD2325AR',
    'cline-pass/deepseek-v4-flash',
    'https://api.example.com/v1',
    'CLINE_API_KEY',
  ])('%s is none', (text) => {
    expect(findSecret(text)).toBeUndefined();
  });
});

describe('a code frame', () => {
  it('has the lines around the place, a caret, and no longer line than a terminal', () => {
    const text = `one\n\ttwo ${'x'.repeat(300)}\nthree\n`;
    const frame = codeFrame(text, { path: 'x', line: 2, column: 2 });
    expect(frame.split('\n').map((row) => row.slice(0, 14))).toEqual(['  1 | one', '> 2 |   two xx', '    |   ^', '  3 | three', '  4 |']);
    expect(Math.max(...frame.split('\n').map((row) => row.length))).toBe(126);
    expect(codeFrame(text, { path: 'x', line: 2, column: 250 })).not.toContain('^');
    expect(new LineIndex(text).position('x', 5)).toEqual({ path: 'x', line: 2, column: 2 });
  });
});

describe('a patch', () => {
  it('makes, empties, rewrites and deletes files, by git itself', { tags: ['slow'] }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'providersmith-patch-'));
    const long = (word: string): string => Array.from({ length: 6000 }, (_, line) => `${word} ${line}`).join('\n');
    const cases = {
      'new.txt': [undefined, 'a\nb\n'],
      'gone.txt': ['a\n', undefined],
      'no newline.txt': ['a\nb', 'a\nc'],
      'emptied.txt': ['a\n', ''],
      'all over.txt': [long('old'), long('new')],
    } as const;
    const changes = Object.entries(cases).map(([path, [before, after]]) => ({ path, before, after }));
    try {
      for (const { path, before } of changes) if (before !== undefined) writeFileSync(join(folder, path), before);
      const git = spawnSync('git', ['apply', '-'], {
        cwd: folder,
        input: formatChanges(changes),
        encoding: 'utf8',
        env: { ...process.env, GIT_DIR: '/nowhere' },
      });
      expect(git.stderr).toBe('');
      for (const { path, after } of changes)
        expect(existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined).toBe(after);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('Rust is wrapped as rustfmt wraps it', () => {
  const config = (fields: object): string =>
    render('forgecode/test-config.rs', {
      lower: 'x',
      ident: 'X',
      constant: 'ProviderId::X',
      envValue: 'None',
      parameterNames: [],
      responseValue: 'None',
      urlLiteral: '"u"',
      modelsUrl: undefined,
      model: undefined,
      ...fields,
    });

  it.each([
    ['a find chain up to 6 characters of the constant', { constant: `ProviderId::${'A'.repeat(6)}` }, true, 'configs.iter().find('],
    ['a find chain from 7', { constant: `ProviderId::${'A'.repeat(7)}` }, false, 'configs.iter().find('],
    ['a variable of 19 characters', { envValue: `Some("${'A'.repeat(19)}".to_string())` }, true, 'assert_eq!(config.api_key_vars, Some'],
    ['a variable of 20', { envValue: `Some("${'A'.repeat(20)}".to_string())` }, false, 'assert_eq!(config.api_key_vars, Some'],
    ['a URL of 37 characters', { urlLiteral: `"${'u'.repeat(37)}"` }, true, 'assert_eq!(config.url.as_str(), "'],
    ['a URL of 38', { urlLiteral: `"${'u'.repeat(38)}"` }, false, 'assert_eq!(config.url.as_str(), "'],
  ])('%s', (_, fields, oneLine, text) => {
    expect(config(fields).includes(text)).toBe(oneLine);
  });

  it('a constant up to 20 characters, an arm up to column 100', () => {
    const constant = (name: string): string => rustConst(name, 'ProviderId', `ProviderId(Cow::Borrowed("${name.toLowerCase()}"))`);
    expect(constant('A'.repeat(20))).not.toContain('\n');
    expect(constant('A'.repeat(21))).toContain('=\n    ProviderId(');
    expect(rustArm('"id"', 'x'.repeat(79), 12)).not.toContain('\n');
    expect(rustArm('"id"', 'x'.repeat(80), 12)).toBe(`"id" => {\n    ${'x'.repeat(80)}\n}`);
  });
});

it.each([
  ['cline_pass', 'ClinePass'],
  ['fireworks-ai', 'FireworksAi'],
  ['302ai', '302Ai'],
  ['xai', 'Xai'],
  ['gpt4all', 'Gpt4All'],
  ['HTTPProxy', 'HttpProxy'],
  ['a1b2', 'A1B2'],
])('forgecode shows the id %s as %s', (id, name) => {
  expect(defaultDisplayName(id)).toBe(name);
});
