import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };
const gamma: Model = { id: 'gamma' };

describe('a missing model', () => {
  const all = [alpha, beta, gamma];
  const rest = [alpha, gamma];

  it('is recorded, then deprecated, and removed after seven days and three answers', () => {
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

  it('is not removed by many answers of one day, nor by two answers', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    for (let time = 0; time < 9; time += 1) feed.run(answer(2, rest));
    feed.run(answer(30, rest));
    expect(feed.ids).toContain('beta');
  });

  it('is counted from the start if the clock goes back', () => {
    const feed = new Feed(specWith(all));
    feed.run(answer(1, all));
    feed.run(answer(2, rest));
    feed.run(answer(3000, rest));
    feed.run(answer(3, rest));
    feed.run(answer(4, rest));
    expect(feed.lock.models['beta']!.missing).toMatchObject({ since: '2026-01-03', answers: 2 });
    expect(feed.ids).toContain('beta');
  });

  it('that returns is restored, and the wait is twice as long the next time', () => {
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

  it('is decided by the own list alone if that has ever listed it', () => {
    const feed = new Feed(specWith(all));
    feed.run([answer(1, all, { source: 'own' }), answer(1, all)]);
    expect(feed.run(answer(2, rest))).toEqual([]);
    expect(feed.run([answer(3, rest, { source: 'own' }), answer(3, all)])).toEqual(['change missing beta']);
    for (const day of [4, 11, 12]) feed.run([answer(day, rest, { source: 'own' }), answer(day, all)]);
    expect(feed.ids).toEqual(['alpha', 'gamma']);
    expect(feed.run([answer(13, rest, { source: 'own' }), answer(13, all)])).toEqual([]);
  });

  it('stays while one of the catalogs that have listed it still does', () => {
    const feed = new Feed(specWith(all));
    const both = (day: number, first: Model[], second: Model[]): string[] =>
      feed.run([answer(day, first), answer(day, second, { source: 'catwalk' })]);
    both(1, all, all);
    for (const day of [2, 9, 16]) expect(both(day, rest, all)).toEqual([]);
    expect(both(17, rest, rest)).toEqual(['change missing beta']);
    expect(feed.lock.models['beta']!.missing!.asked).toEqual(['models.dev', 'catwalk']);
  });

  it('stays if it is pinned, or if no source has ever listed it', () => {
    const feed = new Feed(specWith([alpha, { ...beta, pinned: ['id'] }, { id: 'mine' }]));
    expect(feed.run(answer(1, [alpha, beta]))).toEqual(['note never-listed mine']);
    for (const day of [2, 9, 16, 23]) feed.run(answer(day, [alpha]));
    expect(feed.ids).toEqual(['alpha', 'beta', 'mine']);
  });
});
