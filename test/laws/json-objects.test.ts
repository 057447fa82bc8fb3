// What most agents have: an object of providers somewhere in a settings file, which may not exist.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue, MergeEdit } from '../../src/core/edits.js';
import { resolve, type Resolution } from '../../src/edit/resolve.js';
import { grammars } from '../../src/io/files/assets.js';
import { editText, lawRuns } from '../support/edit.js';
import { awkwardText, jsonValue, layout, write } from '../support/json-documents.js';

type Members = { readonly [key: string]: JsonValue };

const acme: fc.Arbitrary<Members> = fc.record(
  {
    url: awkwardText,
    models: fc.uniqueArray(fc.record({ name: awkwardText, size: fc.nat() }), { selector: ({ name }) => name, maxLength: 3 }),
    extra: jsonValue,
  },
  { requiredKeys: ['url'] },
);
const key = fc
  .oneof(fc.constantFrom('a', 'theme', 'zeta'), awkwardText)
  .filter((text) => !['__proto__', 'acme', 'provider', 'agent', 'model'].includes(text));
// An object that is empty before counts as one that the edit makes, and goes when it is empty again.
const others = fc.dictionary(key, jsonValue, { minKeys: 1, maxKeys: 3 });

/** A file with the objects on the way to a new entry, some of them, or none. */
const settings = fc
  .record(
    { before: fc.option(others), provider: fc.option(others), agent: fc.option(others), after: fc.option(others) },
    { requiredKeys: [] },
  )
  .map(({ before, provider, agent, after }): Members => ({
    ...before,
    ...(provider && { provider }),
    ...(agent && { agent: { ...agent, mine: agent } }),
    ...after,
  }))
  .filter((members) => Object.keys(members).length > 0);

function edit(at: MergeEdit['at'], value: JsonValue, more: Partial<MergeEdit> = {}): MergeEdit {
  return { kind: 'merge', path: 'x.json', format: 'json', at, value, options: { idKeys: { models: 'name' } }, ...more };
}

/** What JSON.parse makes of it without comments and trailing commas. */
function meaning(text: string): JsonValue {
  const only = (what: RegExp, from: string): string => from.replaceAll(what, (found) => (found.startsWith('"') ? found : ''));
  const bare = only(/"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, text.replace('\ufeff', ''));
  return JSON.parse(only(/"(?:\\.|[^"\\])*"|,(?=\s*[\]}])/g, bare)) as JsonValue;
}

function withValue(members: JsonValue | undefined, [step, ...rest]: MergeEdit['at'], value: JsonValue): JsonValue {
  if (step === undefined) return value;
  return { ...(members as Members), [step as string]: withValue((members as Members | undefined)?.[step as string], rest, value) };
}

describe('editing an entry of a JSON object', () => {
  it('adds the entry with its missing parents, and removes all of them again', async () => {
    await fc.assert(
      fc.asyncProperty(
        settings,
        layout,
        fc.array(fc.tuple(fc.constantFrom(['provider', 'acme'], ['agent', 'mine', 'acme'], ['agent', 'new', 'acme'], ['model']), acme), {
          minLength: 1,
          maxLength: 4,
        }),
        async (members, style, wanted) => {
          const before = write(members, style);
          const edits = [
            ...new Map(
              wanted.map(([at, value]) => [at.join('.'), edit(at, value, at.length === 1 ? { ownership: { kind: 'choice' } } : {})]),
            ).values(),
          ];
          const applied = await editText(before, edits);
          expect(applied.errors).toEqual([]);
          let expected: JsonValue = members;
          for (const { at, value } of edits) expected = withValue(expected, at, value);
          expect(meaning(applied.text)).toEqual(structuredClone(expected));
          expect(kept(before, applied.text)).toBe(true);
          expect((await editText(applied.text, edits)).resolution).toMatchObject({ changes: [], drift: [], problems: [] });
          expect((await editText(applied.text, edits, 'remove')).text).toBe(before);
        },
      ),
      { numRuns: lawRuns },
    );
  });

  it('changes the values that differ, in lists whose elements are not identified by `id`', async () => {
    await fc.assert(
      fc.asyncProperty(others, layout, acme, acme, async (members, style, old, value) => {
        const before = write({ ...members, provider: { ...members, acme: old } }, style);
        const edits = [edit(['provider', 'acme'], value)];
        const { text, errors } = await editText(before, edits);
        expect(errors).toEqual([]);
        const { provider, ...rest } = meaning(text) as { provider: Members } & Members;
        const { acme: mine, ...siblings } = provider as { acme: Members } & Members;
        expect(rest).toEqual(structuredClone(members));
        expect(siblings).toEqual(structuredClone(members));
        expect(mine['url']).toBe(value['url']);
        expect(byName(mine['models'])).toEqual(byName(value['models'] ?? old['models']));
        expect((await editText(text, edits)).resolution).toMatchObject({ changes: [], drift: [] });
      }),
      { numRuns: lawRuns },
    );
  });
});

function byName(models: JsonValue | undefined): unknown {
  return (models as Members[] | undefined)?.toSorted((a, b) => (a['name']! < b['name']! ? -1 : 1)).map((model) => ({ ...model }));
}

/** Whether all of a text is still there, in its order, with something between. */
function kept(before: string, after: string): boolean {
  let at = 0;
  for (const unit of after) if (before.startsWith(unit, at)) at += unit.length;
  return at === before.length;
}

/** Edits files held in memory. */
async function editFiles(
  files: ReadonlyMap<string, string>,
  edits: readonly MergeEdit[],
  direction: 'apply' | 'remove' = 'apply',
): Promise<[Map<string, string>, Resolution]> {
  const resolution = await resolve({ edits, direction, read: async (path) => files.get(path), grammars });
  const result = new Map(files);
  for (const { path, after } of resolution.changes) {
    if (after === undefined) result.delete(path);
    else result.set(path, after);
  }
  return [result, resolution];
}

describe('a JSON settings file', () => {
  it('is created if none of its paths exists, and deleted with its last entry', async () => {
    await fc.assert(
      fc.asyncProperty(
        acme,
        fc.option(settings),
        layout,
        fc.constantFrom('{}\n', '{\n  "$schema": "https://acme.example/schema.json"\n}\n'),
        async (value, members, style, create) => {
          const edits = [edit(['provider', 'acme'], value, { newFile: { content: create, otherPaths: ['x.jsonc'] } })];
          const files = new Map(members ? [['x.jsonc', write(members, style)]] : []);
          const [applied] = await editFiles(files, edits);
          expect([...applied.keys()]).toEqual([members ? 'x.jsonc' : 'x.json']);
          const [text] = applied.values();
          expect(meaning(text!)).toEqual(structuredClone(withValue(members ?? meaning(create), ['provider', 'acme'], value)));
          expect((await editFiles(applied, edits))[1]).toMatchObject({ changes: [], drift: [] });
          expect((await editFiles(applied, edits, 'remove'))[0]).toEqual(files);
        },
      ),
      { numRuns: lawRuns },
    );
  });

  it('that is ours as a whole is created, corrected and deleted', async () => {
    await fc.assert(
      fc.asyncProperty(acme, acme, async (value, old) => {
        const edits = [
          edit([], value, { newFile: { content: '{}\n' }, options: { idKeys: { models: 'name' }, ownedKeys: { '': 'all' } } }),
        ];
        const [made] = await editFiles(new Map(), edits);
        expect(meaning(made.get('x.json')!)).toEqual(structuredClone(value));
        const [other] = await editFiles(new Map(), [edit([], { ...old, mine: 1 }, { newFile: { content: '{}\n' } })]);
        const [mended, { problems }] = await editFiles(other, edits);
        expect(problems.map(({ severity }) => severity)).not.toContain('error');
        expect(Object.keys(meaning(mended.get('x.json')!) as object).toSorted()).toEqual(Object.keys(value).toSorted());
        expect((await editFiles(mended, edits))[1]).toMatchObject({ changes: [], drift: [] });
        expect((await editFiles(mended, edits, 'remove'))[0]).toEqual(new Map());
      }),
      { numRuns: lawRuns },
    );
  });
});
