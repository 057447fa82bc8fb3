import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CORE_SCHEMA, loadAll } from 'js-yaml';
import type { JsonValue, MergeEdit, PathStep } from '../../src/core/edits.js';
import { editText, lawRuns } from '../support/edit.js';
import { awkwardText } from '../support/json-documents.js';
import { writeYaml, yamlLayout } from '../support/yaml-documents.js';

type Entry = { readonly [key: string]: JsonValue };

const text = fc.oneof(
  awkwardText,
  fc.constantFrom(
    'on',
    'y',
    '1:30',
    '0o7',
    '1e3',
    '~',
    '=',
    '2026-01-02',
    'a: b',
    'a #b',
    '- a',
    '${X}',
    '${{ secrets.X }}',
    '@x',
    '*a',
    '&a',
    '!t',
  ),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
);
const entry: fc.Arbitrary<Entry> = fc.record(
  {
    name: fc.constantFrom('one', 'two', 'three'),
    url: text,
    headers: fc.dictionary(
      awkwardText.filter((key) => key !== '__proto__'),
      text,
      { minKeys: 1, maxKeys: 2 },
    ),
    models: fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c/d:e'), size: scalar }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 3,
    }),
    kinds: fc.array(text, { maxLength: 3 }),
  },
  { requiredKeys: ['name', 'url'] },
) as never;
const entries = fc.uniqueArray(entry, { selector: (value) => value['name'], minLength: 1, maxLength: 3 });
const foreign = fc.dictionary(
  fc.constantFrom('theme', 'x y', 'zz'),
  fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 2 }), fc.dictionary(fc.constantFrom('p', 'qq'), scalar, { minKeys: 1 })),
  { maxKeys: 3 },
);

interface Document {
  readonly value: JsonValue;
  readonly list: readonly Entry[];
  readonly document: string;
}

/** The same entries in the three forms in which hosts have them. */
const forms = {
  'under a key': {
    at: (name: string): PathStep[] => ['providers', name],
    put: (list: readonly Entry[]) => ({ providers: Object.fromEntries(list.map((one) => [one['name'] as string, one])) }),
  },
  'in a list': {
    at: (name: string): PathStep[] => ['providers', { where: { name } }],
    put: (list: readonly Entry[]) => ({ providers: list }),
  },
  'in a list that is the file': { at: (name: string): PathStep[] => [{ where: { name } }], put: (list: readonly Entry[]) => list },
} as const;

function edit(at: PathStep[], value: Entry): MergeEdit {
  return { kind: 'merge', path: 'x.yaml', format: 'yaml', newFile: { content: '' }, at, value };
}

/** By a parser of its own: the editor has another. */
const meaning = (document: string): unknown => loadAll(document.replace('\ufeff', ''), { schema: CORE_SCHEMA })[0] ?? {};

describe.each(Object.entries(forms))('editing YAML entries %s', (name, { at, put }) => {
  const isList = name.includes('that is the file');
  const documents = fc.record({ list: entries, rest: foreign, style: yamlLayout }).map(({ list, rest, style }): Document => {
    const value: JsonValue = isList ? list : { ...rest, ...put(list) };
    return { value, list, document: writeYaml(value, style) };
  });

  it('starts from documents that another parser reads as intended', () => {
    fc.assert(
      fc.property(documents, ({ value, document }) => {
        expect(meaning(document)).toEqual(value);
      }),
      { numRuns: lawRuns },
    );
  });

  it('adds an entry, keeps every other byte, and removes it again', async () => {
    await fc.assert(
      fc.asyncProperty(documents, entry, async ({ value, list, document }, added) => {
        const mine = { ...added, name: 'mine' };
        const applied = await editText(document, [edit(at('mine'), mine)]);
        expect(applied.errors).toEqual([]);
        const result = meaning(applied.text) as { providers?: unknown };
        expect(result).toEqual(withEntry(value, mine, isList));
        expect((await editText(applied.text, [edit(at('mine'), mine)])).resolution).toMatchObject({ changes: [], drift: [] });
        expect((await editText(applied.text, [edit(at('mine'), mine)], 'remove')).text).toBe(document);
        const both = [edit(at('mine'), mine), edit(at('too'), { ...added, name: 'too' })];
        expect((await editText((await editText(document, both)).text, both, 'remove')).text).toBe(document);
        const all = [...list, mine].map((one) => edit(at(one['name'] as string), one));
        expect(entriesOf((await editText(applied.text, all, 'remove')).text, isList)).toEqual([]);
      }),
      { numRuns: lawRuns },
    );
  });

  it('changes a value, and no other byte', async () => {
    await fc.assert(
      fc.asyncProperty(documents, entry, fc.nat(), async ({ list, document }, other, pick) => {
        const old = list[pick % list.length]!;
        const wanted = { ...other, name: old['name']! };
        const applied = await editText(document, [edit(at(old['name'] as string), wanted)]);
        expect(applied.errors).toEqual([]);
        const found = entriesOf(applied.text, isList);
        expect(found.find((one) => one['name'] === old['name'])).toMatchObject(normal(wanted));
        expect(found.filter((one) => one['name'] !== old['name'])).toEqual(list.filter((one) => one !== old));
        expect((await editText(applied.text, [edit(at(old['name'] as string), wanted)])).resolution.changes).toEqual([]);
        // A comment among elements that go may go with them.
        const isPlain = !('models' in old) && !('kinds' in old) && !JSON.stringify([old, other]).includes('# ');
        if (isPlain) expect(applied.text.match(/# /g)?.length).toBe(document.match(/# /g)?.length);
      }),
      { numRuns: lawRuns },
    );
  });
});

/** Lists that are merged by id keep the order they have. */
function normal(value: Entry): object {
  const { models, ...rest } = value;
  return Array.isArray(models) ? { ...rest, models: expect.arrayContaining(models as object[]) as unknown } : rest;
}

function entriesOf(document: string, isList: boolean): Entry[] {
  const value = meaning(document) as { providers?: Entry[] | Record<string, Entry> };
  const found = isList ? (value as unknown as Entry[]) : (value.providers ?? []);
  return Array.isArray(found) ? found : Object.values(found);
}

function withEntry(value: JsonValue, mine: Entry, isList: boolean): unknown {
  if (isList) return [...(value as JsonValue[]), mine];
  const { providers, ...rest } = value as unknown as { providers: Entry[] | Record<string, Entry> };
  return { ...rest, providers: Array.isArray(providers) ? [...providers, mine] : { ...providers, mine } };
}
