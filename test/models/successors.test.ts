import { describe, expect, it } from 'vitest';
import { findSuccessors } from '../../src/models/successors.js';
import type { Model } from '../../src/spec/provider.js';

const facts = { limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };

function pairs(missing: readonly string[], candidates: readonly string[]): [string, string][] {
  const withFacts = (id: string): Model => ({ id, ...facts });
  return findSuccessors(missing.map(withFacts), candidates.map(withFacts)).map(({ from, to }) => [from, to]);
}

describe('findSuccessors', () => {
  it.each([
    ['a date', 'alpha-20250101', 'alpha-20260101'],
    ['a date with dashes', 'alpha-2025-01-01', 'alpha'],
    ['a month and day', 'alpha-0905', 'alpha-1231'],
    ['a stage', 'alpha-preview', 'alpha'],
    ['separators and case', 'Alpha-4.6', 'alpha_4-6'],
    ['a prefix', 'z-ai/alpha', 'alpha'],
  ])('pairs ids that differ only in %s', (_, from, to) => {
    expect(pairs([from], [to])).toEqual([[from, to]]);
  });

  it.each([
    ['the version', 'alpha-4', 'alpha-5'],
    ['the size', 'alpha-mini', 'alpha'],
    ['a number that is not a date', 'alpha-1399', 'alpha'],
  ])('does not pair ids that differ in %s', (_, from, to) => {
    expect(pairs([from], [to])).toEqual([]);
  });

  it('does not pair an id that could be paired twice', () => {
    expect(pairs(['alpha-20250101'], ['alpha-20260101', 'alpha-preview'])).toEqual([]);
    expect(pairs(['alpha-20250101', 'alpha-preview'], ['alpha'])).toEqual([]);
  });

  it('is certain only if all limits and prices are known and equal', () => {
    const certain = (old: Partial<Model>, next: Partial<Model>): boolean =>
      findSuccessors([{ id: 'alpha-preview', ...old }], [{ id: 'alpha', ...next }])[0]!.isCertain;
    expect(certain(facts, facts)).toBe(true);
    expect(certain(facts, { ...facts, cost: { input: 1, output: 5 } })).toBe(false);
    expect(certain(facts, { limit: facts.limit })).toBe(false);
    expect(certain({}, {})).toBe(false);
  });
});
