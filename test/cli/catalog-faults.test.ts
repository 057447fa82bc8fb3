// Every catalog misbehaves under its own name, and its response changes nothing.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { allSources } from '../../src/commands/sources.js';
import { catalogHosts } from '../support/catalog-hosts.js';
import { refuseStaleBuild } from '../support/cli.js';
import { answer, faults, redirect, type Behaviour } from '../support/faulty-server.js';
import { catalogOf, models, specText, textsOf, writeSpec } from '../support/models-cli.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

beforeAll(refuseStaleBuild);

const json = (body: unknown): Behaviour => answer(200, JSON.stringify(body), { 'content-type': 'application/json' });

/** What each says of the model, each something that no other one says. */
const bodies: Readonly<Record<string, string>> = {
  'models.dev': catalogOf({ 'acme/small': { limit: { context: 128_000 } } }),
  openrouter: JSON.stringify({ data: [{ id: 'acme/small', architecture: { input_modalities: ['text', 'image'] } }] }),
  litellm: JSON.stringify({ 'acme/acme/small': { litellm_provider: 'acme', mode: 'chat', max_output_tokens: 8000 } }),
  catwalk: JSON.stringify([{ id: 'acme', models: [{ id: 'acme/small', cost_per_1m_in: 3, cost_per_1m_out: 15 }] }]),
};
const catalogs = (await allSources()).flatMap(({ id, url }) => (url === undefined ? [] : [{ id, url }]));
const good = Object.fromEntries(catalogs.map(({ id, url }) => [url, answer(200, bodies[id], { etag: '"1"' })]));
const named = catalogs.flatMap(({ id }) => ['--source', id]);

/** Each of these is no answer, with the finding that says so. */
const refused: Record<string, readonly [Behaviour, string]> = {
  'closed before the answer': [faults['closed before the answer'], 'net/failed'],
  'less than it says': [faults['less than it says'], 'net/failed'],
  'half a gzip': [faults['half a gzip'], 'net/failed'],
  html: [faults.html, 'net/not-json'],
  empty: [faults.empty, 'net/not-json'],
  'half a document': [faults['half a document'], 'net/not-json'],
  '100 MB': [faults['100 MB'], 'net/too-large'],
  '403': [answer(403, '{}'), 'net/status'],
  '429': [answer(429, '{}', { 'retry-after': '3600' }), 'net/status'],
  '500': [answer(500, '{}'), 'net/status'],
  'a redirect to another host': [redirect('http://other.example/api.json'), 'net/redirect'],
  null: [json(null), 'models/answer'],
  'an error with the status 200': [json({ error: { message: 'Unauthorized' } }), 'models/answer'],
  'another shape': [json([['acme/small']]), 'models/answer'],
  'a list of nothing': [json([]), 'models/answer'],
};

describe('models update from faulty catalogs', () => {
  it('is tested with every catalog', () => {
    expect(catalogs.map(({ id }) => id).toSorted()).toEqual(Object.keys(bodies).toSorted());
  });

  it('uses what each catalog knows if it answers', async () => {
    const folder = temporaryFolder();
    const { env, seen } = await catalogHosts(good);
    const spec = writeSpec(folder, specText());
    expect(await models('update', folder, [spec, ...named], { env })).toMatchObject({ code: 1, stderr: '' });
    expect(seen.map(({ path }) => path).toSorted()).toEqual(catalogs.map(({ url }) => new URL(url).pathname).toSorted());
    const text = readFileSync(spec, 'utf8');
    for (const said of [/context: 128000/, /input: \[text, image\]/, /output: 8000/, /cost: \{input: 3, output: 15\}/])
      expect.soft(text).toMatch(said);
  });

  it.each(Object.entries(refused))('changes nothing if they answer with %s, and names each catalog', async (_, [behaviour, code]) => {
    const folder = temporaryFolder();
    const spec = writeSpec(folder, specText());
    const whole = await catalogHosts(good);
    await models('update', folder, [spec, ...named], { env: whole.env });
    const before = treeOf(folder);
    expect(textsOf(spec).lock).toContain('"models.dev:');

    const { env } = await catalogHosts(Object.fromEntries(Object.keys(good).map((url) => [url, behaviour])));
    const { code: exit, stdout, stderr } = await models('update', folder, [spec, ...named], { env });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '0 changed, 0 held, 0 notes in 0 specs\n' });
    const told = stderr.split('\n').filter((line) => line.includes(` [${code}]`));
    for (const { id } of catalogs) expect.soft(told, id).toContainEqual(expect.stringContaining(` error ${id}: `));
    expect(treeOf(folder)).toEqual(before);
  });
});
