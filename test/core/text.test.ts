import { describe, expect, it } from 'vitest';
import { deceptiveCharacter, didYouMean, list, pathName, quote, visible, withoutMark } from '../../src/core/text.js';

describe('didYouMean', () => {
  it.each([
    ['nmae', 'name'],
    ['base_ulr', 'base_url'],
    ['ID', 'id'],
    ['ib', 'id'],
    ['15', undefined],
    ['x', undefined],
    ['', undefined],
    ['something', undefined],
  ])('suggests for %j: %j', (word, expected) => {
    expect(didYouMean(word, ['id', 'name', 'base_url'])).toBe(expected);
  });

  it('suggests the nearest candidate, the first of several', () => {
    expect(didYouMean('abcd', ['abxx', 'abcx', 'abcy'])).toBe('abcx');
  });

  it('accepts two steps, and one more for each three letters from nine', () => {
    expect(didYouMean('abcdef', ['abcdxy'])).toBe('abcdxy');
    expect(didYouMean('abcdef', ['abcxyz'])).toBeUndefined();
    expect(didYouMean('abcdefghi', ['abcdefxyz'])).toBe('abcdefxyz');
    expect(didYouMean('abcdefghi', ['abcdewxyz'])).toBeUndefined();
  });
});

describe('deceptiveCharacter', () => {
  it.each(['\u0007', '\n', '\u2028', '\u061c', '\u200e', '\u202e', '\u2066', '\ud800', '\udc00', '\u0085'])('finds %j', (character) => {
    expect(deceptiveCharacter(`aä${character}b`)).toBe(character);
  });

  it.each(['plain', '', 'ä 语', '😀', '~', ' '])('accepts %j', (text) => {
    expect(deceptiveCharacter(text)).toBeUndefined();
  });
});

describe('visible', () => {
  it('replaces what acts on a terminal', () => {
    expect(visible('a\u001b[2Jb\u202ec\nd 😀')).toBe('a\ufffd[2Jb\ufffdc\ufffdd 😀');
  });
});

describe('withoutMark', () => {
  it('removes one byte order mark at the start', () => {
    expect(withoutMark('\ufeffa')).toBe('a');
    expect(withoutMark('a\ufeff')).toBe('a\ufeff');
  });
});

describe('quote', () => {
  it('quotes and escapes a value, without secrets', () => {
    expect(quote('a"b')).toBe('"a\\"b"');
    expect(quote('a\u202eb')).toBe('"a\\u202eb"');
    expect(quote(undefined)).toBe('undefined');
    expect(quote(`sk-${'a1'.repeat(12)}`)).toBe(`"${'*'.repeat(27)}"`);
  });

  it('shortens a value to 78 characters above 80', () => {
    expect(quote('x'.repeat(78))).toHaveLength(80);
    expect(quote('x'.repeat(79))).toBe(`"${'x'.repeat(76)}…`);
  });
});

describe('pathName and list', () => {
  it('join names for a message', () => {
    expect(pathName(['models', 0, 'a\u0007b'])).toBe('models.0.a\\u0007b');
    expect(list(['a', 'b'])).toBe('`a`, `b`');
  });
});
