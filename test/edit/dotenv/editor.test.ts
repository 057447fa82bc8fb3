import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { MergeEdit } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

function edit(key: string, value: string): MergeEdit {
  return { kind: 'merge', path: '.env', format: 'dotenv', newFile: { content: '' }, at: [key], value };
}

describe('a dotenv file', () => {
  it.each([
    ['A=1\nnot a variable\n', /not a line of a dotenv file/, 2],
    ['A=1\nA=2\n', /exists twice/, 2],
  ])('is not changed if it cannot be edited: %j', async (document, said, at) => {
    const { text, errors } = await editText(document, [edit('A', 'x')]);
    expect(text).toBe(document);
    expect(errors[0]).toMatchObject({ message: expect.stringMatching(said) as string, at: { line: at } });
  });

  it.each(['\n\n', '\r\n', '  ', '\n# A=1'])('without variables keeps its empty lines and comments: %j', async (document) => {
    const edits = [edit('MINE', 'x'), edit('MINE_TOO', 'y')];
    const { text } = await editText(document, edits);
    expect({ ...parseEnv(text.replaceAll('\r\n', '\n').replaceAll(/^\s*#.*$/gm, '')) }).toEqual({ MINE: 'x', MINE_TOO: 'y' });
    expect((await editText(text, edits, 'remove')).text).toBe(document);
  });

  it.each([
    ['https://x.example/v1', 'A=https://x.example/v1'],
    ['a b', "A='a b'"],
    ['$HOME', "A='$HOME'"],
    ["it's", `A="it's"`],
    [`it's "$5"\n`, String.raw`A="it's \"\$5\"\n"`],
  ])('quotes %j only where a reader needs it', async (value, line) => {
    expect((await editText('', [edit('A', value)])).text).toBe(`${line}\n`);
  });
});
