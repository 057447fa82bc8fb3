import { describe, expect, it } from 'vitest';
import { isPinned, readField, refreshedFields, sameFieldValue, withoutField } from '../../src/models/fields.js';
import type { Model } from '../../src/spec/provider.js';

const tiers = [{ above_context: 8, input: 1, output: 2 }];
const model: Model = { id: 'x', name: 'X', limit: { context: 8, output: 4 }, cost: { input: 1, output: 2, tiers } };

describe('a field of a model that sources give', () => {
  it('is read, the tiers of its price too', () => {
    expect(refreshedFields).toContain('cost.tiers');
    expect(readField(model, 'cost.tiers')).toEqual(tiers);
    expect(readField(model, 'limit.output')).toBe(4);
    expect(readField({ id: 'x' }, 'cost.tiers')).toBeUndefined();
  });

  it('is pinned by its name or by that of its object', () => {
    expect(isPinned({ id: 'x', pinned: ['name'] }, 'name')).toBe(true);
    expect(isPinned({ id: 'x', pinned: ['limit'] }, 'limit.context')).toBe(true);
    expect(isPinned({ id: 'x', pinned: ['name', 'limit'] }, 'limit.output')).toBe(true);
    expect(isPinned({ id: 'x', pinned: ['cost'] }, 'limit.context')).toBe(false);
    expect(isPinned({ id: 'x', pinned: ['reasoning'] }, 'reasoning_options')).toBe(false);
    expect(isPinned({ id: 'x' }, 'name')).toBe(false);
  });

  it('is removed with its object when that is empty then', () => {
    expect(withoutField(model, 'name')).toEqual({ id: 'x', limit: model.limit, cost: model.cost });
    expect(withoutField(model, 'limit.output')).toEqual({ ...model, limit: { context: 8 } });
    expect(withoutField({ id: 'x', limit: { context: 8 } }, 'limit.context')).toEqual({ id: 'x' });
    expect(withoutField(model, 'limit')).not.toHaveProperty('limit');
    expect(withoutField({ id: 'x' }, 'limit.context')).toEqual({ id: 'x' });
  });

  it('is equal whatever the order of its strings', () => {
    expect(sameFieldValue(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(sameFieldValue(['a', 'b'], ['a'])).toBe(false);
    expect(sameFieldValue([1, 2], [2, 1])).toBe(false);
    expect(sameFieldValue(['a', 1], [1, 'a'])).toBe(false);
    expect(sameFieldValue({ a: 1 }, { a: 1 })).toBe(true);
    expect(sameFieldValue(undefined, undefined)).toBe(true);
    expect(sameFieldValue(undefined, 'a')).toBe(false);
    expect(sameFieldValue('a', undefined)).toBe(false);
  });
});
