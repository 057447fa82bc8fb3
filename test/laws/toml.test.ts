import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import type { JsonValue, MergeEdit } from '../../src/core/edits.js';
import { editText, lawRuns } from '../support/edit.js';

const eol = fc.constantFrom('\n', '\r\n');
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('a "b" \\', '# no comment', '[[x]]', 'é', '\t', "'"));
const model = fc.record({ id: fc.constantFrom('m1', 'm2', 'm3'), name: text, context_length: fc.nat() }, { requiredKeys: ['id'] });
const models = fc.uniqueArray(model, { selector: ({ id }) => id, minLength: 1, maxLength: 3 });
const entry = (id: fc.Arbitrary<string>) =>
  fc.record(
    {
      id,
      url: text,
      response_type: fc.constantFrom('OpenAI', 'Anthropic'),
      url_param_vars: fc.array(fc.record({ name: text, optional: fc.boolean() }), { minLength: 1, maxLength: 2 }),
      custom_headers: fc.dictionary(fc.constantFrom('X-A', 'b c'), text, { minKeys: 1, maxKeys: 2 }),
      models: fc.oneof(models, text),
    },
    { requiredKeys: ['id', 'url'] },
  );
type Entry = { readonly [key: string]: JsonValue };

/** An entry as a person might write it: comments, odd spacing, no empty lines or several. */
function written(value: Entry, style: { gap: string; comment: boolean; spaces: string }): string[] {
  const { models: list, ...rest } = value;
  const show = (member: JsonValue): string =>
    Array.isArray(member)
      ? `[${member.map((one) => show(one as JsonValue)).join(',')}]`
      : typeof member === 'object' && member !== null
        ? `{${Object.entries(member)
            .map(([key, inner]) => `${JSON.stringify(key)} = ${show(inner)}`)
            .join(', ')}}`
        : JSON.stringify(member);
  const pairs = (members: Entry): string[] =>
    Object.entries(members).map(
      ([key, member], index) => `${key}${style.spaces}=${style.spaces}${show(member)}${style.comment && index === 1 ? ' # note' : ''}`,
    );
  const tables = Array.isArray(list) ? (list as readonly Entry[]).flatMap((one) => [style.gap, '[[providers.models]]', ...pairs(one)]) : [];
  return [
    '[[ providers ]]'.replaceAll(' ', style.spaces === '' ? '' : ' '),
    ...(style.comment ? ['# of mine'] : []),
    ...pairs(rest),
    ...(typeof list === 'string' ? pairs({ models: list }) : []),
    ...tables,
  ].filter((line) => line !== '-');
}

const style = fc.record({ gap: fc.constantFrom('', '-', '# between'), comment: fc.boolean(), spaces: fc.constantFrom('', ' ', '  ') });
const before = fc.constantFrom<readonly string[]>([], ['# first'], ['a = 1', '', '[session]', 'x.y = "z" # k', ''], ['', '']);
const after = fc.constantFrom<readonly string[]>([], [''], ['', '[updates]', 'auto = true'], ['# last']);

const documents = fc
  .record({
    eol,
    before,
    after,
    style,
    entries: fc.uniqueArray(entry(fc.constantFrom('a', 'b', 'c')), { selector: ({ id }) => id, maxLength: 3 }),
    ends: fc.boolean(),
    mark: fc.boolean(),
  })
  .map(({ eol: line, before: head, after: tail, style: how, entries, ends, mark }) => {
    const lines = [...head, ...entries.flatMap((value) => [...written(value as Entry, how), ...(how.gap === '-' ? [] : [''])]), ...tail];
    return { document: (mark ? '\ufeff' : '') + lines.join(line) + (ends ? line : ''), entries };
  });

function edit(value: Entry): MergeEdit {
  return {
    kind: 'merge',
    path: '.forge.toml',
    format: 'toml',
    at: ['providers', { where: { id: value['id'] as string } }],
    value,
    layout: { inline: ['url_param_vars', 'custom_headers'] },
    options: {
      ownedKeys: {
        '': ['response_type', 'url_param_vars', 'custom_headers', 'models'],
        custom_headers: 'all',
        'models[]': ['name', 'context_length'],
      },
    },
  };
}

const entriesOf = (document: string): Entry[] =>
  (parse(document.replace('\ufeff', ''), { integersAsBigInt: false }) as { providers?: Entry[] }).providers ?? [];
const byId = (list: readonly Entry[], id: JsonValue | undefined): Entry | undefined => list.find((one) => one['id'] === id);

describe('editing lists of TOML tables', () => {
  it('adds an entry, keeps every other byte, and removes it again', async () => {
    await fc.assert(
      fc.asyncProperty(documents, entry(fc.constant('new')), async ({ document, entries }, value) => {
        const wanted = value as unknown as Entry;
        const applied = await editText(document, [edit(wanted)]);
        expect(applied.errors).toEqual([]);
        expect(byId(entriesOf(applied.text), 'new')).toEqual(wanted);
        expect(entriesOf(applied.text).filter(({ id }) => id !== 'new')).toEqual(entries);
        const again = await editText(applied.text, [edit(wanted)]);
        expect(again.resolution).toMatchObject({ changes: [], drift: [], problems: [] });
        const removed = await editText(applied.text, [edit(wanted)], 'remove');
        expect(removed.text).toBe(document);
      }),
      { numRuns: lawRuns },
    );
  });

  it('changes an existing entry and no other', async () => {
    await fc.assert(
      fc.asyncProperty(documents, entry(fc.constantFrom('a', 'b')), async ({ document, entries }, value) => {
        const wanted = value as unknown as Entry;
        const applied = await editText(document, [edit(wanted)]);
        expect(applied.errors).toEqual([]);
        const result = byId(entriesOf(applied.text), wanted['id'])!;
        const { models: list, ...rest } = result;
        const { models: wantedList, ...wantedRest } = wanted;
        expect(rest).toEqual(wantedRest);
        const sorted = (some: JsonValue | undefined): JsonValue | undefined =>
          Array.isArray(some) ? (some as Entry[]).toSorted((x, y) => (x['id']! < y['id']! ? -1 : 1)) : some;
        expect(sorted(list)).toEqual(sorted(wantedList));
        expect(entriesOf(applied.text).filter(({ id }) => id !== wanted['id'])).toEqual(entries.filter(({ id }) => id !== wanted['id']));
        expect((await editText(applied.text, [edit(wanted)])).resolution.changes).toEqual([]);
        for (const comment of ['# first', '# last', 'x.y = "z" # k'])
          expect(applied.text.includes(comment)).toBe(document.includes(comment));
      }),
      { numRuns: lawRuns },
    );
  });

  it('adds several entries at once, and removes all of them again', async () => {
    await fc.assert(
      fc.asyncProperty(documents, entry(fc.constant('x')), entry(fc.constant('y')), async ({ document }, x, y) => {
        const edits = [x, y].map((value) => edit(value as unknown as Entry));
        const applied = await editText(document, edits);
        expect(entriesOf(applied.text).map(({ id }) => id)).toEqual([...entriesOf(document).map(({ id }) => id), 'x', 'y']);
        expect((await editText(applied.text, edits, 'remove')).text).toBe(document);
      }),
      { numRuns: lawRuns },
    );
  });

  it.each([
    ['a = \n', /not TOML/, 2],
    ['[[providers]]\nid = "a"\n[[providers]]\nid = "a"\n', /exists twice/, 3],
  ])('does not change a file that cannot be edited: %j', async (document, said, line) => {
    const { text: result, errors } = await editText(document, [edit({ id: 'a', url: 'u' })]);
    expect(result).toBe(document);
    expect(errors).toEqual([
      expect.objectContaining({ message: expect.stringMatching(said) as string, at: expect.objectContaining({ line }) as object }),
    ]);
  });
});
