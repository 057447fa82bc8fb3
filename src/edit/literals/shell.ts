/**
 * A word of a POSIX shell (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02): single quotes
 * keep everything but themselves. No shell supports U+0000; a spec that contains it is rejected.
 */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
