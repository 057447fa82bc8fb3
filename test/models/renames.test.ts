import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };
const gamma: Model = { id: 'gamma' };

describe('a renamed model', () => {
  const old: Model = { ...alpha, id: 'acme/alpha-20250101' };
  const next: Model = { ...alpha, id: 'acme/alpha-20260101' };

  it('gets its new id at once if limits and prices are equal, and what names the old id follows', () => {
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

  it('is held if limits or prices differ, until `models/rename` is accepted', () => {
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

  it('gets back its status, and the `successor` of other models follows', () => {
    const marked = { id: 'delta', status: 'deprecated' as const, successor: old.id };
    const feed = new Feed(specWith([{ ...old, status: 'beta' }, beta, marked]));
    const all = [{ ...old }, beta, { id: 'delta' }];
    feed.run(answer(1, all));
    for (const day of [2, 3]) feed.run(answer(day, [beta, { id: 'delta' }]));
    expect(feed.spec.models![0]!.status).toBe('deprecated');
    feed.run(answer(4, [beta, { id: 'delta' }, next]));
    expect(feed.spec.models).toEqual([{ ...next, status: 'beta' }, beta, { ...marked, successor: next.id }]);
  });

  it('is not a successor while its id is held', () => {
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

  it('replaces the default model once the old id is removed', () => {
    const feed = new Feed(specWith([beta, old, gamma], { default_model: old.id }));
    feed.run(answer(1, [beta, old, gamma]));
    const dearer: Model = { ...next, cost: { input: 2, output: 8 } };
    for (const day of [2, 3, 9]) feed.run(answer(day, [beta, dearer, gamma]));
    expect(feed.ids).toEqual(['beta', 'gamma', next.id]);
    expect(feed.spec.default_model).toBe(next.id);
  });
});

describe('a renamed model whose new id would be held as a new model', () => {
  it('is held if the new id is listed only with a key', () => {
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

  it('is held if the new id has unusual characters', () => {
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
});
