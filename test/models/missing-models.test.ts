import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import type { Absence } from '../../src/models/lock.js';
import { restoreStatus } from '../../src/models/missing-models.js';
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

describe('the diagnostics and the record of a missing model', () => {
  const others: Model[] = ['one', 'two', 'three'].map((id) => ({ id }));
  const old: Model = { id: 'alpha-20250101', status: 'beta' };
  const next: Model = { id: 'alpha-20260101' };
  /** The diagnostics of a missing model after each of these days, and the feed after the last. */
  function run(models: Model[], left: Model[], days: readonly number[]) {
    const feed = new Feed(specWith(models));
    feed.run(
      answer(
        1,
        models.map(({ id }) => ({ id })),
      ),
    );
    const found = days.map((day) => {
      feed.run(answer(day, left));
      return feed.last!.diagnostics.filter(({ rule }) => /missing|deprecated|gone/.test(rule));
    });
    return { feed, found: found.flat() };
  }

  it('have no successor if no model replaces it', () => {
    const { feed, found } = run([beta, ...others], others, [2, 3, 9]);
    const subject = { kind: 'change', model: 'beta' };
    expect(found).toStrictEqual([
      { ...subject, rule: 'models/missing', message: '"beta" is no longer listed by models.dev' },
      {
        ...subject,
        rule: 'models/deprecated',
        message: '"beta" has been missing since 2026-01-02',
        field: 'status',
        after: 'deprecated',
      },
      { ...subject, rule: 'models/gone', message: '"beta" has been missing since 2026-01-02, so it is removed' },
    ]);
    expect(feed.lock.models['beta']!.left).toStrictEqual({ on: '2026-01-09', by: 'evidence' });
    expect(feed.lock.models['beta']).not.toHaveProperty('missing');
  });

  it('have the model that replaces it, and the status that it had', () => {
    const { feed, found } = run([old, ...others], [...others, next], [2, 3]);
    const subject = { kind: 'change', model: old.id };
    expect(found).toStrictEqual([
      { ...subject, rule: 'models/missing', message: `"${old.id}" is no longer listed by models.dev`, after: next.id },
      {
        ...subject,
        rule: 'models/deprecated',
        message: `"${old.id}" has been missing since 2026-01-02; "${next.id}" may replace it`,
        field: 'status',
        before: 'beta',
        after: 'deprecated',
      },
    ]);
    expect(feed.spec.models![0]).toStrictEqual({ id: old.id, status: 'deprecated', successor: next.id });
    expect(feed.lock.models[old.id]!.missing!.status).toBe('beta');
    feed.run(answer(9, [...others, next]));
    expect(feed.last!.diagnostics.filter(({ rule }) => rule === 'models/gone')).toStrictEqual([
      {
        ...subject,
        rule: 'models/gone',
        message: `"${old.id}" has been missing since 2026-01-02, so it is removed`,
        after: next.id,
      },
    ]);
    expect(feed.lock.models[old.id]!.left).toStrictEqual({ on: '2026-01-09', by: 'evidence', to: next.id });
  });

  it('name the sources that no longer list it', () => {
    const feed = new Feed(specWith([beta, ...others]));
    const both = (day: number, models: Model[]) => [answer(day, models), answer(day, models, { source: 'catwalk' })];
    feed.run(both(1, [beta, ...others]));
    feed.run(both(2, others));
    expect(feed.last!.diagnostics[0]!.message).toBe('"beta" is no longer listed by models.dev and catwalk');
  });

  it('mark it as deprecated once, and not if it is already or if its status is pinned', () => {
    const deprecated: Model = { id: 'beta', status: 'deprecated' };
    expect(run([deprecated, ...others], others, [2, 3, 4]).found.map(({ rule }) => rule)).toEqual(['models/missing']);
    const pinned: Model = { id: 'beta', pinned: ['status'] };
    const { feed, found } = run([pinned, ...others], others, [2, 3, 4]);
    expect(found.map(({ rule }) => rule)).toEqual(['models/missing']);
    expect(feed.spec.models![0]).toEqual(pinned);
    const edited = run([beta, ...others], others, [2, 3]).feed;
    edited.spec = specWith([beta, ...others]);
    expect(edited.run(answer(4, others))).toEqual([]);
    expect(edited.spec.models![0]).toEqual(beta);
  });

  it('name a replacement only for the model that it replaces', () => {
    const { found } = run([old, beta, ...others, gamma], [...others, gamma, next], [2]);
    expect(found.map(({ model, after }) => [model, after])).toEqual([
      [old.id, next.id],
      ['beta', undefined],
    ]);
  });

  it('remove it from the `successor` of other models, and only it', () => {
    const pointing: Model[] = [
      { id: 'x', status: 'deprecated', successor: 'beta' },
      { id: 'y', status: 'deprecated', successor: 'one' },
    ];
    const { feed } = run([beta, ...others, ...pointing], [...others, { id: 'x' }, { id: 'y' }], [2, 3, 9]);
    expect(feed.spec.models!.slice(3)).toStrictEqual([{ id: 'x', status: 'deprecated' }, pointing[1]]);
  });
});

describe('the status of a model that returns', () => {
  it('is restored only if it is still the one that the refresh gave it', () => {
    const absence = (status?: string | null): Absence => ({
      since: '2026-01-01',
      last: '2026-01-02',
      answers: 2,
      asked: [],
      ...(status !== undefined && { status }),
    });
    const marked: Model = { id: 'a', status: 'deprecated', successor: 'b' };
    expect(restoreStatus(marked, absence('beta'))).toStrictEqual({ id: 'a', status: 'beta' });
    expect(restoreStatus(marked, absence(null))).toStrictEqual({ id: 'a' });
    expect(restoreStatus(marked, absence())).toBe(marked);
    const edited: Model = { id: 'a', status: 'alpha', successor: 'b' };
    expect(restoreStatus(edited, absence('beta'))).toBe(edited);
  });

  it('stays as it is if the sources that decide did not answer', () => {
    const feed = new Feed(specWith([beta, gamma, alpha]));
    const own = (day: number, models: Model[]) => answer(day, models, { source: 'own' });
    feed.run(own(1, [beta, gamma, alpha]));
    for (const day of [2, 3]) feed.run(own(day, [gamma, alpha]));
    expect(feed.run(answer(4, [beta, gamma, alpha]))).not.toContain('change returned beta');
    expect(feed.spec.models![0]!.status).toBe('deprecated');
  });
});

describe('a missing model of a spec that pins its list', () => {
  it('stays, and is neither reported nor counted', () => {
    const feed = new Feed(specWith([alpha, beta, gamma], { pinned: ['models'] }));
    feed.run(answer(1, [alpha, beta, gamma]));
    for (const day of [2, 9, 16]) expect(feed.run(answer(day, [alpha, gamma]))).toEqual([]);
    expect(feed.ids).toContain('beta');
  });
});
