import type { ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';

/** The current day, YYYY-MM-DD in UTC. */
export function today(): string {
  return dayOf(Date.now());
}

/** The number of days since a day, YYYY-MM-DD in UTC; negative for a day in the future. */
export function daysSince(date: string): number {
  return Math.round((Date.parse(today()) - Date.parse(date)) / 86_400_000);
}

/** The day of the checked-out commit of a folder, YYYY-MM-DD in UTC, or the reason why there is none. */
export function readCommitDay(folder: string): { readonly day: string } | { readonly problem: string } {
  // Loaded here only, since it takes 2 ms. The bundle replaces an import of it, which commander would load at every start.
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  try {
    const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    const seconds = Number(execFileSync('git', ['-C', folder, 'log', '-1', '--format=%ct'], options));
    return { day: dayOf(seconds * 1000) };
  } catch (error) {
    const isGitMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { problem: isGitMissing ? 'git is not on the PATH' : `${folder} has no commit to take the date from` };
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
