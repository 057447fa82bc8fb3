import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };
const gamma: Model = { id: 'gamma' };
const others: Model[] = ['one', 'two', 'three', 'four'].map((id) => ({ id }));

describe('a model that is missing', () => {
  const all = [alpha, beta, gamma];
  const rest = [alpha, gamma];

  it('is marked, deprecated, and leaves after seven days and three answers', () => {
    const feed = new Feed(specWith(all));
    expect(feed.run(answer(1, all))).toEqual([]);
    expect(feed.run(answer(2, rest))).toEqual(['change missing beta']);
    expect(feed.lock.models['beta']!.missing).toEqual({ since: '2026-01-02', last: '2026-01-02', answers: 1, asked: ['models.dev'] });
    expect(feed.run(answer(2, rest))).toEqual([]);
    expect(feed.run(answer(3, rest))).toEqual(['change deprecated beta status']);
    expect(feed.spec.models![1]!.status).toBe('deprecated');
    expect(feed.run(answer(8, rest))).toEqual([]);
    expect(feed.run(answer(9, rest))).toEqual(['change gone beta']);
    expect(feed.ids).toEqual(['alpha', 'gamma']);
    expect(feed.run(answer(10, rest))).toEqual([]);
  });

  it('leaves on no number of answers of one day, nor on two answers however long', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    for (let time = 0; time < 9; time += 1) feed.run(answer(2, rest));
    feed.run(answer(30, rest));
    expect(feed.ids).toContain('beta');
  });

  it('begins again when the clock goes back', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    feed.run(answer(2, rest));
    feed.run(answer(3000, rest));
    feed.run(answer(3, rest));
    feed.run(answer(4, rest));
    expect(feed.lock.models['beta']!.missing).toMatchObject({ since: '2026-01-03', answers: 2 });
    expect(feed.ids).toContain('beta');
  });

  it('that comes back is as it was, and waits twice as long the next time', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    for (const day of [2, 3, 4]) feed.run(answer(day, rest));
    expect(feed.run(answer(5, all))).toEqual(['change returned beta']);
    expect(feed.spec.models).toEqual(all);
    for (const day of [6, 7, 13, 19]) feed.run(answer(day, rest));
    expect(feed.ids).toContain('beta');
    expect(feed.run(answer(20, rest))).toEqual(['change gone beta']);
    expect(feed.run(answer(40, all))).toEqual(['change new beta']);
    expect(feed.lock.models['beta']!.returned).toBe(2);
  });

  it('says nothing when the source that decides was not asked, and catalogs keep none alive that the provider dropped', () => {
    const feed = new Feed(specWith(all));
    feed.run([answer(1, all, { source: 'own' }), answer(1, all)]);
    expect(feed.run(answer(2, rest))).toEqual([]);
    expect(feed.run([answer(3, rest, { source: 'own' }), answer(3, all)])).toEqual(['change missing beta']);
    for (const day of [4, 11, 12]) feed.run([answer(day, rest, { source: 'own' }), answer(day, all)]);
    expect(feed.ids).toEqual(['alpha', 'gamma']);
    expect(feed.run([answer(13, rest, { source: 'own' }), answer(13, all)])).toEqual([]);
  });

  it('stays as long as one of the catalogs that listed it does', () => {
    const feed = new Feed(specWith(all));
    const both = (day: number, first: Model[], second: Model[]): string[] =>
      feed.run([answer(day, first), answer(day, second, { source: 'catwalk' })]);
    both(1, all, all);
    for (const day of [2, 9, 16]) expect(both(day, rest, all)).toEqual([]);
    expect(both(17, rest, rest)).toEqual(['change missing beta']);
    expect(feed.lock.models['beta']!.missing!.asked).toEqual(['models.dev', 'catwalk']);
  });

  it('stays when it is pinned, and when no source has ever listed it', () => {
    const feed = new Feed(specWith([alpha, { ...beta, pinned: ['id'] }, { id: 'mine' }]));
    expect(feed.run(answer(1, [alpha, beta]))).toEqual(['note never-listed mine']);
    for (const day of [2, 9, 16, 23]) feed.run(answer(day, [alpha]));
    expect(feed.ids).toEqual(['alpha', 'beta', 'mine']);
  });

  it('is not put back when a person took it out', () => {
    const feed = new Feed(specWith([alpha, beta]));
    feed.run(answer(1, [alpha, beta]));
    feed.spec = specWith([alpha]);
    expect(feed.run(answer(2, [alpha, beta]))).toEqual([]);
    expect(feed.run(answer(3, [alpha, beta]))).toEqual([]);
    expect(feed.ids).toEqual(['alpha']);
  });
});

describe('an answer that is not the whole list', () => {
  it('changes nothing, whether most is missing or all is another', () => {
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

describe('an answer that was kept', () => {
  it('counts for nothing when something newer is known from the same source', () => {
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

describe('an answer that lacks many models at once', () => {
  const all = [alpha, beta, gamma];
  const change = [{ ...alpha, limit: { context: 400_000, output: 8_000 } }];

  it('counts when one of another day lacks the same, and not before', () => {
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

  it('is forgotten when the next one is whole, or lacks others', () => {
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

  it('never takes out a list as a whole, be it in one step or in many, unless a person says so', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    for (const day of [2, 3, 9, 12]) feed.run(answer(day, [alpha, beta]));
    for (const day of [20, 21, 27, 30]) feed.run(answer(day, [alpha]));
    for (const day of [40, 41, 47, 50]) expect(feed.run(answer(day, [{ id: 'other' }]))).toEqual(['hold partial']);
    expect(feed.ids).toEqual(['alpha']);
  });

  it('counts at once when a person says so', () => {
    const feed = new Feed(specWith([alpha]));
    feed.run(answer(1, [alpha]));
    expect(feed.run(answer(2, [beta]))).toEqual(['hold partial']);
    expect(feed.run(answer(2, [beta]), ['models/partial'])).toEqual(['change new beta', 'change missing alpha']);
  });
});

describe('another id of the same model', () => {
  const old: Model = { ...alpha, id: 'acme/alpha-20250101' };
  const next: Model = { ...alpha, id: 'acme/alpha-20260101' };

  it('is taken over at once when limits and prices are the same, and what named it follows', () => {
    const more = {
      default_model: old.id,
      small_model: 'beta',
      evidence: [{ field: '/models/1/id', claim: 'c', sources: ['s'] as [string] }],
    };
    const feed = new Feed(specWith([beta, { ...old, name: 'Alpha' }, gamma], more));
    feed.run(answer(1, [beta, old, gamma]));
    expect(feed.run(answer(2, [beta, next, gamma]))).toEqual([`change renamed ${old.id} id`, 'change default default_model']);
    expect(feed.spec).toMatchObject({ default_model: next.id, small_model: 'beta', evidence: more.evidence });
    expect(feed.spec.models).toEqual([beta, { ...next, name: 'Alpha' }, gamma]);
    expect(feed.run(answer(3, [beta, next, gamma]))).toEqual([]);
  });

  it('is proposed when it is not certain, and taken over when a person says so', () => {
    const dearer: Model = { ...next, cost: { input: 2, output: 8 } };
    const feed = new Feed(specWith([beta, old, gamma], { default_model: old.id }));
    feed.run(answer(1, [beta, old, gamma]));
    expect(feed.run(answer(2, [beta, dearer, gamma]))).toEqual([
      `hold rename ${old.id} id`,
      `change new ${next.id}`,
      `change missing ${old.id}`,
    ]);
    expect(feed.ids).toEqual(['beta', old.id, 'gamma', next.id]);
    feed.run(answer(3, [beta, dearer, gamma]), ['models/rename']);
    expect(feed.ids).toEqual(['beta', 'gamma', next.id]);
    expect(feed.spec.default_model).toBe(next.id);
  });

  it('gets the model as it was before it was marked, and what names the old one as its successor follows', () => {
    const marked = { id: 'delta', status: 'deprecated' as const, successor: old.id };
    const feed = new Feed(specWith([{ ...old, status: 'beta' }, beta, marked]));
    const all = [{ ...old }, beta, { id: 'delta' }];
    feed.run(answer(1, all));
    for (const day of [2, 3]) feed.run(answer(day, [beta, { id: 'delta' }]));
    expect(feed.spec.models![0]!.status).toBe('deprecated');
    feed.run(answer(4, [beta, { id: 'delta' }, next]));
    expect(feed.spec.models).toEqual([{ ...next, status: 'beta' }, beta, { ...marked, successor: next.id }]);
  });

  it('is no successor while it is held', () => {
    const feed = new Feed(specWith([beta, old], { default_model: old.id }));
    const own = (day: number, models: Model[]): ReturnType<typeof answer> => answer(day, models, { source: 'own', isPublic: false });
    feed.run(own(1, [beta, old]));
    for (const day of [2, 3, 9]) feed.run(own(day, [beta, { id: next.id }]));
    expect(feed.spec.models!.map(({ id, successor }) => [id, successor])).toEqual([
      ['beta', undefined],
      [old.id, undefined],
    ]);
    expect(feed.spec.default_model).toBe(old.id);
  });

  it('takes the place of the default when the old one leaves by evidence', () => {
    const feed = new Feed(specWith([beta, old, gamma], { default_model: old.id }));
    feed.run(answer(1, [beta, old, gamma]));
    const dearer: Model = { ...next, cost: { input: 2, output: 8 } };
    for (const day of [2, 3, 9]) feed.run(answer(day, [beta, dearer, gamma]));
    expect(feed.ids).toEqual(['beta', 'gamma', next.id]);
    expect(feed.spec.default_model).toBe(next.id);
  });
});

describe('the default model', () => {
  it('stays with its model until somebody names another', () => {
    const feed = new Feed(specWith([alpha, beta, gamma], { default_model: 'beta' }));
    feed.run(answer(1, [alpha, beta, gamma]));
    for (const day of [2, 3]) feed.run(answer(day, [alpha, gamma]));
    expect(feed.run(answer(9, [alpha, gamma]))).toEqual(['hold default-gone beta']);
    expect(feed.spec.default_model).toBe('beta');
    feed.spec = { ...feed.spec, default_model: 'alpha' };
    expect(feed.run(answer(10, [alpha, gamma]))).toEqual(['change gone beta']);
  });

  it('follows the source that gave it', () => {
    const feed = new Feed(specWith([alpha, beta, gamma], { default_model: 'beta' }));
    feed.run(answer(1, [alpha, beta, gamma], { facts: { default_model: 'beta' } }));
    expect(feed.run(answer(2, [alpha, gamma], { facts: { default_model: 'alpha' } }))).toEqual([
      'change missing beta',
      'change default default_model',
    ]);
    expect(feed.spec.default_model).toBe('alpha');
  });
});
