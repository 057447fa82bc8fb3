import { describe, expect, it } from 'vitest';
import { applySplices, mergeRemovals, splitRemovalsAtAdditions, type Splice } from '../../src/edit/splice.js';

const removal = (start: number, end: number): Splice => ({ start, end, text: '' });

describe('applySplices', () => {
  it('keeps the order of splices at the same offset', () => {
    const splices = ['x', 'y', 'z'].map((text) => ({ start: 1, end: 1, text }));
    expect(applySplices('ab', splices)).toBe('axyzb');
  });

  it('throws on overlapping splices', () => {
    expect(() => applySplices('abcdef', [removal(0, 3), removal(2, 4)])).toThrow('overlapping splices at 2');
  });
});

describe('mergeRemovals', () => {
  it('merges removals that overlap, and keeps those apart that only touch', () => {
    expect(mergeRemovals('\nabc\ndef', [removal(4, 6), removal(0, 3), removal(2, 4)])).toEqual([removal(0, 4), removal(4, 6)]);
  });

  it('removes the line break after removals that begin the file', () => {
    const text = 'a=1\nb=2\nc=3\n';
    expect(applySplices(text, mergeRemovals(text, [removal(0, 4), removal(3, 7)]))).toBe('c=3\n');
  });
});

describe('splitRemovalsAtAdditions', () => {
  it('splits a removal at an addition inside it', () => {
    const splices = splitRemovalsAtAdditions('a\nb\nc', [{ start: 3, end: 3, text: '\nx' }], [removal(1, 5)]);
    expect(applySplices('a\nb\nc', splices)).toBe('a\nx');
  });

  it('drops the line break of an addition inside a removal that begins the file', () => {
    const splices = splitRemovalsAtAdditions('a\nb\n', [{ start: 1, end: 1, text: '\nx' }], [removal(0, 4)]);
    expect(applySplices('a\nb\n', splices)).toBe('x\n');
  });
});
