import { describe, expect, it } from 'vitest';
import type { JsonValue, MergeEdit, MergeOptions } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

interface Merged {
  readonly value: unknown;
  readonly drift: string[];
  readonly problems: string[];
}

/** Merges a value into the member `x` of a file. */
async function merge(before: JsonValue, value: JsonValue, options?: MergeOptions): Promise<Merged> {
  const edit: MergeEdit = { kind: 'merge', path: 'a.json', format: 'json', at: ['x'], value, ...(options && { options }) };
  const { text, resolution } = await editText(JSON.stringify({ x: before }), [edit]);
  return {
    value: (JSON.parse(text) as { x: unknown }).x,
    drift: resolution.drift.map(({ diagnostic: { code, message } }) => `${code}: ${message}`),
    problems: resolution.problems.map(({ message, hint }) => `${message} (${hint})`),
  };
}

describe('merging objects', () => {
  it('changes and adds the members of the value, and keeps all others', async () => {
    expect(await merge({ a: 1, b: { c: 1, d: 2 } }, { a: 2, b: { c: 3 }, e: 4 })).toMatchObject({
      value: { a: 2, b: { c: 3, d: 2 }, e: 4 },
      drift: ['check/differs: `a` is 1, not 2', 'check/differs: `b.c` is 1, not 3', 'check/missing: `e` is missing'],
      problems: [],
    });
  });

  it('removes owned keys that the value does not have, and names at most three', async () => {
    const { value, problems } = await merge({ a: 1, b: 2, mine: 3 }, { a: 1 }, { ownedKeys: { '': ['a', 'b'] } });
    expect(value).toEqual({ a: 1, mine: 3 });
    expect(problems).toEqual(['"b" is removed from `x`: the spec does not list it (add it to the spec to keep it)']);
    const all = await merge({ a: 1, b: 2, c: 3, d: 4, e: 5 }, { a: 1, f: 6 }, { ownedKeys: { '': 'all' } });
    expect(all.value).toEqual({ a: 1, f: 6 });
    expect(all.problems).toEqual([
      '"b", "c", "d" and 1 more are removed from `x`: the spec does not list them (add them to the spec to keep them)',
    ]);
  });

  it('adds placeholders, and never changes an existing one', async () => {
    const options = { placeholders: ['key'] };
    expect((await merge({}, { key: '<KEY>' }, options)).value).toEqual({ key: '<KEY>' });
    expect(await merge({ key: 'mine' }, { key: '<KEY>' }, options)).toMatchObject({ value: { key: 'mine' }, drift: [] });
  });
});

describe('merging lists of objects with ids', () => {
  const list = [{ id: 'a', n: 1 }, { id: 'b' }];

  it('merges the elements with the same id, keeps their order, and inserts new ones after the preceding one', async () => {
    expect((await merge(list, [{ id: 'b' }, { id: 'c' }, { id: 'a', n: 2 }])).value).toEqual([{ id: 'a', n: 2 }, { id: 'b' }, { id: 'c' }]);
  });

  it.each([
    ['first', ['c', 'a', 'b']],
    ['last', ['a', 'b', 'c']],
  ] as const)('inserts new elements %s if asked to', async (place, ids) => {
    const { value } = await merge(list, [{ id: 'a', n: 1 }, { id: 'c' }, { id: 'b' }], { newElements: { '': place } });
    expect((value as { id: string }[]).map(({ id }) => id)).toEqual(ids);
  });

  it('identifies elements by another member if told to', async () => {
    const { value } = await merge([{ name: 'a', n: 1, own: 1 }], [{ name: 'a', n: 2 }], { idKeys: { '': 'name' } });
    expect(value).toEqual([{ name: 'a', n: 2, own: 1 }]);
  });

  it('removes repeated elements and those that are not in the value', async () => {
    const { value, drift } = await merge([...list, { id: 'a' }, { id: 'old' }], list);
    expect(value).toEqual(list);
    expect(drift).toEqual(['check/extra: `x` has "a" twice', 'check/extra: `x` has "old", which is not in the spec']);
  });

  it('reports an element under another id as renamed', async () => {
    const { drift } = await merge([{ id: 'grok-4-2025-01-01', name: 'Grok' }], [{ id: 'grok-4', name: 'Grok' }]);
    expect(drift[0]).toBe('check/renamed: `x` has "grok-4-2025-01-01", which the spec calls "grok-4"');
  });
});

describe('merging other values', () => {
  it('replaces lists without ids and values of another type as a whole', async () => {
    expect((await merge(['a', 'b'], ['b'])).value).toEqual(['b']);
    expect((await merge([{ id: 'a' }, { id: 'a' }], [{ id: 'a' }])).value).toEqual([{ id: 'a' }]);
    expect((await merge({ a: 1 }, 'text')).value).toBe('text');
  });

  it('ignores the order of unordered lists', async () => {
    expect((await merge(['a', 'b'], ['b', 'a'], { unordered: ['x'] })).drift).toEqual([]);
    expect((await merge(['a', 'b'], ['b', 'a'])).drift).toEqual(['check/differs: `x` is ["a","b"], not ["b","a"]']);
  });

  it('refuses an object with the same key twice', async () => {
    const edit: MergeEdit = { kind: 'merge', path: 'a.json', format: 'json', at: ['x'], value: { a: 2 } };
    const { resolution, errors } = await editText('{"x": {"a": 1, "a": 1}}', [edit]);
    expect(resolution.changes).toEqual([]);
    expect(errors).toMatchObject([{ code: 'edit/conflict', message: '`a` exists twice', hint: 'remove one of them first' }]);
  });
});
