import { describe, expect, it } from 'vitest';
import type { FileEdit, MergeEdit } from '../../src/core/edits.js';
import { resolve, type Resolution } from '../../src/edit/resolve.js';
import { grammars } from '../../src/io/files/assets.js';

function run(
  files: Readonly<Record<string, string>>,
  edits: readonly FileEdit[],
  direction: 'apply' | 'remove' = 'apply',
): Promise<Resolution> {
  return resolve({ edits, direction, read: async (path) => files[path], grammars });
}

const merge = (more: Partial<MergeEdit> = {}): MergeEdit => ({
  kind: 'merge',
  path: 'a.json',
  format: 'json',
  at: ['x'],
  value: 1,
  ...more,
});
const newFile = { content: '{}\n', otherPaths: ['b.json'] };
const messages = ({ problems }: Resolution): string[] => problems.map(({ code, message }) => `${code}: ${message}`);
const drift = (resolution: Resolution): string[] => resolution.drift.map(({ diagnostic: { code, message } }) => `${code}: ${message}`);

describe('a merge edit of a missing file', () => {
  it('creates the file if the edit says how', async () => {
    expect((await run({}, [merge({ newFile })])).changes).toEqual([{ path: 'a.json', before: undefined, after: '{\n  "x": 1\n}\n' }]);
  });

  it('edits the file under another path if it exists there', async () => {
    expect((await run({ 'b.json': '{}' }, [merge({ newFile })])).changes).toMatchObject([{ path: 'b.json', before: '{}' }]);
    expect((await run({ 'a.json': '{}', 'b.json': '{}' }, [merge({ newFile })])).changes).toMatchObject([{ path: 'a.json' }]);
  });

  it('is an error if the edit does not say how to create the file', async () => {
    const resolution = await run({}, [merge()]);
    expect(resolution.changes).toEqual([]);
    expect(messages(resolution)).toEqual(['edit/anchor: a.json does not exist']);
  });

  it('is absent when it is removed, except for a choice', async () => {
    const resolution = await run({}, [merge({ newFile })], 'remove');
    expect(resolution.absent.map(({ diagnostic }) => diagnostic.message)).toEqual(['a.json does not exist']);
    expect(resolution.changes).toEqual([]);
    expect((await run({}, [merge({ newFile, ownership: { kind: 'choice' } })], 'remove')).absent).toEqual([]);
  });

  it('is a warning for an optional patch', async () => {
    const patch: FileEdit = { kind: 'patch', path: 'x.md', language: 'markdown', steps: [], optional: true };
    expect(messages(await run({}, [patch]))).toEqual(['edit/optional-anchor: x.md does not exist']);
  });
});

describe('removing the last entry of a file', () => {
  it('deletes a file that is left with the content it was created with', async () => {
    const before = '{\n  "x": 1\n}\n';
    expect((await run({ 'a.json': before }, [merge({ newFile })], 'remove')).changes).toEqual([
      { path: 'a.json', before, after: undefined },
    ]);
  });

  it('keeps a file with other content, with a byte order mark, or without a change', async () => {
    expect((await run({ 'a.json': '{"x": 1, "y": 2}' }, [merge({ newFile })], 'remove')).changes[0]!.after).toBe('{"y": 2}');
    expect((await run({ 'a.json': '\ufeff{\n  "x": 1\n}\n' }, [merge({ newFile })], 'remove')).changes[0]!.after).toBe('\ufeff{}\n');
    expect((await run({ 'a.json': '{}\n' }, [merge({ newFile })], 'remove')).changes).toEqual([]);
  });

  it('deletes a file that is ours as a whole, whatever is in it', async () => {
    const resolution = await run({ 'a.json': '{"y": 1}' }, [merge({ newFile, at: [], value: {} })], 'remove');
    expect(resolution.changes).toEqual([{ path: 'a.json', before: '{"y": 1}', after: undefined }]);
    expect(drift(resolution)).toEqual(['check/extra: a.json exists']);
  });
});

describe('a write edit', () => {
  const write: FileEdit = { kind: 'write', path: 'a.txt', content: 'new\n' };

  it.each([
    ['apply', {}, 'new\n', 'check/missing: a.txt is missing'],
    ['apply', { 'a.txt': 'old\n' }, 'new\n', 'check/differs: a.txt has different content'],
    ['remove', { 'a.txt': 'old\n' }, undefined, 'check/extra: a.txt exists'],
  ] as const)('%s changes %j', async (direction, files, after, message) => {
    const resolution = await run(files, [write], direction);
    expect(resolution.changes).toMatchObject([{ path: 'a.txt', after }]);
    expect(drift(resolution)).toEqual([message]);
  });

  it('changes nothing that is done', async () => {
    expect(await run({ 'a.txt': 'new\n' }, [write])).toMatchObject({ changes: [], drift: [] });
    expect(await run({}, [write], 'remove')).toMatchObject({ changes: [], drift: [] });
  });
});

describe('diagnostics about edits', () => {
  it('have positions in the file as it is, also for what a later pass changes', async () => {
    const value = [{ id: 'a', n: 2 }, { id: 'b' }];
    const text = '{"x": [\n  {"id": "gone"},\n  {"id": "a", "n": 1}\n]}';
    const resolution = await run({ 'a.json': text }, [merge({ value })]);
    expect(resolution.drift.map(({ diagnostic: { code, at, fix } }) => [code, at?.line, fix !== undefined])).toEqual([
      ['check/extra', 2, true],
      ['check/differs', 3, false],
      ['check/missing', 3, false],
    ]);
  });

  it('report a problem once for all edits that have it', async () => {
    const resolution = await run({ 'a.json': '{"a": [], "b": 1}' }, [
      merge({ at: ['a', 'x'] }),
      merge({ at: ['a', 'y'] }),
      merge({ at: ['a', 'x'] }),
    ]);
    expect(messages(resolution)).toEqual([
      'edit/anchor: expected an object to look for `x` in, but found a list',
      'edit/anchor: expected an object to look for `y` in, but found a list',
    ]);
  });

  it('are omitted in silent mode, apart from problems', async () => {
    const options = { direction: 'apply', grammars, silent: true } as const;
    const resolution = await resolve({ ...options, edits: [merge({ newFile })], read: async () => undefined });
    expect(resolution).toMatchObject({ drift: [], changes: [{ path: 'a.json' }] });
    expect(messages(await resolve({ ...options, edits: [merge()], read: async () => '[]' }))).toHaveLength(1);
  });
});
