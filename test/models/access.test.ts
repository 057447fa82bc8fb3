import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };

describe('access to the provider', () => {
  it('changes its host, key variable or key header only after `models/access-change` is accepted', () => {
    const facts = { url: 'https://api.other.example/v1', env: ['OTHER_KEY'] };
    const feed = new Feed(specWith([alpha]));
    expect(feed.run(answer(1, [alpha], { facts }))).toEqual(['hold access-change endpoints', 'hold access-change auth']);
    expect(feed.spec.endpoints[0].base_url).toBe('https://api.acme.example/v1');
    expect(feed.last!.diagnostics[0]!.message).toBe(
      'the host is `https://api.other.example` according to models.dev, but `https://api.acme.example` in the spec',
    );
    feed.run(answer(2, [alpha], { facts }), ['models/access-change']);
    expect(feed.spec.endpoints[0].base_url).toBe('https://api.other.example/v1');
    expect(feed.spec.auth[0]).toEqual({ type: 'api_key', env: 'OTHER_KEY' });
    const pinned = new Feed(specWith([alpha], { pinned: ['auth', 'endpoints'] }));
    expect(pinned.run(answer(1, [alpha], { facts }))).toEqual([]);
  });
});
