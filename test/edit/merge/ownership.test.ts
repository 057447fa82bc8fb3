import { describe, expect, it } from 'vitest';
import type { MergeEdit } from '../../../src/core/edits.js';
import { editText } from '../../support/edit.js';

describe('an entry with an identity', () => {
  const entry: MergeEdit = {
    kind: 'merge',
    path: 'a.json',
    format: 'json',
    at: ['a'],
    value: { at: 'here', n: 1 },
    ownership: { kind: 'identity', members: ['at'] },
  };

  it.each([
    ['{"a": {"at": "there", "n": 1}}', '`at` is "there", not "here"'],
    ['{"a": {"n": 1}}', '`at` is missing'],
  ])('is neither changed nor removed if it belongs to another provider: %s', async (text, why) => {
    const applied = await editText(text, [entry]);
    expect(applied.resolution.changes).toEqual([]);
    expect(applied.errors).toMatchObject([{ code: 'edit/conflict', message: `\`a\` belongs to another provider: ${why}` }]);
    const removed = await editText(text, [entry], 'remove');
    expect([removed.resolution.changes, removed.errors, removed.resolution.absent.length]).toEqual([[], [], 1]);
  });

  it('is changed and removed if it has the values of the edit', async () => {
    const text = '{"a": {"at": "here", "n": 2}, "b": 1}';
    expect((await editText(text, [entry])).text).toBe('{"a": {"at": "here", "n": 1}, "b": 1}');
    expect((await editText(text, [entry], 'remove')).text).toBe('{"b": 1}');
  });
});

describe('a choice', () => {
  const choice = (at: string, value: string, decidedBy?: { at: string[]; value: string }): MergeEdit => ({
    kind: 'merge',
    path: 'a.json',
    format: 'json',
    at: [at],
    value,
    ownership: { kind: 'choice', ...(decidedBy && { decidedBy }) },
  });

  it('replaces another choice, and is only removed if it is ours', async () => {
    const edits = [choice('model', 'acme/large')];
    expect((await editText('{"model": "other"}', edits)).text).toBe('{"model": "acme/large"}');
    expect((await editText('{"model": "other"}', edits, 'remove')).text).toBe('{"model": "other"}');
    expect((await editText('{"model": "acme/large"}', edits, 'remove')).text).toBe('{}');
  });

  it('is not reported as absent', async () => {
    expect((await editText('{}', [choice('model', 'm')], 'remove')).resolution.absent).toEqual([]);
  });

  it('is only removed if the setting that decides about it is ours', async () => {
    const decidedBy = { at: ['provider'], value: 'acme' };
    const edits = [choice('provider', 'acme'), choice('model', 'large', decidedBy)];
    for (const text of ['{"provider": "other", "model": "large"}', '{"model": "large"}'])
      expect((await editText(text, edits, 'remove')).text).toBe(text);
    expect((await editText('{"provider": "acme", "model": "large"}', edits, 'remove')).text).toBe('{}');
  });
});

describe('a key whose host another setting decides', () => {
  const decidedBy = { at: ['url'], value: 'https://ours.example' };
  const variable = { kind: 'merge', path: '.env', format: 'dotenv' } as const;
  const edits: MergeEdit[] = [
    { ...variable, at: ['url'], value: decidedBy.value, ownership: { kind: 'choice' } },
    { ...variable, at: ['key'], value: '<KEY>', options: { placeholders: [''] }, ownership: { kind: 'choice', decidedBy } },
  ];

  it.each([
    ['is added as a placeholder', 'a=1\n', "a=1\nurl=https://ours.example\nkey='<KEY>'\n"],
    ['is kept if it is sent to our host', 'url=https://ours.example\nkey=sk-1\n', 'url=https://ours.example\nkey=sk-1\n'],
    ['is replaced if it is a placeholder', "url=https://other.example\nkey='<OTHER>'\n", "url=https://ours.example\nkey='<KEY>'\n"],
  ])('%s', async (_, before, after) => {
    expect((await editText(before, edits)).text).toBe(after);
  });

  it('is a conflict if it would be sent to another host', async () => {
    const { errors, resolution } = await editText('key=sk-1\n', edits);
    expect(resolution.changes).toEqual([]);
    expect(errors).toMatchObject([
      {
        code: 'edit/conflict',
        message: 'the existing key `key` belongs to another host and would be sent to "https://ours.example": `url` is missing',
        hint: 'remove the key from the file first',
      },
    ]);
  });

  it.each([
    ['without our host', 'a=1\nkey=sk-1\n', 'a=1\nkey=sk-1\n'],
    ['for another host', 'url=https://other.example\nkey=sk-1\n', 'url=https://other.example\nkey=sk-1\n'],
    ['for our host', 'a=1\nurl=https://ours.example\nkey=sk-1\n', 'a=1\n'],
  ])('is only removed with our host: %s', async (_, before, after) => {
    expect((await editText(before, edits, 'remove')).text).toBe(after);
  });
});
