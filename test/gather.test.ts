// What a run hears of sources that misbehave.
import { beforeEach, describe, expect, it } from 'vitest';
import { lazyFetcher, openSources, type Heard } from '../src/commands/gather.js';
import { maxPages } from '../src/core/source.js';
import { validateSpec } from '../src/core/validate.js';
import { serve, type Fake, type Seen } from './support/fake-provider.js';
import { ownEnvironment } from './support/requests.js';

beforeEach(() => void ownEnvironment());

async function hear({ url }: Fake): Promise<Heard> {
  const text = `schema: providersmith/1\nid: acme\nname: Acme\nendpoints: [{protocol: openai-chat, base_url: "${url}/v1"}]\nauth: [{type: none}]\nmodels: [{id: m1}]\n`;
  const { valid } = await validateSpec('acme.yaml', text);
  const { gather } = await openSources({ sources: [{ id: 'own' }], offline: false }, lazyFetcher(false));
  return gather(valid!.provider);
}

/** A page that says where the next one is. */
const page = (id: string) => ({ body: { data: [{ id }], has_more: true, last_id: id } });

describe('pages', () => {
  it.each([
    ['that lead to one before', ({ path }: Seen) => page(path.endsWith('=m1') ? 'm2' : 'm1'), 3, /go in a circle/],
    [
      'without an end',
      ({ path }: Seen) => page(`m${Number(path.split('=m')[1] ?? 0) + 1}`),
      maxPages,
      /more pages than the 100 that were read/,
    ],
  ] as const)('%s are no answer, and are not asked for without an end', async (_, behaviour, requests, said) => {
    const fake = await serve(behaviour);
    const { answers, diagnostics } = await hear(fake);
    expect(answers).toEqual([]);
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'models/answer', message: expect.stringMatching(said) as string })]);
    expect(fake.seen).toHaveLength(requests);
  });
});
