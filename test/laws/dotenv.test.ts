import fc from 'fast-check';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { MergeEdit } from '../../src/core/edits.js';
import { editText, lawRuns } from '../support/edit.js';

const name = fc.constantFrom('A', 'B_1', 'KEY', 'ACME_URL');
const value = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abc /:#$"{}=.,-'), maxLength: 10 }),
  fc.constantFrom('https://x.example/v1', "it's", '${HOME}', 'a b', 'X-A: 1,X-B: 2'),
);
const line = fc.oneof(
  fc.record({ name, value: fc.stringMatching(/^[a-z0-9/:.]{0,8}$/), how: fc.constantFrom('%', "'%'", '"%"', '% # note') }).map((one) => ({
    ...one,
    text: `${one.name}=${one.how.replace('%', one.value)}`,
  })),
  fc.constantFrom('', '# A=1', '  # of mine').map((text) => ({ name: '', value: '', text })),
  fc.constantFrom('export OTHER=1', '  SPACED = x').map((text) => ({ name: text, value: '', text })),
);
const documents = fc
  .record({
    lines: fc.uniqueArray(line, { selector: (one) => (one.name === '' ? one : one.name), maxLength: 6 }),
    crlf: fc.boolean(),
    ends: fc.boolean(),
  })
  .map(({ lines, crlf, ends }) => {
    const eol = crlf ? '\r\n' : '\n';
    return lines.map(({ text }) => text).join(eol) + (ends && lines.length > 0 ? eol : '');
  });

function edit(key: string, text: string): MergeEdit {
  return { kind: 'merge', path: '.env', format: 'dotenv', newFile: { content: '' }, at: [key], value: text };
}

const meaning = (text: string): object => ({ ...parseEnv(text.replaceAll('\r\n', '\n').replaceAll(/^\s*#.*$/gm, '')) });

describe('editing dotenv files', () => {
  it('adds a variable, keeps every other byte, and removes it again', async () => {
    await fc.assert(
      fc.asyncProperty(documents, value, async (document, text) => {
        fc.pre(document.trim() !== '' || document === '');
        const applied = await editText(document, [edit('MINE', text), edit('MINE_TOO', 'x')]);
        expect(applied.errors).toEqual([]);
        // Node reads a quote within double quotes as their end.
        if (!(text.includes("'") && /["$`\\]/.test(text)))
          expect(meaning(applied.text)).toEqual({ ...meaning(document), MINE: text, MINE_TOO: 'x' });
        expect((await editText(applied.text, [edit('MINE', text)])).resolution.changes).toEqual([]);
        expect((await editText(applied.text, [edit('MINE', text), edit('MINE_TOO', 'x')], 'remove')).text).toBe(document);
      }),
      { numRuns: lawRuns },
    );
  });

  it('changes a value, and keeps the rest of its line', async () => {
    await fc.assert(
      fc.asyncProperty(documents, name, value, async (document, key, text) => {
        const applied = await editText(document, [edit(key, text)]);
        expect(applied.errors).toEqual([]);
        if (!(text.includes("'") && /["$`\\]/.test(text))) expect(meaning(applied.text)).toEqual({ ...meaning(document), [key]: text });
        expect(applied.text.match(/#/g)?.length ?? 0).toBeGreaterThanOrEqual(document.match(/#/g)?.length ?? 0);
      }),
      { numRuns: lawRuns },
    );
  });
});
