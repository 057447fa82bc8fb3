import { describe, expect, it } from 'vitest';
import type { MergeEdit } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

const mine: MergeEdit = { kind: 'merge', path: 'x.json', format: 'json', at: ['provider', 'acme'], value: { url: 'u' } };

describe('a JSON file that cannot be edited', () => {
  it.each([
    ['', /not JSON: value expected/],
    ['{"provider": {"acme": {}}', /not JSON: close brace expected/],
    ['{"provider": []}', /expected an object to look for `acme` in, but found a list/],
    ['{"provider": {}, "provider": {}}', /`provider` exists twice/],
    ['{"provider": {"acme": {"url": 1, "url": 2}}}', /`url` exists twice/],
    ['[]', /expected an object to look for `provider` in, but found a list/],
  ])('is not changed if it cannot be edited: %j', async (document, said) => {
    const { text, errors } = await editText(document, [mine]);
    expect(text).toBe(document);
    expect(errors).toEqual([expect.objectContaining({ message: expect.stringMatching(said) as string })]);
  });
});

describe('a comment in a JSON object', () => {
  it.each([
    ['"a": 1, // a\n    "acme": {}, // ours\n    "b": 2', '"a": 1, // a\n    // ours\n    "b": 2'],
    ['"a": 1, // a\n    "acme": {} // ours\n    // end', '"a": 1 // a\n    // ours\n    // end'],
    ['"a": 1 // a\n    , "acme": {}, // ours\n    "b": 2', '"a": 1 // a\n    , // ours\n    "b": 2'],
    ['"a": 1, // a\n    /* ours */ "acme": {},\n    "b": 2', '"a": 1, // a\n    /* ours */ \n    "b": 2'],
  ])('stays when the entry on its line is removed: %j', async (before, after) => {
    const file = (members: string): string => `{\n  "provider": {\n    ${members}\n  }\n}\n`;
    expect((await editText(file(before), [mine], 'remove')).text).toBe(file(after));
  });

  it('after the opening bracket stays before the first entry', async () => {
    const before = '{\n  "provider": { // none yet\n  }\n}\n';
    const { text } = await editText(before, [mine]);
    expect(text).toBe('{\n  "provider": { // none yet\n    "acme": {\n      "url": "u"\n    }\n  }\n}\n');
    expect((await editText(text, [mine], 'remove')).text).toBe(before);
  });

  it('stays in an otherwise empty object', async () => {
    const before = '{\n  "provider": {\n    // none yet\n  }\n}\n';
    const { text } = await editText(before, [mine]);
    expect(text).toBe('{\n  "provider": {\n    "acme": {\n      "url": "u"\n    }\n    // none yet\n  }\n}\n');
    expect((await editText(text, [mine], 'remove')).text).toBe(before);
  });
});
