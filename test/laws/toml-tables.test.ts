// TOML in all the forms that people write one thing in: tables, keys with dots, tables on one line, lists of tables.
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import type { JsonValue, MergeEdit, PathStep } from '../../src/core/edits.js';
import { editText, lawRuns } from '../support/edit.js';

type Members = { readonly [key: string]: JsonValue };

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('a "b" \\', '# no comment', '[x]', "'", 'https://x.example/v1'),
);
const provider: fc.Arbitrary<Members> = fc.record(
  {
    name: text,
    base_url: text,
    retries: fc.nat(9),
    headers: fc.dictionary(fc.constantFrom('X-A', 'b c'), text, { minKeys: 1, maxKeys: 2 }),
  },
  { requiredKeys: ['name'] },
) as never;
const names = ['one', 'two-2', 'a/b:c'];
const forms = ['table', 'dotted', 'inline'] as const;

interface Written {
  readonly document: string;
  readonly providers: Readonly<Record<string, Members>>;
}

const show = (value: JsonValue): string =>
  typeof value === 'object' && value !== null
    ? `{ ${Object.entries(value as Members)
        .map(([key, inner]) => `${JSON.stringify(key)} = ${show(inner)}`)
        .join(', ')} }`
    : JSON.stringify(value);
const key = (name: string): string => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name));

/** One provider in one of the forms. Those with dots stand before all tables. */
function lines(name: string, value: Members, form: (typeof forms)[number], isComment: boolean): string[] {
  const path = `model_providers.${key(name)}`;
  if (form === 'inline') return [`${path} = ${show(value)}${isComment ? ' # one line' : ''}`];
  if (form === 'dotted') return Object.entries(value).map(([member, inner]) => `${path}.${member} = ${show(inner)}`);
  const { headers, ...rest } = value;
  return [
    ...(isComment ? ['# mine'] : []),
    `[${path}]`,
    ...Object.entries(rest).map(([member, inner]) => `${member} = ${show(inner)}`),
    ...(headers === undefined
      ? []
      : isComment
        ? [`[${path}.headers]`, ...Object.entries(headers as Members).map(([member, inner]) => `${key(member)} = ${show(inner)}`)]
        : [`headers = ${show(headers)}`]),
  ];
}

const documents: fc.Arbitrary<Written> = fc
  .record({
    entries: fc.uniqueArray(fc.record({ name: fc.constantFrom(...names), value: provider, comment: fc.boolean() }), {
      selector: ({ name }) => name,
      maxLength: 3,
    }),
    form: fc.constantFrom(...forms),
    root: fc.constantFrom<readonly string[]>([], ['model = "x" # which'], ['a.b = 1', "c = '''\nlong\n'''"]),
    top: fc.constantFrom<readonly string[]>([], ['# first', ''], ['# of the table']),
    other: fc.constantFrom<readonly string[]>(
      [],
      ['[mcp.files]', 'command = "x"', '', '[mcp]', 'on = true'],
      ['[[rules]]', 'id = "r"', '[rules.sub]', 'x = 1'],
    ),
    middle: fc.boolean(),
    crlf: fc.boolean(),
    ends: fc.boolean(),
  })
  .map(({ entries, form, root, top, other, middle, crlf, ends }) => {
    const written = entries.map(({ name, value, comment }) => lines(name, value, form, comment));
    const tables =
      form === 'table' ? written.flatMap((one, index) => [...(middle && index === 1 ? ['', ...other, ''] : []), ...one, '']) : [];
    const dotted = form === 'table' ? [] : written.flat();
    const rest = middle && form === 'table' && written.length > 1 ? [] : other;
    const all = [
      ...top.filter((line) => line === '' || line === '# first'),
      ...root,
      ...dotted,
      '',
      ...top.filter((line) => line === '# of the table'),
      ...tables,
      ...rest,
    ];
    while (all.at(-1) === '') all.pop();
    const eol = crlf ? '\r\n' : '\n';
    const document = all.flatMap((line) => line.split('\n')).join(eol) + (ends && all.length > 0 ? eol : '');
    return { document, providers: Object.fromEntries(entries.map(({ name, value }) => [name, value])) };
  });

function edits(name: string, value: Members): MergeEdit[] {
  const edit = (at: PathStep[], wanted: JsonValue, choice?: true): MergeEdit => ({
    kind: 'merge',
    path: 'x.toml',
    format: 'toml',
    newFile: { content: '' },
    at,
    value: wanted,
    layout: { inline: ['headers'] },
    options: { ownedKeys: { '': 'all', headers: 'all' } },
    ...(choice && { ownership: { kind: 'choice' } }),
  });
  return [
    edit(['model_providers', name], value),
    edit(['model_provider'], name, true),
    edit(['models', { where: { alias: name } }], { alias: name, size: 1 }),
  ];
}

const meaning = (document: string): Record<string, JsonValue> => parse(document) as never;

describe('editing TOML tables', () => {
  it('adds a provider, keeps every other byte, and removes it again', async () => {
    await fc.assert(
      fc.asyncProperty(documents, provider, async ({ document, providers }, value) => {
        const wanted = edits('mine', value);
        const applied = await editText(document, wanted);
        expect(applied.errors).toEqual([]);
        expect(meaning(applied.text)).toEqual({
          ...meaning(document),
          model_providers: { ...providers, mine: value },
          model_provider: 'mine',
          models: [{ alias: 'mine', size: 1 }],
        });
        expect((await editText(applied.text, wanted)).resolution).toMatchObject({ changes: [], drift: [] });
        expect((await editText(applied.text, wanted, 'remove')).text).toBe(document);
      }),
      { numRuns: lawRuns },
    );
  });

  it('changes a provider in the form in which it is written', async () => {
    await fc.assert(
      fc.asyncProperty(documents, provider, fc.nat(), async ({ document, providers }, value, pick) => {
        const there = Object.keys(providers);
        fc.pre(there.length > 0);
        const name = there[pick % there.length]!;
        const wanted = edits(name, value).slice(0, 1);
        const applied = await editText(document, wanted);
        expect(applied.errors).toEqual([]);
        expect(meaning(applied.text)).toEqual({ ...meaning(document), model_providers: { ...providers, [name]: value } });
        expect((await editText(applied.text, wanted)).resolution.changes).toEqual([]);
        for (const comment of ['# first', '# which', '# of the table'])
          expect(applied.text.includes(comment)).toBe(document.includes(comment));
      }),
      { numRuns: lawRuns },
    );
  });

  it('removes a provider in whatever form it is written', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(), async ({ document, providers }, pick) => {
        const there = Object.keys(providers);
        fc.pre(there.length > 0);
        const name = there[pick % there.length]!;
        const { text: after, errors } = await editText(document, edits(name, providers[name]!).slice(0, 1), 'remove');
        expect(errors).toEqual([]);
        const { [name]: _, ...rest } = providers;
        const { model_providers: __, ...others } = meaning(document);
        expect(meaning(after)).toEqual({ ...others, ...(Object.keys(rest).length > 0 && { model_providers: rest }) });
      }),
      { numRuns: lawRuns },
    );
  });
});
