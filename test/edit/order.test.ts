import { describe, expect, it } from 'vitest';
import { Insertions, orderByPredecessor } from '../../src/edit/order.js';

describe('orderByPredecessor', () => {
  const order = (items: readonly [key: string, after?: string][]): string =>
    orderByPredecessor(
      items,
      ([key]) => key,
      ([, after]) => after,
    )
      .map(([key]) => key)
      .join('');

  it('puts each item after the one it names, and keeps the input order otherwise', () => {
    expect(order([['c', 'b'], ['x'], ['b', 'a'], ['a']])).toBe('abcx');
    expect(order([['a', 'missing'], ['b']])).toBe('ab');
  });

  it('keeps every item of a cycle', () => {
    expect(
      order([
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'a'],
      ]),
    ).toBe('bac');
  });
});

describe('Insertions', () => {
  it('groups new items by the existing item they follow, in the order in which they were added', () => {
    const insertions = new Insertions<string, string>();
    insertions.add('one', { item: 'a' });
    insertions.add('two', { item: 'a' });
    insertions.add('first', { item: undefined });
    insertions.add('between', { added: 'one' });
    expect([...insertions.chains()]).toEqual([
      ['a', ['one', 'between', 'two']],
      [undefined, ['first']],
    ]);
  });
});
