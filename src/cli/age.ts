import type { Age } from '../commands/sources.js';

/** A day and its age. It can be in the future: clocks differ, and `--as-of` accepts any day. */
export function dayAndAge({ date, days }: Age): string {
  const age = days < 0 ? 'in the future' : `${days} ${days === 1 ? 'day' : 'days'} old`;
  return `${date}, ${age}`;
}
