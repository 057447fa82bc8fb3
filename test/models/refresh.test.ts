import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { parseLock, printLock } from '../../src/models/lock.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };
const gamma: Model = { id: 'gamma' };

describe('a value', () => {
  it('follows the source of the highest authority, and the rest is told', () => {
    const feed = new Feed(specWith([{ id: 'alpha', limit: { context: 128_000 } }]));
    const own = answer(1, [{ id: 'alpha', limit: { context: 256_000 } }], { source: 'own' });
    expect(feed.run([own, answer(1, [alpha])])).toEqual([
      'change value alpha limit.context',
      'change value alpha limit.output',
      'change value alpha cost.input',
      'change value alpha cost.output',
    ]);
    expect(feed.spec.models).toEqual([{ ...alpha, limit: { context: 256_000, output: 8_000 } }]);
    expect(feed.last!.diagnostics[0]!.claims).toEqual([
      { source: 'own', date: '2026-01-01', value: 256_000 },
      { source: 'models.dev', date: '2026-01-01', value: 200_000 },
    ]);
    // The catalog alone does not outrank what the provider said before.
    expect(feed.run(answer(2, [{ ...alpha, limit: { context: 300_000, output: 8_000 } }]))).toEqual(['note disagree alpha limit.context']);
    expect(feed.spec.models![0]!.limit!.context).toBe(256_000);
  });

  it('that one catalog gave stays when another one alone is asked, until a person says so', () => {
    const given: Model = { ...alpha, name: 'Alpha' };
    const feed = new Feed(specWith([{ id: 'alpha' }]));
    feed.run(answer(1, [given]));
    const other: Model = { id: 'alpha', name: 'Another', limit: { context: 300_000, output: 8_000 }, temperature: true };
    const catwalk = answer(2, [other], { source: 'catwalk' });
    // What nobody said so far is filled in.
    expect(feed.run(catwalk)).toEqual(['note disagree alpha limit.context', 'change value alpha temperature']);
    expect(feed.spec.models).toEqual([{ ...given, temperature: true }]);
    expect(feed.last!.diagnostics[0]).toMatchObject({
      message: '`limit.context` of "alpha" is 200000 in the spec, from models.dev, which did not answer; catwalk says 300000',
      hint: '`--accept models/disagree` replaces it',
    });
    expect(feed.run(catwalk, ['models/disagree'])).toEqual(['change value alpha name', 'change value alpha limit.context']);
    expect(feed.spec.models).toEqual([{ ...given, ...other }]);
    // From now on it is the other one's.
    expect(feed.run(answer(3, [given]))).toEqual(['note disagree alpha limit.context']);
  });

  it('that one catalog gave follows another one when the first was asked as well, and the provider always', () => {
    const feed = new Feed(specWith([{ id: 'alpha' }]));
    feed.run(answer(1, [{ id: 'alpha', limit: { context: 200_000, output: 8_000 } }]));
    const said = (context: number): Model => ({ id: 'alpha', limit: { context } });
    const catwalk = answer(2, [said(300_000)], { source: 'catwalk' });
    expect(feed.run([answer(2, [said(200_000)]), catwalk])).toEqual(['note disagree alpha limit.context']);
    expect(feed.run([answer(3, [{ id: 'alpha' }]), { ...catwalk, date: '2026-01-03' }])).toEqual(['change value alpha limit.context']);
    expect(feed.run(answer(4, [said(400_000)], { source: 'own' }))).toEqual(['change value alpha limit.context']);
    // A limit that shrinks is held all the same.
    feed.run(answer(5, [{ id: 'alpha', limit: { context: 400_000, output: 4_000 } }], { source: 'catwalk' }), ['models/disagree']);
    expect(feed.last!.diagnostics.map(({ kind, rule }) => `${kind} ${rule}`)).toEqual(['hold models/limit-shrinks']);
  });

  it('a price of one catalog gets no part from another one', () => {
    const feed = new Feed(specWith([{ id: 'alpha', cost: { input: 1, output: 4 } }]));
    feed.run(answer(1, [{ ...alpha, cost: { input: 2, output: 4 } }]));
    const other = answer(2, [{ ...alpha, cost: { input: 3, output: 4, cache_read: 0.3 } }], { source: 'catwalk' });
    expect(feed.run(other)).toEqual(['note disagree alpha cost.input', 'note disagree alpha cost.cache_read']);
    expect(feed.spec.models![0]!.cost).toEqual({ input: 2, output: 4 });
    feed.run(other, ['models/disagree']);
    expect(feed.spec.models![0]!.cost).toEqual({ input: 3, output: 4, cache_read: 0.3 });
  });

  it('stays where nobody says anything of it', () => {
    const feed = new Feed(specWith([{ ...alpha, name: 'Alpha', temperature: true, knowledge: '2025-01' }]));
    expect(feed.run(answer(1, [{ id: 'alpha' }]))).toEqual([]);
    expect(feed.spec.models).toEqual([{ ...alpha, name: 'Alpha', temperature: true, knowledge: '2025-01' }]);
  });

  it('that a person changed since the last run is theirs, and one that they took out stays out', () => {
    const feed = new Feed(specWith([{ id: 'alpha' }]));
    feed.run(answer(1, [alpha]));
    feed.spec = specWith([{ id: 'alpha', limit: { context: 250_000, output: 8_000 } }]);
    expect(feed.run(answer(2, [alpha]))).toEqual([
      'note disagree alpha limit.context',
      'note disagree alpha cost.input',
      'note disagree alpha cost.output',
    ]);
    expect(feed.spec.models).toEqual([{ id: 'alpha', limit: { context: 250_000, output: 8_000 } }]);
    // Once the source says the same, it is followed again.
    const agreed: Model = { ...alpha, limit: { context: 250_000, output: 8_000 } };
    feed.run(answer(3, [agreed]));
    feed.run(answer(4, [{ ...agreed, limit: { context: 260_000, output: 8_000 } }]));
    expect(feed.spec.models![0]!.limit!.context).toBe(260_000);
  });

  it('that is pinned or has evidence stays', () => {
    const pinned = new Feed(specWith([{ id: 'alpha', limit: { context: 1000 }, pinned: ['limit'] }]));
    expect(pinned.run(answer(1, [{ id: 'alpha', limit: { context: 2000 } }]))).toEqual([]);
    expect(pinned.spec.models![0]!.limit).toEqual({ context: 1000 });
    const evidence = [{ field: '/models/0/limit', claim: 'The docs say so', sources: ['https://acme.example/docs'] as [string] }];
    const documented = new Feed(specWith([{ id: 'alpha', limit: { context: 1000 } }], { evidence }));
    expect(documented.run(answer(1, [{ id: 'alpha', limit: { context: 2000 } }]))).toEqual(['note disagree alpha limit.context']);
    expect(documented.spec.models![0]!.limit).toEqual({ context: 1000 });
  });

  it('of which a part has evidence stays as well', () => {
    const tiers = (input: number): Model => ({
      ...alpha,
      cost: { input: 1, output: 4, tiers: [{ above_context: 1000, input, output: 4 }] },
    });
    const evidence = [{ field: '/models/0/cost/tiers/0/input', claim: 'The docs say so', sources: ['s'] as [string] }];
    const feed = new Feed(specWith([tiers(2)], { evidence }));
    expect(feed.run(answer(1, [tiers(3)]))).toEqual(['note disagree alpha cost.tiers']);
    expect(feed.spec.models).toEqual([tiers(2)]);
  });

  it('of words that a person chose stays, and one that came from a source follows it', () => {
    const feed = new Feed(specWith([{ id: 'alpha', name: 'My Alpha' }, { id: 'beta' }]));
    feed.run(
      answer(1, [
        { id: 'alpha', name: 'Alpha 1' },
        { id: 'beta', name: 'Beta' },
      ]),
    );
    feed.run(
      answer(2, [
        { id: 'alpha', name: 'Alpha 2' },
        { id: 'beta', name: 'Beta 2' },
      ]),
    );
    expect(feed.spec.models!.map(({ name }) => name)).toEqual(['My Alpha', 'Beta 2']);
  });

  it('that contradicts the rest is left out', () => {
    const feed = new Feed(specWith([beta]));
    expect(feed.run(answer(1, [{ id: 'beta', limit: { context: 100_000, output: 200_000 } }]))).toEqual(['note contradiction beta']);
    expect(feed.spec.models).toEqual([beta]);
    const fresh = new Feed(specWith([beta]));
    fresh.run(answer(1, [beta, { id: 'new', limit: { context: 10, output: 20 }, cost: { input: 1 } as never }]));
    expect(fresh.spec.models![1]).toEqual({ id: 'new', limit: { context: 10 } });
  });
});

describe('what is held', () => {
  it.each([
    ['limit-shrinks', { limit: { context: 100_000, output: 8_000 } }, { context: 100_000, output: 8_000 }, 'limit'],
    ['price-jump', { cost: { input: 0, output: 4 } }, { input: 0, output: 4 }, 'cost'],
    ['price-jump', { cost: { input: 10, output: 4 } }, { input: 10, output: 4 }, 'cost'],
    ['price-jump', { cost: { input: 0.1, output: 3 } }, { input: 0.1, output: 3 }, 'cost'],
  ] as const)('%s: %j waits for a person', (rule, change, accepted, member) => {
    const feed = new Feed(specWith([alpha]));
    feed.run(answer(1, [alpha]));
    const next = answer(2, [{ ...alpha, ...change }]);
    expect(feed.run(next)[0]).toMatch(new RegExp(`^hold ${rule} alpha`));
    expect(feed.spec.models).toEqual([alpha]);
    feed.run(next, [`models/${rule}`]);
    expect(feed.spec.models![0]![member]).toEqual(accepted);
  });

  it.each([
    [{ tool_call: false }, { tool_call: true }],
    [{ modalities: { input: ['text'] } }, { modalities: { input: ['text', 'image'] } }],
  ] as [Partial<Model>, Partial<Model>][])('loses-ability: %j waits for a person where the spec has %j', (less, more) => {
    const feed = new Feed(specWith([{ ...alpha, ...more }]));
    const next = answer(1, [{ ...alpha, ...less }]);
    expect(feed.run(next)[0]).toMatch(/^hold loses-ability alpha/);
    expect(feed.spec.models).toEqual([{ ...alpha, ...more }]);
    feed.run(next, ['models/loses-ability']);
    expect(feed.spec.models).toEqual([{ ...alpha, ...less }]);
  });

  it('is no limit that is the same by another measure', () => {
    const feed = new Feed(specWith([{ id: 'alpha', limit: { context: 1_048_576, output: 262_144 } }]));
    expect(feed.run(answer(1, [{ id: 'alpha', limit: { context: 1_000_000, output: 262_000 } }]))).toEqual([
      'note disagree alpha limit.context',
      'note disagree alpha limit.output',
    ]);
    expect(feed.run(answer(2, [{ id: 'alpha', limit: { context: 990_000 } }]))).toEqual(['hold limit-shrinks alpha limit.context']);
  });

  it('a price is held as a whole, so that nobody pays half of a change', () => {
    const feed = new Feed(specWith([alpha]));
    expect(feed.run(answer(1, [{ ...alpha, cost: { input: 20, output: 5 } }]))).toEqual([
      'hold price-jump alpha cost.input',
      'hold price-jump alpha cost.output',
    ]);
  });

  it.each([0, 30])('a price above some number of tokens, when it becomes %d', (input) => {
    const tiers = (price: number): Model => ({
      ...alpha,
      cost: { input: 1, output: 4, tiers: [{ above_context: 1000, input: price, output: 4 }] },
    });
    const feed = new Feed(specWith([tiers(2)]));
    expect(feed.run(answer(1, [tiers(input)]))).toEqual(['hold price-jump alpha cost.tiers']);
    expect(feed.run(answer(1, [tiers(3)]))).toEqual(['change value alpha cost.tiers']);
  });

  it('a new id of a model that only a key shows', () => {
    const [old, next] = ['alpha-20250101', 'alpha-20260101'].map((id) => ({ ...alpha, id })) as [Model, Model];
    const others = [beta, gamma, { id: 'delta' }];
    const feed = new Feed(specWith([old, ...others], { default_model: old.id }));
    feed.run(answer(1, [old, ...others], { source: 'own', isPublic: false }));
    const own = answer(2, [next, ...others], { source: 'own', isPublic: false });
    expect(feed.run(own)).toEqual([`hold private-id ${next.id}`, `change missing ${old.id}`]);
    expect(feed.spec.default_model).toBe(old.id);
    feed.run(own, ['models/private-id']);
    expect([feed.ids[0], feed.spec.default_model]).toEqual([next.id, next.id]);
  });

  it('another host, variable or header for the key is never taken over unasked', () => {
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

  it('an id that only a key shows', () => {
    const feed = new Feed(specWith([alpha]));
    const own = answer(1, [alpha, gamma, { id: 'ft:mine' }], { source: 'own', isPublic: false });
    expect(feed.run([own, answer(1, [alpha, gamma])])).toEqual(['change new gamma', 'hold private-id ft:mine']);
    expect(feed.ids).toEqual(['alpha', 'gamma']);
  });

  it.each(['${HOME}', '{{key}}', '$(id)', 'a;b', 'a|b', 'a b', "it's", 'a\\b', 'сlaude', 'a\u200Bb', '<b>'])(
    'an id with characters that ids do not have: %s',
    (id) => {
      const feed = new Feed(specWith([alpha]));
      const next = answer(1, [alpha, gamma, { id }]);
      expect(feed.run(next)).toEqual(['change new gamma', `hold unusual-id ${id}`]);
      expect(feed.last!.diagnostics[1]!.hint).toBe('to accept it, pass `--accept models/unusual-id`');
      expect(feed.ids).toEqual(['alpha', 'gamma']);
      feed.run(next, ['models/unusual-id']);
      expect(feed.ids).toEqual(['alpha', 'gamma', id]);
      expect(feed.run(answer(2, [alpha, gamma, { id }]))).toEqual([]);
    },
  );

  it('such an id of a model that had another one', () => {
    const [old, next] = ['alpha 1', 'alpha;1'].map((id) => ({ ...alpha, id })) as [Model, Model];
    const others = [beta, gamma, { id: 'delta' }];
    const feed = new Feed(specWith([old, ...others]));
    feed.run(answer(1, [old, ...others]));
    const renamed = answer(2, [next, ...others]);
    expect(feed.run(renamed, ['models/rename'])).toEqual([`hold unusual-id ${next.id}`, `change missing ${old.id}`]);
    expect(feed.ids[0]).toBe(old.id);
    feed.run(renamed, ['models/unusual-id']);
    expect(feed.ids[0]).toBe(next.id);
  });

  it('more new models than there are', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ id: `new-${index}` }));
    const feed = new Feed(specWith([alpha]));
    expect(feed.run(answer(1, [alpha, ...many]))).toEqual(['hold many-new']);
    feed.run(answer(2, [alpha, ...many]), ['models/many-new']);
    expect(feed.ids).toHaveLength(13);
  });
});

describe('a new model', () => {
  it('is one for text, and for tools where all others call them', () => {
    const whisper: Model = { id: 'whisper', modalities: { input: ['audio'], output: ['text'] } };
    const embedder: Model = { id: 'embedder', tool_call: false };
    const feed = new Feed(specWith([{ ...alpha, tool_call: true }]));
    expect(feed.run(answer(1, [alpha, whisper, embedder, { id: 'old', status: 'deprecated' }, gamma]))).toEqual(['change new gamma']);
    const mixed = new Feed(specWith([alpha]));
    expect(mixed.run(answer(1, [alpha, whisper, embedder]))).toEqual(['change new embedder']);
  });
});

describe('the lock', () => {
  it('keeps the day of the answer that a value came from, however often the same answer comes', () => {
    const feed = new Feed(specWith([beta]));
    const first = answer(1, [alpha, beta]);
    feed.run(first);
    const { lock } = feed;
    feed.run({ ...first, date: '2026-01-09' });
    expect(printLock(feed.lock)).toBe(printLock(lock));
  });

  it('reads back as it was printed, and is refused when it is something else', () => {
    const feed = new Feed(specWith([alpha, beta], { default_model: 'alpha' }));
    feed.run(answer(1, [alpha, beta, { id: '__proto__', name: 'x' }], { facts: { default_model: 'alpha' } }));
    feed.run(answer(2, [alpha]));
    const text = printLock(feed.lock);
    expect(printLock(parseLock(text)!)).toBe(text);
    expect(text.split('\n').length).toBeGreaterThan(8);
    for (const bad of ['', '{', '[]', '{}', text.replace('providersmith-lock/1', 'other'), text.replace('"listed"', '"listd"')])
      expect(parseLock(bad)).toBeUndefined();
  });
});
