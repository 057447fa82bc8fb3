import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/spec/provider.js';
import { answer, Feed, specWith } from '../support/feed.js';

const evidenceFor = (...fields: string[]) => ({ evidence: fields.map((field) => ({ field, claim: 'c', sources: ['s'] as [string] })) });
const limit = (id: string, context: number): Model => ({ id, limit: { context } });

describe('evidence for a field of a model', () => {
  it.each<[title: string, field: string, holds: boolean]>([
    ['the field', '/models/1/limit/context', true],
    ['its object', '/models/1/limit', true],
    ['another field of the object', '/models/1/limit/output', false],
    ['a field with a longer name', '/models/1/limits', false],
    ['the field of another model', '/models/0/limit/context', false],
    ['the model', '/models/1', false],
  ])('for %s, %s: keeps the value of the spec: %s', (_, field, holds) => {
    const feed = new Feed(specWith([{ id: 'alpha' }, limit('beta', 1000)], evidenceFor(field, '/name')));
    feed.run(answer(1, [{ id: 'alpha' }, limit('beta', 2000)]));
    expect(feed.spec.models![1]!.limit!.context).toBe(holds ? 1000 : 2000);
  });

  it('counts for the model under its new id', () => {
    const facts = { limit: { context: 1000, output: 100 }, cost: { input: 1, output: 2 } };
    const [old, next] = ['alpha-20250101', 'alpha-20260101'].map((id) => ({ id, ...facts, name: 'Alpha', temperature: true }));
    const others = ['beta', 'gamma'].map((id) => ({ id }));
    const feed = new Feed(specWith([old!, ...others], evidenceFor('/models/0/temperature')));
    feed.run(answer(1, [old!, ...others]));
    expect(feed.run(answer(2, [{ ...next!, temperature: false }, ...others]))).toEqual([
      `change renamed ${old!.id} id`,
      `note disagree ${next!.id} temperature`,
    ]);
    expect(feed.spec.models![0]).toMatchObject({ id: next!.id, temperature: true });
  });
});

describe('new values that contradict each other', () => {
  it('leave the whole object as it was, and change other fields', () => {
    const feed = new Feed(specWith([{ id: 'alpha', limit: { context: 1000, output: 500 } }]));
    const next: Model = { id: 'alpha', limit: { context: 2000, output: 3000 }, temperature: true };
    expect(feed.run(answer(1, [next]))).toEqual(['change value alpha temperature', 'note contradiction alpha']);
    expect(feed.spec.models).toEqual([{ id: 'alpha', limit: { context: 1000, output: 500 }, temperature: true }]);
    expect(feed.last!.diagnostics[1]!.message).toBe(
      'the values that sources have for `limit` of "alpha" contradict each other, so the spec keeps its own',
    );
  });

  it('do not add an object that the spec does not have', () => {
    const feed = new Feed(specWith([{ id: 'alpha' }]));
    expect(feed.run(answer(1, [{ id: 'alpha', limit: { context: 10, output: 20 } }]))).toEqual(['note contradiction alpha']);
    expect(feed.spec.models).toEqual([{ id: 'alpha' }]);
  });

  it('leave the sources of the old values in the lock', () => {
    const good: Model = { id: 'alpha', limit: { context: 1000, output: 500 } };
    const feed = new Feed(specWith([{ id: 'alpha' }]));
    feed.run(answer(1, [good]));
    const { fields } = feed.lock.models['alpha']!;
    expect(Object.keys(fields)).toEqual(['limit.context', 'limit.output']);
    feed.run(answer(2, [{ id: 'alpha', limit: { context: 2000, output: 3000 }, temperature: true }]));
    expect(feed.lock.models['alpha']!.fields).toMatchObject(fields);
    expect(feed.lock.models['alpha']!.fields['temperature']![0]).toBe(true);
    expect(feed.run(answer(3, [{ ...good, limit: { context: 2000, output: 500 }, temperature: true }]))).toEqual([
      'change value alpha limit.context',
    ]);
  });

  it('of another object are still reported as held', () => {
    const before: Model = { id: 'alpha', limit: { context: 1000, output: 500 }, cost: { input: 1, output: 2 } };
    const feed = new Feed(specWith([before]));
    const next: Model = { id: 'alpha', limit: { context: 2000, output: 3000 }, cost: { input: 50, output: 2 } };
    expect(feed.run(answer(1, [next]))).toEqual(['hold price-jump alpha cost.input', 'note contradiction alpha']);
    expect(feed.spec.models).toEqual([before]);
  });
});

describe('the record of a model', () => {
  it('is made for a model that only an incomplete list names, once it gives a value', () => {
    const feed = new Feed(specWith([{ id: 'alpha' }, { id: 'beta' }]));
    feed.run(answer(1, [limit('alpha', 1000), { id: 'beta' }], { isComplete: false }));
    expect(feed.spec.models![0]).toEqual(limit('alpha', 1000));
    expect(Object.keys(feed.lock.models)).toEqual(['alpha']);
    expect(feed.lock.models['alpha']).toMatchObject({ listed: {}, fields: { 'limit.context': [1000, expect.anything()] } });
  });
});
