import { hiddenCharacters } from './escape.js';

/** A Rust string literal, by the rules of https://doc.rust-lang.org/reference/tokens.html#string-literals. rustc rejects hidden characters (`text_direction_codepoint_in_literal`). */
export function rustString(text: string): string {
  return `"${rustEscape(text)}"`;
}

function rustEscape(text: string): string {
  let result = '';
  for (const character of text) {
    if (character === '"' || character === '\\') result += `\\${character}`;
    else if (character === '\n') result += '\\n';
    else if (character === '\r') result += '\\r';
    else if (character === '\t') result += '\\t';
    else if (hiddenCharacters.test(character)) result += `\\u{${character.codePointAt(0)!.toString(16)}}`;
    else result += character;
  }
  return result;
}

/** The value of a plain or raw string literal, or undefined for other text. */
export function readRustString(literal: string): string | undefined {
  const raw = /^r(#*)"([\s\S]*)"\1$/.exec(literal);
  if (raw) return raw[2];
  const plain = /^"([\s\S]*)"$/.exec(literal);
  if (!plain) return undefined;
  return plain[1]!.replaceAll(
    /\\(?:u\{([0-9a-fA-F_]+)\}|x([0-9a-fA-F]{2})|\r?\n\s*|([\s\S]))/g,
    (_, unicode: string | undefined, hex: string | undefined, simple: string | undefined) => {
      const code = unicode?.replaceAll('_', '') ?? hex;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      if (simple === undefined) return '';
      return { n: '\n', r: '\r', t: '\t', '0': '\0' }[simple] ?? simple;
    },
  );
}
