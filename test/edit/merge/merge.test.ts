import { parse } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { MergeEdit } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

const parsers: Readonly<Record<'json' | 'yaml', (text: string) => unknown>> = { json: (text) => parse(text), yaml: parseYaml };

describe('edits that share a missing parent', () => {
  it.each([
    ['json', '{}'],
    ['json', '{"a": null}'],
    ['json', '{"a": {"z": 1}}'],
    ['yaml', ''],
    ['yaml', 'a:\n'],
    ['yaml', 'a:\n  z: 1\n'],
  ] as const)('create it once: %s %j', async (format, before) => {
    const edit = (key: string): MergeEdit => ({ kind: 'merge', path: 'f', format, at: ['a', key], value: { is: key } });
    const edits = [edit('x'), edit('y')];
    const { text, resolution } = await editText(before, edits);
    expect(resolution.problems).toEqual([]);
    expect(parsers[format](text)).toMatchObject({ a: { x: { is: 'x' }, y: { is: 'y' } } });
    expect(text.match(/\ba\b/g)).toHaveLength(1);
    expect((await editText(text, edits)).resolution.changes).toEqual([]);
  });
});

describe('remove', () => {
  it.each([
    ['json', '{\n  "a": { // mine\n    "b": {"n": 1}\n  }\n}\n', '{\n  "a": { // mine\n  }\n}\n'],
    ['yaml', 'c: 1\na: # mine\n  b:\n    n: 1\n', 'c: 1\na: # mine\n'],
    ['toml', 'c = 1\n[a] # mine\n[a.b]\nn = 1\n', 'c = 1\n[a] # mine\n'],
  ] as const)('keeps an empty parent with a comment, in %s', async (format, before, after) => {
    const edits: MergeEdit[] = [{ kind: 'merge', path: 'f', format, at: ['a', 'b'], value: { n: 1 } }];
    expect((await editText(before, edits, 'remove')).text).toBe(after);
  });

  it('removes the parents that are left empty', async () => {
    const edits: MergeEdit[] = [{ kind: 'merge', path: 'f', format: 'json', at: ['a', 'b', 'c'], value: 1 }];
    expect((await editText('{"a": {"b": {"c": 1}}, "d": 2}', edits, 'remove')).text).toBe('{"d": 2}');
  });
});

describe('a list of entries', () => {
  const entry = (id: string, after?: string | null): MergeEdit => ({
    kind: 'merge',
    path: 'f',
    format: 'json',
    at: [{ where: { id } }],
    value: { id },
    ...(after !== undefined && { after }),
  });

  it.each([
    ['at the end by default', [entry('x')], 'abx'],
    ['at the start for null', [entry('x', null)], 'xab'],
    ['after an existing entry', [entry('x', 'a')], 'axb'],
    ['after a new entry that comes later in the plan', [entry('y', 'x'), entry('x', 'a')], 'axyb'],
  ])('gets a new one %s', async (_, edits, ids) => {
    const { text } = await editText('[{"id": "a"}, {"id": "b"}]', edits);
    expect((JSON.parse(text) as { id: string }[]).map(({ id }) => id).join('')).toBe(ids);
  });

  it('gets a new one at the end, with a warning, if the entry to follow does not exist', async () => {
    const { text, resolution } = await editText('[{"id": "a"}]', [entry('x', 'gone')]);
    expect(text).toBe('[{"id": "a"}, { "id": "x" }]');
    expect(resolution.problems).toMatchObject([
      { code: 'edit/placement', severity: 'warning', message: 'there is no "gone" to insert the new entry after' },
    ]);
  });

  it('reports entries that no edit names as untracked', async () => {
    const { resolution } = await editText('[{"id": "a"}, {"id": "b"}]', [entry('a')]);
    expect(resolution.untracked).toMatchObject([{ id: 'b', at: { line: 1 } }]);
  });

  it('reports a new entry that looks like an existing one under another id', async () => {
    const value = { id: 'new', name: 'Acme', url: 'u' };
    const { resolution } = await editText('[{"id": "old", "name": "Acme", "url": "u"}]', [{ ...entry('new'), value }]);
    const message = 'the entry with id "new" is missing; "old" looks like the same entry under another id';
    expect(resolution.drift).toMatchObject([{ diagnostic: { code: 'check/renamed', message } }]);
  });

  it('with an id twice is a conflict', async () => {
    const { errors } = await editText('[{"id": "a"}, {"id": "a"}]', [entry('a')]);
    expect(errors).toMatchObject([{ code: 'edit/conflict', message: 'the entry with id "a" exists twice' }]);
  });
});
