// Every folder below fixtures/import/<target>/ is a case: a file of the target, or `from`, which names a tree. `specs/` holds what
// is made of it and `diagnostics.txt` what is said. UPDATE_GOLDEN=1 writes both anew.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { colors } from '../../src/cli/color.js';
import { prettyReport } from '../../src/cli/report.js';
import { findChanges } from '../../src/commands/changes.js';
import { importSpecs } from '../../src/commands/import.js';
import { temporaryFolder } from '../support/tree.js';

const root = 'fixtures/import';
const update = process.env['UPDATE_GOLDEN'] === '1';
const names = (path: string): string[] => (existsSync(path) ? readdirSync(path).toSorted() : []);
const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

for (const target of names(root)) {
  describe(target, () => {
    it.each(names(join(root, target)))('%s', async (name) => {
      const folder = join(root, target, name);
      const file = names(folder).find((entry) => !['from', 'specs', 'diagnostics.txt'].includes(entry));
      const from = file === undefined ? read(join(folder, 'from')).trim() : join(folder, file);
      const out = temporaryFolder();
      const { diagnostics, sources, written } = await importSpecs({ target, from, ids: [], out });
      const specs = Object.fromEntries(names(out).map((spec) => [spec, read(join(out, spec))]));
      const said = prettyReport(diagnostics, sources, colors(false)).replaceAll(out, '<out>');
      if (update) writeGolden(folder, specs, said);
      expect(said).toBe(read(join(folder, 'diagnostics.txt')));
      expect(specs).toEqual(Object.fromEntries(names(join(folder, 'specs')).map((spec) => [spec, read(join(folder, 'specs', spec))])));
      expect(written.toSorted()).toEqual(Object.keys(specs));
      if (file !== undefined) return;

      const paths = written.map((spec) => join(out, spec));
      const again = await findChanges(paths, { target, into: from, draft: false }, 'apply');
      expect(again.changes).toEqual([]);
      expect(again.drift).toEqual([]);
    });
  });
}

it.each([
  ['forgecode', 'provider.json'],
  ['forgecode-user', ''],
])('a fix is for the file that its finding names, of %s', async (target, name) => {
  const folder = temporaryFolder();
  const entry = {
    id: 'acme',
    url: 'https://a.example/v1/chat/completions',
    api_key_var: 'KEY',
    url_param_vars: [],
    auth_methods: ['api_key'],
  };
  writeFileSync(join(folder, 'provider.json'), JSON.stringify([{ ...entry, response_type: 'OpenAI' }]));
  const { diagnostics } = await importSpecs({ target, from: name === '' ? folder : join(folder, name), ids: [] });
  const path = join(folder, 'provider.json');
  expect(diagnostics).toMatchObject([{ code: 'forgecode/unknown-key', at: { path }, fix: [{ path }] }]);
});

describe('the providers that are asked for by id', () => {
  const from = join(root, 'forgecode/lone-file/provider.json');
  const chosen = async (...ids: string[]): Promise<string[]> => {
    const { specs, diagnostics } = await importSpecs({ target: 'forgecode', from, ids, out: temporaryFolder() });
    return [
      ...specs.map(({ id }) => id),
      ...diagnostics.filter(({ code }) => code === 'import/unknown-provider').map(({ message }) => message),
    ];
  };

  it.each([
    ['the id of the file', ['acme_local'], ['acme-local']],
    ['the id of the spec', ['acme-local'], ['acme-local']],
    ['the id of the spec as the target writes it', ['acme_region'], ['acme-region']],
    ['two ids', ['acme-region', 'acme_odd'], ['acme-region', 'acme-odd']],
    ['no id', [], ['acme-local', 'acme-region', 'acme-odd']],
    ['an id and an unknown one', ['acme-odd', 'acme'], ['there is no provider "acme"']],
  ])('are found by %s', async (_, ids, expected) => {
    expect(await chosen(...ids)).toEqual(expected);
  });
});

describe('the providers of an import', () => {
  const opencode = (provider: object): string => {
    const path = join(temporaryFolder(), 'opencode.json');
    writeFileSync(path, JSON.stringify({ provider }));
    return path;
  };
  const entry = { npm: '@ai-sdk/openai-compatible', options: { baseURL: 'https://a.example/v1' } };
  const codesOf = (diagnostics: readonly { code: string }[]): string[] => diagnostics.map(({ code }) => code);

  it('are not printed if there are several, and no folder to write them to', async () => {
    const from = opencode({ one: entry, two: entry });
    const result = await importSpecs({ target: 'opencode', from, ids: [] });
    expect(result).toMatchObject({ specs: [], written: [], changes: [] });
    expect(result.diagnostics).toMatchObject([
      {
        code: 'import/several',
        message: `${from} contains 2 providers`,
        hint: 'choose one with `--id`, or write all of them into a folder with `-o <dir>`',
      },
    ]);
  });

  it('are printed, and not written, if there is one', async () => {
    const { specs, written, changes, diagnostics } = await importSpecs({ target: 'opencode', from: opencode({ one: entry }), ids: [] });
    expect([specs.map(({ id }) => id), written, changes, codesOf(diagnostics)]).toEqual([['one'], [], [], []]);
  });

  it('are reported if there are none', async () => {
    const from = opencode({});
    expect((await importSpecs({ target: 'opencode', from, ids: [] })).diagnostics).toMatchObject([
      { code: 'import/nothing', message: `${from} contains no provider` },
    ]);
  });

  it('overwrite no file, and are all or none written', async () => {
    const out = temporaryFolder();
    writeFileSync(join(out, 'two.yaml'), 'mine\n');
    const options = { target: 'opencode', from: opencode({ one: entry, two: entry }), ids: [], out };
    const refused = await importSpecs(options);
    expect(refused).toMatchObject({ specs: [], written: [], changes: [] });
    expect(refused.diagnostics).toMatchObject([
      {
        code: 'import/exists',
        message: `${out}/two.yaml exists and has other content`,
        hint: 'choose another folder with `-o`, or move the file away',
      },
    ]);
    expect(names(out)).toEqual(['two.yaml']);
    rmSync(join(out, 'two.yaml'));
    expect((await importSpecs(options)).changes).toHaveLength(2);
    const again = await importSpecs(options);
    expect([again.changes, again.written, codesOf(again.diagnostics)]).toEqual([[], ['one.yaml', 'two.yaml'], []]);
  });

  it('do not include one that cannot be read, which is reported', async () => {
    const from = opencode({ one: entry, two: { npm: '@ai-sdk/openai-compatible' } });
    const all = await importSpecs({ target: 'opencode', from, ids: [], out: temporaryFolder() });
    expect([all.written, codesOf(all.diagnostics)]).toEqual([['one.yaml'], ['import/not-read']]);
    const chosen = await importSpecs({ target: 'opencode', from, ids: ['two'] });
    expect([chosen.specs, codesOf(chosen.diagnostics)]).toEqual([[], ['import/not-read']]);
    const other = await importSpecs({ target: 'opencode', from, ids: ['one'] });
    expect([other.specs.map(({ id }) => id), other.diagnostics]).toEqual([['one'], []]);
  });

  it('are suggested for a misspelt id', async () => {
    const from = opencode({ acme: entry, other: entry });
    const hints = async (id: string) => (await importSpecs({ target: 'opencode', from, ids: [id] })).diagnostics;
    expect(await hints('acne')).toMatchObject([
      { code: 'import/unknown-provider', message: 'there is no provider "acne"', hint: 'did you mean `acme`?' },
    ]);
    expect((await hints('something-else'))[0]).not.toHaveProperty('hint');
  });
});

function writeGolden(folder: string, specs: Readonly<Record<string, string>>, said: string): void {
  rmSync(join(folder, 'specs'), { recursive: true, force: true });
  rmSync(join(folder, 'diagnostics.txt'), { force: true });
  if (said !== '') writeFileSync(join(folder, 'diagnostics.txt'), said);
  for (const [name, text] of Object.entries(specs)) {
    mkdirSync(join(folder, 'specs'), { recursive: true });
    writeFileSync(join(folder, 'specs', name), text);
  }
}
