import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatChanges } from '../../src/edit/patch.js';

describe('formatChanges', () => {
  it('writes a patch with which git apply creates, empties, rewrites and deletes files', { tags: ['slow'] }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'providersmith-patch-'));
    const long = (word: string): string => Array.from({ length: 6000 }, (_, line) => `${word} ${line}`).join('\n');
    const cases = {
      'new.txt': [undefined, 'a\nb\n'],
      'gone.txt': ['a\n', undefined],
      'no newline.txt': ['a\nb', 'a\nc'],
      'emptied.txt': ['a\n', ''],
      'all over.txt': [long('old'), long('new')],
    } as const;
    const changes = Object.entries(cases).map(([path, [before, after]]) => ({ path, before, after }));
    try {
      for (const { path, before } of changes) if (before !== undefined) writeFileSync(join(folder, path), before);
      const git = spawnSync('git', ['apply', '-'], {
        cwd: folder,
        input: formatChanges(changes),
        encoding: 'utf8',
        env: { ...process.env, GIT_DIR: '/nowhere' },
      });
      expect(git.stderr).toBe('');
      for (const { path, after } of changes)
        expect(existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined).toBe(after);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
