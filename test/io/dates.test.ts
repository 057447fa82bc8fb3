import { execFileSync } from 'node:child_process';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readCommitDay } from '../../src/io/dates.js';
import { temporaryFolder } from '../support/tree.js';

function git(folder: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_COMMITTER_DATE: '2027-01-31T23:30:00-01:00' };
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { stdio: 'ignore', env });
}

describe('readCommitDay', () => {
  it('returns the UTC day of the checked-out commit', () => {
    const folder = temporaryFolder();
    git(folder, 'init', '-q');
    git(folder, 'commit', '-q', '--allow-empty', '-m', 'x');
    expect(readCommitDay(folder)).toEqual({ day: '2027-02-01' });
  });

  it('reports a folder without a commit', () => {
    const folder = temporaryFolder();
    expect(readCommitDay(folder)).toEqual({ problem: `${folder} has no commit to take the date from` });
    git(folder, 'init', '-q');
    expect(readCommitDay(folder)).toEqual({ problem: `${folder} has no commit to take the date from` });
  });

  it('reports that git is not on the PATH', () => {
    vi.stubEnv('PATH', temporaryFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(readCommitDay('.')).toEqual({ problem: 'git is not on the PATH' });
  });
});
