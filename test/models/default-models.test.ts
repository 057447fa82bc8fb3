import { describe, expect, it } from 'vitest';
import type { Model, ProviderSpec } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };
const gamma: Model = { id: 'gamma' };

describe('the default model', () => {
  it('stays with a missing model until another one is named', () => {
    const feed = new Feed(specWith([alpha, beta, gamma], { default_model: 'beta' }));
    feed.run(answer(1, [alpha, beta, gamma]));
    for (const day of [2, 3]) feed.run(answer(day, [alpha, gamma]));
    expect(feed.run(answer(9, [alpha, gamma]))).toEqual(['hold default-gone beta']);
    expect(feed.spec.default_model).toBe('beta');
    expect(feed.lock.models['beta']!.missing).toMatchObject({ last: '2026-01-09', answers: 3 });
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

  it.each<[title: string, more: Partial<ProviderSpec>, lines: string[]]>([
    ['is pinned', { pinned: ['default_model'] }, []],
    ['has evidence', { evidence: [{ field: '/default_model', claim: 'c', sources: ['s'] }] }, []],
    ['is named by hand', {}, []],
  ])('stays if it %s', (_, more, lines) => {
    const feed = new Feed(specWith([alpha, beta], { default_model: 'beta', ...more }));
    expect(feed.run(answer(1, [alpha, beta], { facts: { default_model: 'alpha' } }))).toEqual(lines);
    expect(feed.spec.default_model).toBe('beta');
  });

  it.each<[title: string, more: Partial<ProviderSpec>]>([
    ['is pinned', { pinned: ['default_model'] }],
    ['has evidence', { evidence: [{ field: '/default_model', claim: 'c', sources: ['s'] }] }],
  ])('stays if it came from a source and %s now', (_, more) => {
    const feed = new Feed(specWith([alpha, beta], { default_model: 'beta' }));
    feed.run(answer(1, [alpha, beta], { facts: { default_model: 'beta' } }));
    expect(feed.lock.provider['default_model']).toEqual(['beta', expect.stringMatching(/^models\.dev:/)]);
    feed.spec = { ...feed.spec, ...more };
    expect(feed.run(answer(2, [alpha, beta], { facts: { default_model: 'alpha' } }))).toEqual([]);
    expect(feed.spec.default_model).toBe('beta');
  });

  it('follows its source if only another field has evidence', () => {
    const evidence = [{ field: '/small_model', claim: 'c', sources: ['s'] as [string] }];
    const feed = new Feed(specWith([alpha, beta], { default_model: 'beta', small_model: 'beta', evidence }));
    feed.run(answer(1, [alpha, beta], { facts: { default_model: 'beta' } }));
    expect(feed.run(answer(2, [alpha, beta], { facts: { default_model: 'alpha' } }))).toEqual(['change default default_model']);
  });

  it('does not follow a source to a model that is missing or not in the list', () => {
    const feed = new Feed(specWith([alpha, beta, gamma], { default_model: 'beta' }));
    feed.run(answer(1, [alpha, beta, gamma], { facts: { default_model: 'beta' } }));
    expect(feed.run(answer(2, [beta, gamma], { facts: { default_model: 'alpha' } }))).toEqual(['change missing alpha']);
    expect(feed.run(answer(3, [alpha, beta, gamma], { facts: { default_model: 'other' } }))).toEqual(['change returned alpha']);
    expect(feed.spec.default_model).toBe('beta');
  });

  it('is not filled in if the spec names none', () => {
    const feed = new Feed(specWith([alpha]));
    expect(feed.run(answer(1, [alpha], { facts: { default_model: 'alpha', small_model: 'alpha' } }))).toEqual([]);
    expect(feed.spec).not.toHaveProperty('default_model');
    expect(feed.lock.provider).toEqual({});
  });

  it('keeps its source after its model was renamed', () => {
    const [old, next] = ['alpha-20250101', 'alpha-20260101'].map((id) => ({ ...alpha, id })) as [Model, Model];
    const feed = new Feed(specWith([old, beta, gamma], { default_model: old.id, small_model: 'beta' }));
    feed.run(answer(1, [old, beta, gamma], { facts: { default_model: old.id } }));
    const [, from] = feed.lock.provider['default_model']!;
    expect(feed.run(answer(2, [next, beta, gamma]))).toEqual([`change renamed ${old.id} id`, 'change default default_model']);
    expect(feed.lock.provider).toEqual({ default_model: [next.id, from] });
    expect(feed.last!.diagnostics[1]).toMatchObject({
      message: `\`default_model\` was "${old.id}", which is now "${next.id}"`,
      before: old.id,
      after: next.id,
    });
    expect(feed.run(answer(3, [next, beta, gamma], { facts: { default_model: 'gamma' } }))).toEqual(['change default default_model']);
  });
});

describe('the small model', () => {
  it('stays with a missing model until another one is named', () => {
    const feed = new Feed(specWith([alpha, beta, gamma], { default_model: 'alpha', small_model: 'beta' }));
    feed.run(answer(1, [alpha, beta, gamma]));
    for (const day of [2, 3]) feed.run(answer(day, [alpha, gamma]));
    expect(feed.run(answer(9, [alpha, gamma]))).toEqual(['hold default-gone beta']);
    expect(feed.last!.diagnostics[0]!.message).toMatch(/is the small model$/);
    expect(feed.spec.small_model).toBe('beta');
  });
});
