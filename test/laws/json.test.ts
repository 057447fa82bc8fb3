import fc from 'fast-check';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import type { JsonValue, MergeEdit } from '../../src/core/edits.js';
import { editText, lawRuns } from '../support/edit.js';
import { awkwardText, jsonValue, layout, write } from '../support/json-documents.js';

type Entry = { readonly [key: string]: JsonValue };

const entry: fc.Arbitrary<Entry> = fc.record({
  id: awkwardText,
  url: awkwardText,
  models: fc.array(fc.record({ id: awkwardText, size: fc.nat() }), { maxLength: 4 }),
  extra: jsonValue,
});
const entries = fc.uniqueArray(entry, { selector: (value) => value['id'], maxLength: 5 });

function edit(value: Entry, after?: string): MergeEdit {
  return {
    kind: 'merge',
    path: 'x.json',
    format: 'json',
    at: [{ where: { id: value['id'] as string } }],
    value,
    ...(after !== undefined && { after }),
  };
}

const meaning = (text: string): unknown => parse(text.replace(/^\ufeff/, ''));

describe('adding an entry to a JSON list', () => {
  it('inserts it once, after its sibling, and changes nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(entries, entry, fc.nat(), layout, async (old, value, pick, style) => {
        fc.pre(!old.some(({ id }) => id === value['id']));
        const sibling = old.length > 0 ? old[pick % old.length] : undefined;
        const before = write(old, style);
        const { text, errors } = await editText(before, [edit(value, sibling?.['id'] as string | undefined)]);
        expect(errors).toEqual([]);
        const expected = sibling ? old.flatMap((other) => (other === sibling ? [other, value] : [other])) : [value];
        expect(meaning(text)).toEqual(structuredClone(expected));
      }),
      { numRuns: lawRuns },
    );
  });

  it('keeps every other byte', async () => {
    await fc.assert(
      fc.asyncProperty(entries, entry, layout, async (old, value, style) => {
        fc.pre(!old.some(({ id }) => id === value['id']));
        const before = write(old, style);
        const { text } = await editText(before, [edit(value)]);
        let head = 0;
        while (head < before.length && before[head] === text[head]) head += 1;
        let tail = 0;
        while (tail < before.length - head && before.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
        // Only the comma of the last entry may stand apart from the rest, before a comment.
        const between = before.slice(head, before.length - tail);
        expect(between.replaceAll(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '').trim()).toBe('');
      }),
      { numRuns: lawRuns },
    );
  });

  it('adds it only once, and remove restores the original bytes', async () => {
    await fc.assert(
      fc.asyncProperty(entries, entry, fc.nat(), layout, async (old, value, pick, style) => {
        fc.pre(!old.some(({ id }) => id === value['id']));
        // In `[ ]` the white space inside is not kept: one cannot tell whose it was.
        fc.pre(old.length > 0 || style.kind !== 'any');
        const before = write(old, style);
        const edits = [edit(value, old.length > 0 ? (old[pick % old.length]!['id'] as string) : undefined)];
        const once = await editText(before, edits);
        const twice = await editText(once.text, edits);
        expect(twice.resolution.changes).toEqual([]);
        const back = await editText(once.text, edits, 'remove');
        expect(back.text).toBe(before);
      }),
      { numRuns: lawRuns },
    );
  });
});

describe('changing an entry of a JSON list', () => {
  it('changes exactly the values that differ', async () => {
    await fc.assert(
      fc.asyncProperty(entries, entry, fc.nat(), layout, async (old, value, pick, style) => {
        fc.pre(old.length > 0);
        const target = old[pick % old.length]!;
        const wanted = { ...value, id: target['id']! };
        const models = (value['models'] as { id: string }[]).map(({ id }) => id);
        fc.pre(new Set(models).size === models.length);
        const before = write(old, style);
        const { text, errors } = await editText(before, [edit(wanted)]);
        expect(errors).toEqual([]);
        const result = meaning(text) as Entry[];
        const mine = result.find(({ id }) => id === target['id'])!;
        // Keys of objects are merged, so compare what the edit names.
        expect(mine['url']).toBe(value['url']);
        expect(byId(mine['models'] as never)).toEqual(byId(value['models'] as never));
        expect(result.filter(({ id }) => id !== target['id'])).toEqual(structuredClone(old.filter((other) => other !== target)));
        expect((await editText(text, [edit(wanted)])).resolution.changes).toEqual([]);
      }),
      { numRuns: lawRuns },
    );
  });
});

function byId(models: readonly { id: string }[]): unknown {
  return [...models].map((model) => ({ ...model })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('editing a file that is not JSON', () => {
  it.each(['', '[', '[{"id": "a"},, ]', '[1 2]', 'hello', '{"a": }', '[{"id": "x"'])(
    'reports %j with its position, and changes nothing',
    async (text) => {
      const { resolution, errors } = await editText(text, [edit({ id: 'a' })]);
      expect(resolution.changes).toEqual([]);
      expect(errors[0]?.code).toMatch(/^edit\//);
      expect(errors[0]?.at).toMatchObject({ path: 'x.json', line: 1 });
    },
  );
});
