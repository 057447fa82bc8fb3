// Answers of sources that misbehave.
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { gatherAnswers, type GatheredAnswers, type NamedSource, type Origin } from '../../src/commands/gather.js';
import { digestOf } from '../../src/io/net/cache.js';
import { maxPages } from '../../src/sources/engine/source.js';
import { validateSpec, type ValidSpec } from '../../src/spec/validate.js';
import { serve, type Seen } from '../support/fake-provider.js';
import { answer, faultyServer, inOrder, tagged } from '../support/faulty-server.js';
import { ownEnvironment } from '../support/requests.js';
import { temporaryFolder } from '../support/tree.js';

beforeEach(() => void ownEnvironment());

async function gatherFrom(url: string, offline = false): Promise<GatheredAnswers> {
  const text = `schema: providersmith/1\nid: acme\nname: Acme\nendpoints: [{protocol: openai-chat, base_url: "${url}/v1"}]\nauth: [{type: none}]\nmodels: [{id: m1}]\n`;
  const { valid } = await validateSpec('acme.yaml', text);
  const { gathered } = await gatherAnswers([valid!], { sources: [{ id: 'own' }], offline });
  return gathered[0]!;
}

/** A page that says where the next one is. */
const page = (id: string) => ({ body: { data: [{ id }], has_more: true, last_id: id } });

describe('the pages of a model list', () => {
  it.each([
    ['that repeat', ({ path }: Seen) => page(path.endsWith('=m1') ? 'm2' : 'm1'), 3, /pages repeat/],
    ['without an end', ({ path }: Seen) => page(`m${Number(path.split('=m')[1] ?? 0) + 1}`), maxPages, /only 100 of its pages were read/],
  ] as const)('%s are refused, and requesting them ends', async (_, behaviour, requests, said) => {
    const fake = await serve(behaviour);
    const { answers, diagnostics } = await gatherFrom(fake.url);
    expect(answers).toEqual([]);
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'models/answer', message: expect.stringMatching(said) as string })]);
    expect(fake.seen).toHaveLength(requests);
  });
});

describe('a cached response', () => {
  const list = (...ids: readonly string[]): string => JSON.stringify({ data: ids.map((id) => ({ id })) });
  const bad = JSON.stringify({ error: { message: 'try again later' } });
  const idsOf = ({ answers }: GatheredAnswers): string[] => answers.flatMap(({ listing }) => listing.models.map(({ id }) => id));

  it('stays if the next one is not a model list, and its ETag is sent with the one after', async () => {
    const behaviour = inOrder(
      tagged('"good"', list('m1')),
      tagged('"bad"', bad),
      tagged('"good"', list('m1')),
      tagged('"next"', list('m2')),
    );
    const { origin, seen } = await faultyServer({ routes: { '/v1/models': behaviour } });
    expect(idsOf(await gatherFrom(origin))).toEqual(['m1']);
    expect((await gatherFrom(origin)).diagnostics).toMatchObject([{ code: 'models/answer' }]);
    const offline = await gatherFrom(origin, true);
    expect([idsOf(offline), offline.answers[0]!.isStored]).toEqual([['m1'], true]);
    expect(idsOf(await gatherFrom(origin))).toEqual(['m1']);
    expect(seen.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"good"', '"good"']);
    expect(idsOf(await gatherFrom(origin))).toEqual(['m2']);
    expect(idsOf(await gatherFrom(origin, true))).toEqual(['m2']);
  });

  it('of several pages stays as a whole if the next one is not a model list', async () => {
    const more = JSON.stringify({ ...page('m1').body, data: [{ id: 'm1' }, { id: 'm3' }] });
    const bodies = [JSON.stringify(page('m1').body), list('m2'), more, bad];
    const { origin } = await faultyServer({ routes: { '/v1/models': inOrder(...bodies.map((body) => answer(200, body))) } });
    expect(idsOf(await gatherFrom(origin))).toEqual(['m1', 'm2']);
    expect((await gatherFrom(origin)).diagnostics).toMatchObject([{ code: 'models/answer' }]);
    expect(idsOf(await gatherFrom(origin, true))).toEqual(['m1', 'm2']);
  });
});

describe('the answers of sources for one provider', () => {
  const own = JSON.stringify({ data: [{ id: 'm1' }] });
  const catalog = JSON.stringify({ acme: { id: 'acme', name: 'Acme', env: [], models: { m2: { id: 'm2', name: 'Two' } } } });
  const opencode = JSON.stringify({
    provider: { acme_ai: { npm: '@ai-sdk/openai-compatible', options: { baseURL: 'https://a.example/v1' }, models: { m3: {} } }, acme: {} },
  });

  async function specOf(id: string): Promise<ValidSpec> {
    const live = 'live_models: {url: "https://a.example/v1/models", shape: openai, auth: none}\n';
    const text = `schema: providersmith/1\nid: ${id}\nname: Acme\nendpoints: [{protocol: openai-chat, base_url: "https://a.example/v1"}]\nauth: [{type: none}]\n${live}`;
    return (await validateSpec(`${id}.yaml`, text)).valid!;
  }

  async function gatherFiles(id: string, sources: readonly NamedSource[]): Promise<GatheredAnswers & { origins: readonly Origin[] }> {
    const { gathered, origins } = await gatherAnswers([await specOf(id)], { sources, offline: true, asOf: '2026-03-04' });
    return { ...gathered[0]!, origins };
  }

  function file(name: string, text: string): string {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, text);
    return path;
  }

  it('have the own list of the provider first, then the catalogs as they are named', async () => {
    const sources = [
      { id: 'models.dev', path: file('a.json', catalog) },
      { id: 'own', path: file('b.json', own) },
    ];
    const { answers, diagnostics, origins } = await gatherFiles('acme', sources);
    expect(diagnostics).toEqual([]);
    expect(answers.map(({ source, authority }) => [source, authority])).toEqual([
      ['own', 'own'],
      ['models.dev', 'catalog'],
    ]);
    expect(origins.map(({ source, from, date }) => [source, from, date])).toEqual([
      ['models.dev', 'file', '2026-03-04'],
      ['own', 'file', '2026-03-04'],
    ]);
  });

  it('name a file without its folder, with the digest of its text', async () => {
    const { answers } = await gatherFiles('acme', [{ id: 'own', path: file('list.json', own) }]);
    expect(answers).toMatchObject([{ url: 'list.json', digest: digestOf(own), date: '2026-03-04', isPublic: true, isStored: true }]);
  });

  it('include the models of the file of a target, which is no complete list', async () => {
    const path = file('opencode.json', opencode);
    const { answers, origins } = await gatherFiles('acme-ai', [{ id: 'opencode', path }]);
    expect(answers).toEqual([
      {
        source: 'opencode',
        authority: 'catalog',
        listing: { models: [{ id: 'm3' }], provider: {}, isComplete: false, leftOut: [] },
        isPublic: true,
        isStored: true,
        url: 'opencode.json',
        digest: digestOf(opencode),
        date: '2026-03-04',
      },
    ]);
    expect(origins).toMatchObject([{ source: 'opencode', from: 'file', date: '2026-03-04' }]);
  });

  it('include a provider of a target without models', async () => {
    const text = opencode.replace('"models":{"m3":{}}', '"models":{}');
    const { answers } = await gatherFiles('acme-ai', [{ id: 'opencode', path: file('opencode.json', text) }]);
    expect(answers.map(({ listing }) => listing.models)).toEqual([[]]);
  });

  it('are none if the file of a target does not have the provider', async () => {
    const path = file('opencode.json', opencode);
    const { answers, diagnostics } = await gatherFiles('other', [{ id: 'opencode', path }]);
    expect(answers).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: 'models/unlisted', message: `opencode does not have "other": ${path} does not have it`, subject: 'other' },
    ]);
  });

  it('are dated by the last change of a file without another date', async () => {
    const path = file('opencode.json', opencode);
    utimesSync(path, new Date('2025-05-06T12:00:00Z'), new Date('2025-05-06T12:00:00Z'));
    const { gathered } = await gatherAnswers([await specOf('acme-ai')], { sources: [{ id: 'opencode', path }], offline: true });
    expect(gathered[0]!.answers[0]!.date).toBe('2025-05-06');
  });

  it('are refused from a file that is not JSON, without its text', async () => {
    const path = file('key.txt', 'sk-123');
    await expect(gatherFiles('acme', [{ id: 'own', path }])).rejects.toMatchObject({
      diagnostic: { code: 'io/read', message: `${path} is not JSON`, hint: 'name a file with a response of the source' },
    });
  });
});

describe('the answer of a provider', () => {
  const list = JSON.stringify({ data: [{ id: 'm1' }] });

  it('has the digest of its body, is not stored, and has no origin', async () => {
    const { origin } = await faultyServer({ routes: { '/v1/models': answer(200, list) } });
    const { answers } = await gatherFrom(origin);
    expect(answers).toMatchObject([{ source: 'own', url: `${origin}/v1/models`, digest: digestOf(list), isStored: false, isPublic: true }]);
    expect((await gatherFrom(origin, true)).answers).toMatchObject([{ digest: digestOf(list), isStored: true }]);
  });

  it('has one digest of all its pages', async () => {
    const first = JSON.stringify(page('m1').body);
    const { origin } = await faultyServer({ routes: { '/v1/models': inOrder(answer(200, first), answer(200, list)) } });
    const { answers } = await gatherFrom(origin);
    expect(answers[0]!.digest).toBe(digestOf(`${digestOf(first)}\n${digestOf(list)}`));
  });

  it('is an error of its source and provider, with what to do, if it fails', async () => {
    const { origin } = await faultyServer({ routes: { '/v1/models': answer(500, 'no') } });
    const { answers, diagnostics } = await gatherFrom(origin);
    expect(answers).toEqual([]);
    expect(diagnostics).toMatchObject([{ severity: 'error', message: expect.stringMatching(/^own: /) as string, subject: 'acme' }]);
    expect(diagnostics[0]!.hint).toBeTypeOf('string');
  });
});
