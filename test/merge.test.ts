// Edits of one file that share a place on their way which is not there yet.
import { parse } from 'jsonc-parser';
import { parse as parseYaml } from 'yaml';
import { expect, it } from 'vitest';
import type { MergeEdit } from '../src/core/edits.js';
import { resolve } from '../src/edit/resolve.js';
import { grammars } from '../src/io/assets.js';

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
