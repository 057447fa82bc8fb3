import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { parseLock, printLock } from '../../src/models/lock.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };

describe('a held change', () => {
  it.each([
    ['limit-shrinks', { limit: { context: 100_000, output: 8_000 } }, { context: 100_000, output: 8_000 }, 'limit'],
    ['price-jump', { cost: { input: 0, output: 4 } }, { input: 0, output: 4 }, 'cost'],
    ['price-jump', { cost: { input: 10, output: 4 } }, { input: 10, output: 4 }, 'cost'],
    ['price-jump', { cost: { input: 0.1, output: 3 } }, { input: 0.1, output: 3 }, 'cost'],
  ] as const)('%s: %j is made only after it is accepted', (rule, change, accepted, member) => {
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
  ] as [Partial<Model>, Partial<Model>][])('loses-ability: %j is made only after it is accepted, if the spec has %j', (less, more) => {
    const feed = new Feed(specWith([{ ...alpha, ...more }]));
    const next = answer(1, [{ ...alpha, ...less }]);
    expect(feed.run(next)[0]).toMatch(/^hold loses-ability alpha/);
    expect(feed.spec.models).toEqual([{ ...alpha, ...more }]);
    feed.run(next, ['models/loses-ability']);
    expect(feed.spec.models).toEqual([{ ...alpha, ...less }]);
  });
});

describe('the lock after a refresh', () => {
  it('has the first day of an answer, however often the same answer is given', () => {
    const feed = new Feed(specWith([beta]));
    const first = answer(1, [alpha, beta]);
    feed.run(first);
    const { lock } = feed;
    feed.run({ ...first, date: '2026-01-09' });
    expect(printLock(feed.lock)).toBe(printLock(lock));
  });

  it('is the same after printing and parsing, and any other text is refused', () => {
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
