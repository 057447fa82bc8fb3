/**
 * A word of a POSIX shell (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02): single quotes
 * keep everything but themselves. No shell can hold U+0000, and a spec with it is refused.
 */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
