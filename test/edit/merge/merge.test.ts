// Edits of one file that share a place on their way which is not there yet.
import { parse } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { describe, expect, it } from 'vitest';
import type { MergeEdit } from '../../../src/core/edits.js';
import { resolve } from '../../../src/edit/resolve.js';
import { grammars } from '../../../src/io/files/assets.js';

const formats: Readonly<Record<'json' | 'yaml', (text: string) => unknown>> = { json: (text) => parse(text), yaml: parseYaml };

it.each([
  ['json', '{}'],
  ['json', '{"a": null}'],
  ['json', '{"a": {"z": 1}}'],
  ['yaml', ''],
  ['yaml', 'a:\n'],
  ['yaml', 'a:\n  z: 1\n'],
] as const)('%s %j takes two', async (format, before) => {
  const edit = (key: string): MergeEdit => ({ kind: 'merge', path: 'f', format, at: ['a', key], value: { is: key } });
  const edits = [edit('x'), edit('y')];
  const { changes, problems } = await resolve({ edits, direction: 'apply', read: async () => before, grammars });
  expect(problems).toEqual([]);
  const after = changes[0]!.after!;
  expect(formats[format](after)).toMatchObject({ a: { x: { is: 'x' }, y: { is: 'y' } } });
  expect(after.match(/\ba\b/g)).toHaveLength(1);
  expect((await resolve({ edits, direction: 'apply', read: async () => after, grammars })).changes).toEqual([]);
});

const mine: MergeEdit = {
  kind: 'merge',
  path: 'f',
  format: 'json',
  at: ['a'],
  value: { at: 'here', n: 1 },
  ownership: { kind: 'identity', members: ['at'] },
};

it.each(['{"a": {"at": "there", "n": 1}}', '{"a": {"n": 1}}'])('leaves %s, which is somebody else’s', async (text) => {
  const read = async (): Promise<string> => text;
  const applied = await resolve({ edits: [mine], direction: 'apply', read, grammars });
  expect([applied.changes, applied.problems.map(({ code }) => code)]).toEqual([[], ['edit/conflict']]);
  const removed = await resolve({ edits: [mine], direction: 'remove', read, grammars });
  expect([removed.changes, removed.problems, removed.absent.length]).toEqual([[], [], 1]);
});

it('changes and takes out what is its own', async () => {
  const read = async (): Promise<string> => '{"a": {"at": "here", "n": 2}, "b": 1}';
  const applied = await resolve({ edits: [mine], direction: 'apply', read, grammars });
  expect(applied.changes[0]!.after).toBe('{"a": {"at": "here", "n": 1}, "b": 1}');
  const removed = await resolve({ edits: [mine], direction: 'remove', read, grammars });
  expect(removed.changes[0]!.after).toBe('{"b": 1}');
});

it.each([
  ['json', '{\n  "a": { // mine\n    "b": {"n": 1}\n  }\n}\n', '{\n  "a": { // mine\n  }\n}\n'],
  ['yaml', 'c: 1\na: # mine\n  b:\n    n: 1\n', 'c: 1\na: # mine\n'],
  ['toml', 'c = 1\n[a] # mine\n[a.b]\nn = 1\n', 'c = 1\n[a] # mine\n'],
] as const)('leaves what somebody remarked on, in %s', async (format, before, after) => {
  const edits: MergeEdit[] = [{ kind: 'merge', path: 'f', format, at: ['a', 'b'], value: { n: 1 } }];
  const { changes } = await resolve({ edits, direction: 'remove', read: async () => before, grammars });
  expect(changes[0]!.after).toBe(after);
});

describe('a key in a place for one', () => {
  const host = { at: ['url'], value: 'https://ours.example' };
  const edits: MergeEdit[] = [
    { kind: 'merge', path: 'f', format: 'dotenv', at: ['url'], value: host.value, ownership: { kind: 'choice' } },
    {
      kind: 'merge',
      path: 'f',
      format: 'dotenv',
      at: ['key'],
      value: '<KEY>',
      options: { placeholders: [''] },
      ownership: { kind: 'choice', decidedBy: host },
    },
  ];
  const after = async (direction: 'apply' | 'remove', text: string): Promise<unknown> => {
    const { changes, problems } = await resolve({ edits, direction, read: async () => text, grammars });
    return problems[0]?.code ?? changes[0]?.after ?? text;
  };

  it('stays with its host, and goes with ours', async () => {
    expect(await after('apply', 'a=1\n')).toBe("a=1\nurl=https://ours.example\nkey='<KEY>'\n");
    expect(await after('apply', 'url=https://ours.example\nkey=sk-1\n')).toBe('url=https://ours.example\nkey=sk-1\n');
    expect(await after('apply', 'key=sk-1\n')).toBe('edit/conflict');
    expect(await after('apply', "url=https://other.example\nkey='<OTHER_KEY>'\n")).toBe("url=https://ours.example\nkey='<KEY>'\n");
    expect(await after('remove', 'a=1\nkey=sk-1\n')).toBe('a=1\nkey=sk-1\n');
    expect(await after('remove', 'a=1\nurl=https://ours.example\nkey=sk-1\n')).toBe('a=1\n');
    expect(await after('remove', 'url=https://other.example\nkey=sk-1\n')).toBe('url=https://other.example\nkey=sk-1\n');
  });
});
