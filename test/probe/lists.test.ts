import { describe, expect, it } from 'vitest';
import { chatModel, listIn } from '../../src/probe/lists.js';

const list = (body: unknown, group?: string, status = 200) => listIn({ status, headers: {}, body: JSON.stringify(body) }, group);

describe('a list of models', () => {
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
  ])('has the shape %s: %j', (shape, body) => {
    expect(list(body)).toEqual({ shape, ids: ['a', 'b'] });
  });

  it('of groups is the one that is asked for, else the first', () => {
    const groups = { free: [{ id: 'a' }], recommended: [{ id: 'b' }], count: 2 };
    expect(list(groups)).toEqual({ shape: 'cline-recommended', ids: ['a'], group: 'free' });
    expect(list(groups, 'recommended')).toEqual({ shape: 'cline-recommended', ids: ['b'], group: 'recommended' });
    expect(list(groups, 'other')).toEqual({ shape: 'cline-recommended', ids: ['a'], group: 'free' });
    expect(list({ free: [{ id: 'a' }] })).toBeUndefined();
  });

  it('is nothing else', () => {
    expect(list({ data: [{ id: 'a' }] }, undefined, 201)).toBeUndefined();
    expect(listIn({ failure: 'timeout' })).toBeUndefined();
    expect(list([{ id: 'a' }])).toBeUndefined();
    expect(list({ data: [] })).toBeUndefined();
    expect(list({ data: [{ id: 'a' }, { id: 7 }] })).toBeUndefined();
    expect(list({ data: [{ id: 'a' }, null] })).toBeUndefined();
    expect(list({ models: { a: {} } })).toBeUndefined();
  });

  it('has a model for chat, the first if all are for something else', () => {
    expect(chatModel(['text-embedding-3', 'gpt-image-1', 'gpt-x', 'gpt-y'])).toBe('gpt-x');
    expect(chatModel(['whisper-1', 'tts-1'])).toBe('whisper-1');
    expect(chatModel([])).toBeUndefined();
  });
});
