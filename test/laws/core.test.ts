import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { follow, fromPointer, toPointer } from '../../src/core/pointer.js';
import { applySplices, offsetBefore, type Splice } from '../../src/edit/splice.js';
import { lawRuns } from '../support/edit.js';
import { awkwardText } from '../support/json-documents.js';

describe('JSON Pointers', () => {
  it('lead back to the path they were made from, whatever its keys are', () => {
    const key = fc.oneof(awkwardText, fc.constantFrom('~', '/', '~1', '~0', '~01', ''));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 4 }), (path) => {
        expect(fromPointer(toPointer(path))).toEqual(path);
        const value = path.reduceRight<unknown>((inner, step) => Object.fromEntries([[step, inner]]), 'leaf');
        fc.pre(!path.includes('__proto__'));
        expect(follow(value, toPointer(path))).toBe('leaf');
      }),
      { numRuns: lawRuns },
    );
  });
});

describe('splices', () => {
  const pieces = fc.array(
    fc.record({ keep: fc.string({ maxLength: 5 }), out: fc.string({ maxLength: 5 }), put: fc.string({ maxLength: 5 }) }),
    { maxLength: 6 },
  );

  it('map offsets after the splices back to the text before them', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const splices: Splice[] = [];
        let before = '';
        let after = '';
        for (const { keep, out, put } of parts) {
          for (let i = 0; i < keep.length; i += 1) expect(offsetBefore(after.length + i, splices)).toBe(before.length + i);
          before += keep;
          after += keep;
          splices.push({ start: before.length, end: before.length + out.length, text: put });
          for (let i = 0; i < put.length; i += 1) expect(offsetBefore(after.length + i, splices)).toBe(before.length);
          before += out;
          after += put;
        }
        expect(applySplices(before, splices)).toBe(after);
      }),
      { numRuns: lawRuns },
    );
  });
});
