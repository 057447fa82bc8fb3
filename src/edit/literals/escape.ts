// Prints values as literals of a programming language: the same layout for all, the quoting rules of each.
import type { JsonValue } from '../../core/edits.js';

/** How a language writes values. */
export interface Notation {
  string(text: string): string;
  readonly words: Readonly<Record<'null' | 'true' | 'false', string>>;
  readonly list: readonly [open: string, close: string];
  readonly object: readonly [open: string, close: string];
  /** A key of an object, with the separator before its value. */
  key(text: string): string;
  /** One level of indentation. */
  readonly indent: string;
}

const width = 100;

/**
 * A value on one line where it fits, otherwise on several with a comma after each element.
 * @param depth the indentation level of the line that the value starts on
 */
export function printLiteral(value: JsonValue, notation: Notation, depth = 0, used = 0): string {
  if (value === null || typeof value === 'boolean') return notation.words[`${value}`];
  if (typeof value === 'string') return notation.string(value);
  if (typeof value === 'number') return JSON.stringify(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? notation.list : notation.object;
  const members: [string, JsonValue][] = isList
    ? (value as JsonValue[]).map((element) => ['', element])
    : Object.entries(value).map(([key, member]) => [notation.key(key), member]);
  if (members.length === 0) return open + close;
  const pad = isList ? '' : ' ';
  const short = members.map(([key, member]) => key + printLiteral(member, notation, depth + 1, Number.NEGATIVE_INFINITY)).join(', ');
  const line = `${open}${pad}${short}${pad}${close}`;
  if (depth * notation.indent.length + used + line.length <= width) return line;
  const inner = notation.indent.repeat(depth + 1);
  const lines = members.map(([key, member]) => `${inner}${key}${printLiteral(member, notation, depth + 1, key.length + 1)},\n`);
  return `${open}\n${lines.join('')}${notation.indent.repeat(depth)}${close}`;
}

/** Characters that end a line in some languages, are invisible, or change the direction of text. */
export const hiddenCharacters = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/** Text for a comment that ends with its line, in any language. */
export function commentText(text: string): string {
  return text.replaceAll(new RegExp(hiddenCharacters, 'gu'), ' ').trim();
}

/** The code point of a character in hexadecimal. */
export function hexCode(character: string, digits: number): string {
  return character.codePointAt(0)!.toString(16).padStart(digits, '0');
}
