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

describe('the spec after a refresh', () => {
  const question = (field: string) => ({ field, question: `Is ${field} right?`, assumption: 'It is.' });
  const evidence = (field: string) => ({ field, claim: 'c', sources: ['s'] as [string] });

  it('has the newest day of the answers as the date of its list, if it had a date and the list changed', () => {
    const dateAfter = (models_as_of: string | undefined, models: Model[]): string | undefined => {
      const feed = new Feed(specWith([beta], models_as_of === undefined ? {} : { models_as_of }));
      feed.run([answer(3, models), answer(2, models, { source: 'catwalk' })]);
      return feed.spec.models_as_of;
    };
    expect(dateAfter('2025-01-01', [beta, alpha])).toBe('2026-01-03');
    expect(dateAfter('2025-01-01', [beta])).toBe('2025-01-01');
    expect(dateAfter(undefined, [beta, alpha])).toBeUndefined();
  });

  it('has no member that it did not have before', () => {
    const feed = new Feed(specWith([beta]));
    feed.run(answer(1, [beta, alpha]));
    expect(Object.keys(feed.spec).toSorted()).toEqual(Object.keys(specWith([])).toSorted());
    const { models: _, ...none } = specWith([]);
    const bare = new Feed(none);
    bare.run(answer(1, [], { isComplete: false }));
    expect(bare.spec).not.toHaveProperty('models');
  });

  it('keeps empty lists', () => {
    const feed = new Feed(specWith([], { questions: [], evidence: [] }));
    feed.run(answer(1, [], { isComplete: false }));
    expect(feed.spec).toMatchObject({ models: [], questions: [], evidence: [] });
  });

  it('has its questions and evidence at the new index of their model, without those of a removed one', () => {
    const all = [alpha, beta, { id: 'gamma', name: 'Gamma' }];
    const fields = ['/models/0/limit', '/models/2/name', '/models/2', '/name'];
    const feed = new Feed(specWith(all, { questions: fields.map(question), evidence: fields.map(evidence) }));
    feed.run(answer(1, all));
    for (const day of [2, 3, 9]) feed.run(answer(day, all.slice(1)));
    const moved = ['/models/1/name', '/models/1', '/name'];
    expect(feed.ids).toEqual(['beta', 'gamma']);
    expect(feed.spec.questions!.map(({ field }) => field)).toEqual(moved);
    expect(feed.spec.questions![0]!.question).toBe('Is /models/2/name right?');
    expect(feed.spec.evidence!.map(({ field }) => field)).toEqual(moved);
  });

  it('has no questions or evidence once the last one is gone', () => {
    const more = { questions: [question('/models/0')], evidence: [evidence('/models/0/limit')] };
    const all = [alpha, beta, { id: 'gamma' }];
    const feed = new Feed(specWith(all, more));
    feed.run(answer(1, all));
    for (const day of [2, 3, 9]) feed.run(answer(day, all.slice(1)));
    expect(feed.spec).not.toHaveProperty('questions');
    expect(feed.spec).not.toHaveProperty('evidence');
  });

  it('has evidence for a model that was renamed to another one of the list at that one', () => {
    const [old, next] = ['alpha-20250101', 'alpha-20260101'].map((id) => ({ ...alpha, id })) as [Model, Model];
    const feed = new Feed(specWith([old, beta, { id: 'gamma' }], { evidence: [evidence('/models/0/id')] }));
    feed.run(answer(1, [old, beta, { id: 'gamma' }]));
    feed.run(answer(2, [beta, { id: 'gamma' }, next]));
    expect(feed.ids).toEqual([next.id, 'beta', 'gamma']);
    expect(feed.last!.renamed).toEqual(new Map([[old.id, next.id]]));
    expect(feed.spec.evidence!.map(({ field }) => field)).toEqual(['/models/0/id']);
  });
});

describe('the lock of a refresh', () => {
  it('has only the answers that gave something, without the texts of the answers', () => {
    const feed = new Feed(specWith([beta]));
    feed.run([answer(1, [beta, alpha]), answer(1, [{ id: 'other' }], { source: 'catwalk', isComplete: false })]);
    expect(Object.values(feed.lock.answers)).toEqual([
      { source: 'models.dev', date: '2026-01-01', url: 'https://models.dev/list', digest: answer(1, []).digest },
    ]);
  });
});
