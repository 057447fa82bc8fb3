import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { readField } from '../../src/models/fields.js';
import { dropContradictions } from '../../src/models/resolve-model.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const beta: Model = { id: 'beta', limit: { context: 100_000 } };

describe('the prices of a model', () => {
  it('are not mixed from two catalogs', () => {
    const feed = new Feed(specWith([{ id: 'alpha', cost: { input: 1, output: 4 } }]));
    feed.run(answer(1, [{ ...alpha, cost: { input: 2, output: 4 } }]));
    const other = answer(2, [{ ...alpha, cost: { input: 3, output: 4, cache_read: 0.3 } }], { source: 'catwalk' });
    expect(feed.run(other)).toEqual(['note disagree alpha cost.input', 'note disagree alpha cost.cache_read']);
    expect(feed.spec.models![0]!.cost).toEqual({ input: 2, output: 4 });
    feed.run(other, ['models/disagree']);
    expect(feed.spec.models![0]!.cost).toEqual({ input: 3, output: 4, cache_read: 0.3 });
  });

  it('are all held if one of them is held', () => {
    const feed = new Feed(specWith([alpha]));
    expect(feed.run(answer(1, [{ ...alpha, cost: { input: 20, output: 5 } }]))).toEqual([
      'hold price-jump alpha cost.input',
      'hold price-jump alpha cost.output',
    ]);
  });

  it.each([0, 30])('are held if the price of a tier jumps to %d', (input) => {
    const tiers = (price: number): Model => ({
      ...alpha,
      cost: { input: 1, output: 4, tiers: [{ above_context: 1000, input: price, output: 4 }] },
    });
    const feed = new Feed(specWith([tiers(2)]));
    expect(feed.run(answer(1, [tiers(input)]))).toEqual(['hold price-jump alpha cost.tiers']);
    expect(feed.run(answer(1, [tiers(3)]))).toEqual(['change value alpha cost.tiers']);
  });
});

describe('contradicting values', () => {
  it('are left out of a known model and of a new one', () => {
    const feed = new Feed(specWith([beta]));
    expect(feed.run(answer(1, [{ id: 'beta', limit: { context: 100_000, output: 200_000 } }]))).toEqual(['note contradiction beta']);
    expect(feed.spec.models).toEqual([beta]);
    const fresh = new Feed(specWith([beta]));
    fresh.run(answer(1, [beta, { id: 'new', limit: { context: 10, output: 20 }, cost: { input: 1 } as never }]));
    expect(fresh.spec.models![1]).toEqual({ id: 'new', limit: { context: 10 } });
  });
});

describe('dropContradictions', () => {
  it.each<[title: string, more: object, dropped: string[]]>([
    ['parallel calls without calls', { tool_call: false, parallel_tool_calls: true }, ['tool_call']],
    ['parallel calls with calls', { tool_call: true, parallel_tool_calls: true }, []],
    ['neither kind of call', { tool_call: false, parallel_tool_calls: false }, []],
    ['a price without the other half', { cost: { input: 1, cache_read: 2 } }, ['cost.input', 'cost.cache_read']],
    ['the other half alone', { cost: { output: 1 } }, ['cost.output']],
    ['a whole price', { cost: { input: 1, output: 2 } }, []],
    ['an output limit above the context', { limit: { context: 1, output: 2 } }, ['limit.output']],
    ['a budget that ends before it starts', { reasoning_options: [{ type: 'budget_tokens', min: 9, max: 8 }] }, ['reasoning_options']],
  ])('removes what contradicts: %s', (_, more, expected) => {
    const model = { id: 'alpha', name: 'Alpha', ...more } as Model;
    const result = dropContradictions(model);
    expect(result.dropped).toEqual(expected);
    if (expected.length === 0) expect(result.model).toEqual(model);
    for (const field of result.dropped) expect(readField(result.model, field)).toBeUndefined();
    expect(result.model.name).toBe('Alpha');
  });
});
