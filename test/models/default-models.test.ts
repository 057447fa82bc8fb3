import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
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
