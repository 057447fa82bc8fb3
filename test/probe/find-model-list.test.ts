import { describe, expect, it } from 'vitest';
import { readModelList } from '../../src/probe/find-model-list.js';

const list = (body: unknown, group?: string, status = 200) => readModelList({ status, headers: {}, body: JSON.stringify(body) }, group);

describe('readModelList', () => {
  it.each([
    ['openai', { data: [{ id: 'a', object: 'model' }, { id: 'b' }] }],
    ['openai', { data: [{ id: 'a', context_length: 8 }, { id: 'b' }] }],
    ['openai', { data: [{ id: 'a', pricing: {} }, { id: 'b' }] }],
    ['openrouter', { data: [{ id: 'a', context_length: 8, pricing: {} }, { id: 'b' }] }],
    ['anthropic', { data: [{ id: 'a', type: 'model', display_name: 'A' }, { id: 'b' }] }],
    ['openai', { data: [{ id: 'a', type: 'model' }, { id: 'b' }] }],
    ['openai', { data: [{ id: 'a', type: 'model', display_name: 'A', object: 'model' }, { id: 'b' }] }],
    ['openai', { data: [{ id: 'a', type: 'other', display_name: 'A' }, { id: 'b' }] }],
    ['google', { models: [{ name: 'models/a' }, { name: 'models/b' }] }],
    ['ollama', { models: [{ name: 'a' }, { name: 'b' }] }],
  ])('finds the shape %s: %j', (shape, body) => {
    expect(list(body)).toEqual({ shape, ids: ['a', 'b'] });
  });

  it('reads the group of the spec, or else the first group', () => {
    const groups = { free: [{ id: 'a' }], recommended: [{ id: 'b' }], count: 2 };
    expect(list(groups)).toEqual({ shape: 'cline-recommended', ids: ['a'], group: 'free' });
    expect(list(groups, 'recommended')).toEqual({ shape: 'cline-recommended', ids: ['b'], group: 'recommended' });
    expect(list(groups, 'other')).toEqual({ shape: 'cline-recommended', ids: ['a'], group: 'free' });
    expect(list({ free: [{ id: 'a' }] })).toBeUndefined();
  });

  it('returns undefined for a response that is not a list', () => {
    expect(list({ data: [{ id: 'a' }] }, undefined, 201)).toBeUndefined();
    expect(readModelList({ failure: 'timeout' })).toBeUndefined();
    expect(list([{ id: 'a' }])).toBeUndefined();
    expect(list({ data: [] })).toBeUndefined();
    expect(list({ data: [{ id: 'a' }, { id: 7 }] })).toBeUndefined();
    expect(list({ data: [{ id: 'a' }, null] })).toBeUndefined();
    expect(list({ models: { a: {} } })).toBeUndefined();
  });
});
