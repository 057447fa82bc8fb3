import { describe, expect, it } from 'vitest';
import { isObject, sameSet, sameValue, setIn } from '../../src/core/json-values.js';

describe('isObject', () => {
  it('is true for objects only', () => {
    expect([{}, { a: 1 }].map(isObject)).toEqual([true, true]);
    expect([undefined, null, [], 'a', 1, true].map(isObject)).toEqual(Array(6).fill(false));
  });
});

describe('sameValue', () => {
  it('compares by value, with any order of keys', () => {
    expect(sameValue({ a: [1, { b: null }], c: 'x' }, { c: 'x', a: [1, { b: null }] })).toBe(true);
  });

  it.each([
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: null }, {}],
    [{}, []],
    [1, '1'],
    [null, false],
  ])('tells %j from %j', (a, b) => {
    expect(sameValue(a, b)).toBe(false);
    expect(sameValue(b, a)).toBe(false);
  });
});

describe('sameSet', () => {
  it('compares lists in any order, with repeated values', () => {
    expect(sameSet([1, { a: 2 }, 1], [{ a: 2 }, 1, 1])).toBe(true);
    expect(sameSet([1, 1, 2], [1, 2, 2])).toBe(false);
    expect(sameSet([1], [1, 1])).toBe(false);
    expect(sameSet('a', ['a'])).toBe(false);
    expect(sameSet(['a'], 'a')).toBe(false);
  });
});

describe('setIn', () => {
  it('creates the objects of the path and keeps what they have', () => {
    const target = { a: { x: 1 } };
    setIn(target, 'a.y', 2);
    setIn(target, 'b.c.d', 3);
    setIn(target, 'e', 4);
    expect(target).toEqual({ a: { x: 1, y: 2 }, b: { c: { d: 3 } }, e: 4 });
  });
});
