import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };

describe('the value of a field', () => {
  it('comes from the source with the highest authority, and the values of other sources are reported', () => {
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

  it('stays if it came from a catalog that did not answer, until `models/disagree` is accepted', () => {
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

  it('follows another catalog if the first one answered without a value, and always follows the own list', () => {
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

  it('stays if no source has one', () => {
    const feed = new Feed(specWith([{ ...alpha, name: 'Alpha', temperature: true, knowledge: '2025-01' }]));
    expect(feed.run(answer(1, [{ id: 'alpha' }]))).toEqual([]);
    expect(feed.spec.models).toEqual([{ ...alpha, name: 'Alpha', temperature: true, knowledge: '2025-01' }]);
  });

  it('stays after it was edited or removed by hand, until a source agrees', () => {
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

  it('stays if it is pinned or has evidence', () => {
    const pinned = new Feed(specWith([{ id: 'alpha', limit: { context: 1000 }, pinned: ['limit'] }]));
    expect(pinned.run(answer(1, [{ id: 'alpha', limit: { context: 2000 } }]))).toEqual([]);
    expect(pinned.spec.models![0]!.limit).toEqual({ context: 1000 });
    const evidence = [{ field: '/models/0/limit', claim: 'The docs say so', sources: ['https://acme.example/docs'] as [string] }];
    const documented = new Feed(specWith([{ id: 'alpha', limit: { context: 1000 } }], { evidence }));
    expect(documented.run(answer(1, [{ id: 'alpha', limit: { context: 2000 } }]))).toEqual(['note disagree alpha limit.context']);
    expect(documented.spec.models![0]!.limit).toEqual({ context: 1000 });
  });

  it('stays if a part of it has evidence', () => {
    const tiers = (input: number): Model => ({
      ...alpha,
      cost: { input: 1, output: 4, tiers: [{ above_context: 1000, input, output: 4 }] },
    });
    const evidence = [{ field: '/models/0/cost/tiers/0/input', claim: 'The docs say so', sources: ['s'] as [string] }];
    const feed = new Feed(specWith([tiers(2)], { evidence }));
    expect(feed.run(answer(1, [tiers(3)]))).toEqual(['note disagree alpha cost.tiers']);
    expect(feed.spec.models).toEqual([tiers(2)]);
  });

  it('stays if it is a name that was written by hand, and follows the source that filled it in', () => {
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

  it('stays if a source has the same limit in another unit', () => {
    const feed = new Feed(specWith([{ id: 'alpha', limit: { context: 1_048_576, output: 262_144 } }]));
    expect(feed.run(answer(1, [{ id: 'alpha', limit: { context: 1_000_000, output: 262_000 } }]))).toEqual([
      'note disagree alpha limit.context',
      'note disagree alpha limit.output',
    ]);
    expect(feed.run(answer(2, [{ id: 'alpha', limit: { context: 990_000 } }]))).toEqual(['hold limit-shrinks alpha limit.context']);
  });
});
