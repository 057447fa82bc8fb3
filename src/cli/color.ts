import type { WriteStream } from 'node:tty';
import pc from 'picocolors';

export type Colors = ReturnType<typeof pc.createColors>;

/** Precedence: `--color` or `--no-color`, `NO_COLOR`, `FORCE_COLOR`, whether the stream is a terminal. */
export function wantsColor(flag: boolean | undefined, environment: NodeJS.ProcessEnv, stream: Pick<WriteStream, 'isTTY'>): boolean {
  if (flag !== undefined) return flag;
  if (environment['NO_COLOR']) return false;
  if (environment['FORCE_COLOR'] !== undefined) return environment['FORCE_COLOR'] !== '0' && environment['FORCE_COLOR'] !== 'false';
  return stream.isTTY === true && environment['TERM'] !== 'dumb';
}

export function colors(enabled: boolean): Colors {
  return pc.createColors(enabled);
}
