import { describe, expect, it } from 'vitest';
import type { MergeEdit } from '../../../src/core/edits.js';
import { elementPath, memberPath, placeName, specFieldOf, wholeValue } from '../../../src/edit/merge/value-path.js';

const edit: MergeEdit = {
  kind: 'merge',
  path: 'a.json',
  format: 'json',
  at: ['providers', { where: { id: 'acme' } }],
  value: {},
  fields: { '': '/id', models: '/models', 'models[].name': '/models/[]/name', 'deep.key': '/lists/[]/key' },
};
const model = elementPath(memberPath(wholeValue, 'models'), 'grok', 3);

describe('specFieldOf', () => {
  it('returns the field of the longest known path, with the index of the element', () => {
    expect(specFieldOf(edit, memberPath(model, 'name'))).toBe('/models/3/name');
    expect(specFieldOf(edit, memberPath(model, 'size'))).toBe('/models');
    expect(specFieldOf(edit, memberPath(wholeValue, 'url'))).toBe('/id');
  });

  it('omits fields that need an index which the value does not have', () => {
    expect(specFieldOf(edit, memberPath(elementPath(memberPath(wholeValue, 'models'), 'gone'), 'name'))).toBe('/models');
    expect(specFieldOf(edit, memberPath(memberPath(wholeValue, 'deep'), 'key'))).toBe('/id');
    expect(specFieldOf({ ...edit, fields: {} }, wholeValue)).toBeUndefined();
  });
});

describe('placeName', () => {
  it('names a member by its path, and the whole value by the last step', () => {
    expect(placeName(edit, memberPath(model, 'name'))).toBe('`models[grok].name`');
    expect(placeName(edit, wholeValue)).toBe('the entry with id "acme"');
    expect(placeName({ ...edit, at: ['models'] }, wholeValue)).toBe('`models`');
    expect(placeName({ ...edit, at: [] }, wholeValue)).toBe('the file');
  });
});
