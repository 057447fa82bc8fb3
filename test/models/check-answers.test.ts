import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };
const gamma: Model = { id: 'gamma' };
const others: Model[] = ['one', 'two', 'three', 'four'].map((id) => ({ id }));

describe('an incomplete answer', () => {
  it('changes nothing if it lacks most models or has none of the spec', () => {
    const feed = new Feed(specWith([alpha, beta, ...others]));
    feed.run(answer(1, [alpha, beta, ...others]));
    const { spec, lock } = feed;
    for (const models of [
      [alpha, beta],
      [{ id: 'other' }, { id: 'strange' }],
    ]) {
      expect(feed.run(answer(2, models))).toEqual(['hold partial']);
      expect(feed.last!.isRefused).toBe(true);
      expect([feed.spec, feed.lock]).toEqual([spec, lock]);
    }
    const first = new Feed(specWith(others));
    expect(first.run(answer(1, [alpha, beta]))).toEqual(['hold partial']);
    expect(feed.run(answer(3, [alpha, beta]), ['models/partial'])).toHaveLength(4);
  });
});

describe('a stored answer', () => {
  it('is refused if the lock has a newer one of the same source', () => {
    const feed = new Feed(specWith([alpha, beta]));
    feed.run(answer(5, [alpha, beta]));
    const { spec, lock } = feed;
    expect(feed.run(answer(4, [alpha], { isStored: true }))).toEqual(['hold stale']);
    expect([feed.last!.isRefused, feed.spec, feed.lock]).toEqual([true, spec, lock]);
    expect(feed.run(answer(5, [alpha, beta], { isStored: true }))).toEqual([]);
    // The days on which a model was missing count as well.
    const whole = [alpha, beta, gamma, ...others];
    const long = new Feed(specWith(whole));
    long.run(answer(1, whole));
    for (const day of [2, 9]) long.run(answer(day, whole.slice(1)));
    expect(long.run(answer(5, whole.slice(1), { isStored: true }))).toEqual(['hold stale']);
  });
});

describe('an answer that lacks more than a third of the models', () => {
  const all = [alpha, beta, gamma];
  const change = [{ ...alpha, limit: { context: 400_000, output: 8_000 } }];

  it('is used once an answer of another day lacks the same models', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    const { spec } = feed;
    for (let time = 0; time < 2; time += 1) {
      expect(feed.run(answer(2, change))).toEqual(['hold doubt']);
      expect([feed.last!.isRefused, feed.spec]).toEqual([true, spec]);
    }
    expect(feed.run(answer(3, change))).toEqual(['change value alpha limit.context', 'change missing beta', 'change missing gamma']);
    expect(feed.lock.models['beta']!.missing).toMatchObject({ since: '2026-01-03', answers: 1 });
  });

  it('is forgotten if the next one is complete or lacks other models', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    const { lock } = feed;
    expect(feed.run(answer(2, [alpha]))).toEqual(['hold doubt']);
    expect(feed.run(answer(3, [beta]))).toEqual(['hold doubt']);
    expect(feed.lock.models['beta']!.missing).toBeUndefined();
    expect(new Feed(feed.spec, feed.lock).run(answer(4, [beta, gamma]))).toEqual(['change missing alpha']);
    expect(feed.run(answer(4, all))).toEqual([]);
    expect(feed.lock).toEqual(lock);
  });

  it('never removes the whole list, neither at once nor in steps', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    for (const day of [2, 3, 9, 12]) feed.run(answer(day, [alpha, beta]));
    for (const day of [20, 21, 27, 30]) feed.run(answer(day, [alpha]));
    for (const day of [40, 41, 47, 50]) expect(feed.run(answer(day, [{ id: 'other' }]))).toEqual(['hold partial']);
    expect(feed.ids).toEqual(['alpha']);
  });

  it('is used at once if `models/partial` is accepted', () => {
    const feed = new Feed(specWith([alpha]));
    feed.run(answer(1, [alpha]));
    expect(feed.run(answer(2, [beta]))).toEqual(['hold partial']);
    expect(feed.run(answer(2, [beta]), ['models/partial'])).toEqual(['change new beta', 'change missing alpha']);
  });
});

describe('a doubt about an answer', () => {
  const named = (...ids: string[]): Model[] => ids.map((id) => ({ id }));
  const eight = named('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  /** A spec whose models were all listed on day 1. */
  const listed = (models: Model[]): Feed => {
    const feed = new Feed(specWith(models));
    feed.run(answer(1, models));
    return feed;
  };

  it.each([
    ['3 of 4', eight.slice(0, 4), eight.slice(0, 1), 'hold doubt'],
    ['4 of 8', eight, eight.slice(0, 4), 'hold doubt'],
    ['5 of 8', eight, eight.slice(0, 3), 'hold partial'],
    ['4 of 6', eight.slice(0, 6), eight.slice(0, 2), 'hold partial'],
    ['all of 2', eight.slice(0, 2), named('x'), 'hold partial'],
  ])('that lacks %s is held', (_, known, models, expected) => {
    expect(listed(known).run(answer(2, models))).toEqual([expected]);
  });

  it('is recorded until the models are listed again', () => {
    const feed = listed(eight);
    const doubt = { since: '2026-01-02', lacks: ['e', 'f', 'g', 'h'] };
    feed.run(answer(2, eight.slice(0, 4)));
    expect(feed.lock.doubts).toEqual({ 'models.dev': doubt });
    feed.run(answer(3, eight.slice(0, 4)));
    expect(feed.lock.doubts).toEqual({ 'models.dev': doubt });
    feed.run(answer(4, eight.slice(0, 7)));
    expect(feed.lock.doubts).toEqual({ 'models.dev': doubt });
    feed.run(answer(5, eight));
    expect(Object.keys(feed.lock.doubts)).toEqual([]);
  });

  it('stays while an answer that lacks more is refused', () => {
    const feed = listed(eight);
    feed.run(answer(2, eight.slice(0, 4)));
    const { doubts } = feed.lock;
    expect(feed.run(answer(3, named('x')))).toEqual(['hold partial']);
    expect(feed.lock.doubts).toEqual(doubts);
    expect(feed.run(answer(4, eight.slice(0, 4)))).toEqual(['e', 'f', 'g', 'h'].map((id) => `change missing ${id}`));
  });

  it('about one source stays when another one answers', () => {
    const feed = new Feed(specWith(eight));
    feed.run([answer(1, eight, { source: 'own' }), answer(1, eight)]);
    expect(feed.run(answer(2, eight.slice(0, 4), { source: 'own' }))).toEqual(['hold doubt']);
    expect(feed.run(answer(3, eight))).toEqual([]);
    expect(Object.keys(feed.lock.doubts)).toEqual(['own']);
  });

  it('is accepted for later answers too, if they lack the same models', () => {
    const feed = listed(eight);
    feed.run(answer(2, eight.slice(0, 1)), ['models/partial']);
    expect(feed.lock.doubts).toEqual({ 'models.dev': { since: '2026-01-02', lacks: ['b', 'c', 'd', 'e', 'f', 'g', 'h'], accepted: true } });
    expect(feed.run(answer(3, eight.slice(0, 7)))).toEqual([
      ...['b', 'c', 'd', 'e', 'f', 'g'].map((id) => `change returned ${id}`),
      'change deprecated h status',
    ]);
    const again = new Feed(feed.spec, feed.lock);
    expect(again.run(answer(4, eight.slice(0, 1)))).toEqual(['b', 'c', 'd', 'e', 'f', 'g'].map((id) => `change missing ${id}`));
    const sameDay = new Feed(specWith(eight), {
      ...feed.lock,
      doubts: { 'models.dev': { ...feed.lock.doubts['models.dev']!, since: '2026-01-04' } },
    });
    expect(sameDay.run(answer(4, eight.slice(0, 1)))).not.toContain('hold partial');
    expect(new Feed(feed.spec, feed.lock).run(answer(1, eight.slice(0, 1)))).toEqual(['hold partial']);
    expect(new Feed(feed.spec, feed.lock).run(answer(4, named('x')))).toEqual(['hold partial']);
  });

  it('does not count models that were removed by hand', () => {
    const feed = listed(eight.slice(0, 3));
    feed.spec = specWith(eight.slice(0, 1));
    expect(feed.run(answer(2, eight.slice(0, 3)))).toEqual([]);
    expect(feed.run(answer(3, eight.slice(0, 1)))).toEqual([]);
  });
});

describe('an answer that has none of the models of the spec', () => {
  it('is used if the spec has at most two, or if the source has listed others before', () => {
    const two = new Feed(specWith([alpha, beta]));
    expect(two.run(answer(1, [{ id: 'x' }]))).toEqual(['change new x', 'note never-listed alpha', 'note never-listed beta']);
    const three = new Feed(specWith([alpha, beta, gamma]));
    expect(three.run(answer(1, [{ id: 'x' }]))).toEqual(['hold partial']);
    const both = new Feed(specWith(others));
    both.run([answer(1, others, { source: 'own' }), answer(1, others)]);
    expect(both.run([answer(2, others, { source: 'own' }), answer(2, [{ id: 'x' }])])).toEqual([]);
  });
});

describe('a stored answer of one source', () => {
  it('is used although the lock has a newer one of another source', () => {
    const feed = new Feed(specWith([alpha]));
    feed.run(answer(5, [alpha]));
    expect(feed.run(answer(4, [alpha], { source: 'catwalk', isStored: true }))).toEqual([]);
    expect(feed.last!.isRefused).toBe(false);
  });
});
