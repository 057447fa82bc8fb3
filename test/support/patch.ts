import { spawnSync } from 'node:child_process';

export function applyPatch(folder: string, patch: string): void {
  const { status, stderr } = spawnSync('git', ['apply', '-'], {
    cwd: folder,
    input: patch,
    encoding: 'utf8',
    env: { ...process.env, GIT_DIR: '/nowhere' },
  });
  if (status !== 0) throw new Error(stderr);
}
