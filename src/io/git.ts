/** The day, in UTC, of the commit that is checked out in a folder, as `YYYY-MM-DD`; undefined where there is none, or no git. */
export function commitDay(folder: string): string | undefined {
  // Asked for here alone: loading it costs 2 ms, and the bundle has a stand-in for it, since commander would load it at every start.
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  try {
    const seconds = Number(
      execFileSync('git', ['-C', folder, 'log', '-1', '--format=%ct'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
    return new Date(seconds * 1000).toISOString().slice(0, 10);
  } catch {
    return undefined;
  }
}
