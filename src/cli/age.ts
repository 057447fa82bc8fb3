import type { Age } from '../commands/sources.js';

/** A day and how long ago it was. The clock of this machine can be behind that of the one that a file is from, and `--as-of` takes any day. */
export function dayAndAge({ date, days }: Age): string {
  const age = days < 0 ? 'a day that is to come' : `${days} ${days === 1 ? 'day' : 'days'} old`;
  return `${date}, ${age}`;
}
