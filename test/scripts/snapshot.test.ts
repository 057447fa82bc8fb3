// What comes with a release: the script asks catalogs that are on this machine, by their own names and through a proxy.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { createFetcher } from '../../src/io/net/fetch-json.js';
import { readSnapshot, snapshotName } from '../../src/io/net/snapshot.js';
import { catalogHosts } from '../support/catalog-hosts.js';
import { cli, type Run } from '../support/cli.js';
import { answer, type Behaviour } from '../support/faulty-server.js';
import { get, ownEnvironment } from '../support/requests.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

const urls = {
  'models.dev': 'https://models.dev/api.json',
  litellm: 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json',
  catwalk: 'https://catwalk.charm.land/v2/providers',
};
type Catalog = keyof typeof urls;

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const byKey = (entries: readonly (readonly [string, unknown])[]): object => Object.fromEntries(entries);

/** Catalogs with as many providers, of as many models each. */
const bodies: Readonly<Record<Catalog, (providers: number, models: number) => object>> = {
  'models.dev': (providers, models) =>
    byKey(
      many(providers, (one) => [
        `acme-${one}`,
        { id: `acme-${one}`, models: byKey(many(models, (index) => [`m-${index}`, { id: `m-${index}` }])) },
      ]),
    ),
  litellm: (providers, models) =>
    byKey(
      many(providers * models, (index) => {
        const provider = `acme-${index % providers}`;
        return [`${provider}/m-${index}`, { litellm_provider: provider, mode: 'chat', max_input_tokens: 1000 }];
      }),
    ),
  catwalk: (providers, models) =>
    many(providers, (one) => ({ id: `acme-${one}`, models: many(models, (index) => ({ id: `m-${index}` })) })),
};

const whole: Readonly<Record<Catalog, string>> = {
  'models.dev': JSON.stringify(bodies['models.dev'](120, 36)),
  litellm: JSON.stringify(bodies.litellm(50, 30)),
  catwalk: JSON.stringify(bodies.catwalk(40, 30)),
};

let folder = '';
let scratch = '';
beforeEach(() => {
  ownEnvironment();
  folder = temporaryFolder();
  scratch = temporaryFolder();
});

/** Runs the script with catalogs that answer correctly, except the given ones. */
async function snapshot(bad: Partial<Record<Catalog, Behaviour>> = {}, args: readonly string[] = [folder]): Promise<Run> {
  const entries = Object.entries(urls) as [Catalog, string][];
  const { env } = await catalogHosts(Object.fromEntries(entries.map(([id, url]) => [url, bad[id] ?? answer(200, whole[id])])));
  return cli(args, { program: resolve('scripts/snapshot.js'), env: { XDG_CACHE_HOME: scratch, ...env } });
}

const json = (body: object): Behaviour => answer(200, JSON.stringify(body));
const today = (): string => new Date().toISOString().slice(0, 10);

describe('npm run snapshot', () => {
  it('stores the answer of each catalog with its date, and writes their licences into NOTICE.txt', async () => {
    const days = [today()];
    expect(await snapshot()).toMatchObject({ code: 0, stderr: '' });
    days.push(today());
    expect(Object.keys(treeOf(folder))).toEqual([
      'NOTICE.txt',
      expect.stringMatching(/^catwalk\.charm\.land-[0-9a-f]{16}\.br$/) as string,
      expect.stringMatching(/^models\.dev-[0-9a-f]{16}\.br$/) as string,
      expect.stringMatching(/^raw\.githubusercontent\.com-[0-9a-f]{16}\.br$/) as string,
    ]);
    const notice = readFileSync(join(folder, 'NOTICE.txt'), 'utf8');
    const ask = createFetcher({ offline: true, snapshots: pathToFileURL(`${folder}/`) });
    for (const [id, url] of Object.entries(urls)) {
      const { body, from, date } = await ask(get(url));
      expect({ from, isWhole: body === whole[id as Catalog] }).toEqual({ from: 'snapshot', isWhole: true });
      expect(days).toContain(date);
      expect(notice).toContain(`${id}, ${date}: `);
      expect(notice).toContain(`from ${url}\n  MIT licence, Copyright (c) `);
    }
    expect(notice).not.toContain('by hand');
  });

  it('replaces an older snapshot of a catalog', async () => {
    const file = join(scratch, 'old.json');
    writeFileSync(file, JSON.stringify(bodies.catwalk(30, 40)));
    const old = await snapshot({}, [urls.catwalk, file, '2025-01-02', folder]);
    expect(old).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'NOTICE.txt'), 'utf8')).toContain('catwalk, 2025-01-02: ');
    const before = Object.keys(treeOf(folder)).find((name) => name.endsWith('.br'));
    expect(await snapshot()).toMatchObject({ code: 0 });
    expect(Object.keys(treeOf(folder))).toHaveLength(4);
    expect(Object.keys(treeOf(folder))).toContain(before);
    expect(readSnapshot(urls.catwalk, pathToFileURL(`${folder}/`))?.body === whole.catwalk).toBe(true);
    expect(readFileSync(join(folder, 'NOTICE.txt'), 'utf8')).not.toContain('2025-01-02');
  });

  it.each<[string, Partial<Record<Catalog, Behaviour>>, readonly RegExp[]]>([
    [
      'a page, an error or too few providers',
      { 'models.dev': answer(200, '<!doctype html>'), litellm: json({ error: 'slow down' }), catwalk: json(bodies.catwalk(3, 500)) },
      [
        /^models\.dev: models\.dev\/api\.json answers with HTML/m,
        /^litellm: .* has no models with a `litellm_provider`, but the error "slow down"/m,
        /^catwalk: .* it has 3 providers with 1500 models, and a whole one has 28 with 1000 at least/m,
      ],
    ],
    [
      'too few models, too few providers or nothing',
      { 'models.dev': json(bodies['models.dev'](140, 2)), litellm: json(bodies.litellm(2, 1000)), catwalk: answer(404) },
      [
        /^models\.dev: .* it has 140 providers with 280 models/m,
        /^litellm: .* it has 2 providers with 2000 models/m,
        /^catwalk: .* answers 404/m,
      ],
    ],
    [
      'models without ids',
      { catwalk: json(many(40, (one) => ({ id: `acme-${one}`, models: many(30, (index) => ({ model: `m-${index}` })) }))) },
      [/^catwalk: .* it has 0 providers with 0 models/m],
    ],
  ])('writes nothing if a catalog answers with %s', async (_, bad, messages) => {
    writeFileSync(join(folder, 'kept'), 'kept');
    const before = treeOf(folder);
    const { code, stdout, stderr } = await snapshot(bad);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const message of messages) expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^nothing was written: /m);
    expect(stderr.match(/^(models\.dev|litellm|catwalk): /gm)).toHaveLength(Object.keys(bad).length);
    expect(treeOf(folder)).toEqual(before);
  });

  it('rejects a snapshot whose licence is unknown', async () => {
    const file = join(scratch, 'acme.json');
    writeFileSync(file, '{}');
    expect(await snapshot({}, ['https://acme.example/', file, '2025-01-02', folder])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'NOTICE.txt'), 'utf8')).toMatch(/^acme\.example-\w+\.br\n {2}put here by hand/m);
    const before = treeOf(folder);
    expect(await snapshot()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/acme\.example-\w+\.br is of no catalog .*: take it away/) as string,
    });
    expect(treeOf(folder)).toEqual(before);
  });

  it('validates an answer from a file too', async () => {
    const file = join(scratch, 'error.json');
    writeFileSync(file, '{"error":"slow down"}');
    expect(await snapshot({}, [urls['models.dev'], file, '2025-01-02', folder])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('is not what models.dev answers: it has no providers with models') as string,
    });
    expect(treeOf(folder)).toEqual({});
  });

  it('runs before a package is published', () => {
    const { scripts, files } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string>; files: string[] };
    expect(scripts['prepublishOnly']).toMatch(/\bsnapshot$/);
    expect(files).toContain('snapshot');
  });
});

describe('the snapshots in the package', () => {
  /** Runs `sources` in a copy of the package whose `snapshot/` is in the folder of the test. */
  async function sources(...args: readonly string[]): Promise<Run> {
    cpSync('dist', join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    return cli(['sources', ...args], { program: join(folder, 'dist/cli.cjs') });
  }

  it('are listed by `sources` with their age', async () => {
    const file = join(scratch, 'catwalk.json');
    writeFileSync(file, whole.catwalk);
    const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
    expect(await snapshot({}, [urls.catwalk, file, day, join(folder, 'snapshot')])).toMatchObject({ code: 0 });
    const { stdout, stderr } = await sources();
    expect(stderr).toBe('');
    expect(stdout).toMatch(new RegExp(`^catwalk .* snapshot of ${day}, 4[01] days old$`, 'm'));
    expect(stdout).toMatch(/^models\.dev +catalog +https:\/\/models\.dev$/m);
    const { sources: all } = JSON.parse((await sources('--reporter', 'json')).stdout) as { sources: { id: string }[] };
    expect(all.filter((source) => 'snapshot' in source)).toMatchObject([{ id: 'catwalk', snapshot: { date: day } }]);
  });

  it.each<[string, string | undefined]>([
    ['missing', undefined],
    ['damaged', 'not brotli'],
  ])('are ignored silently by `sources` if %s', async (_, text) => {
    mkdirSync(join(folder, 'snapshot'));
    if (text !== undefined) writeFileSync(join(folder, 'snapshot', snapshotName(urls['models.dev'])), text);
    const { code, stdout, stderr } = await sources();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^models\.dev +catalog +https:\/\/models\.dev$/m);
    expect(stdout).not.toContain('snapshot');
  });
});
