// Answers of sources that misbehave.
import { beforeEach, describe, expect, it } from 'vitest';
import { gatherAnswers, type GatheredAnswers } from '../../src/commands/gather.js';
import { maxPages } from '../../src/sources/engine/source.js';
import { validateSpec } from '../../src/spec/validate.js';
import { serve, type Seen } from '../support/fake-provider.js';
import { answer, faultyServer, inOrder, tagged } from '../support/faulty-server.js';
import { ownEnvironment } from '../support/requests.js';

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
