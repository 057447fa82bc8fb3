import { distance } from 'fastest-levenshtein';
import { redactSecrets } from './secrets.js';

/** Characters that make a text look different from its content: controls, line breaks, bidirectional marks, lone surrogates. */
const deceptive =
  /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/u;
/** Most texts are printable ASCII, so one test is enough for them. */
const printable = /^[ -~]*$/;

/** The first character that makes a text look different from what it is. */
export function deceptiveCharacter(text: string): string | undefined {
  return printable.test(text) ? undefined : deceptive.exec(text)?.[0];
}

/** A text that is safe to print in a terminal: each control, line break and bidirectional mark becomes a replacement character. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** A text without its byte order mark. Positions do not count the mark. */
export function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** The candidate nearest to a word, if the word can be a typo of it. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  // Any two words of two letters are at most two steps apart.
  let bestDistance = Math.min(Math.max(2, Math.floor(word.length / 3)), word.length - 1) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < bestDistance) [best, bestDistance] = [candidate, steps];
  }
  return best;
}

/** A value for a message: quoted, escaped, without secrets, and at most 80 characters long. */
export function quote(value: unknown): string {
  const text = redactSecrets(JSON.stringify(value) ?? String(value));
  const escaped = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, '0')}`);
  return escaped.length > 80 ? `${escaped.slice(0, 77)}…` : escaped;
}

/** A path of a document for a message. Keys can contain any text. */
export function pathName(path: readonly (string | number)[]): string {
  return path.map((step) => quote(String(step)).slice(1, -1)).join('.');
}

export function list(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

/** A text as the part of a regular expression that matches it and nothing else. */
export function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** A number with its noun: `1 note`, `3 notes`. */
export function countWords(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
