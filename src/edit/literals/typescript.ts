import { hexCode, hiddenCharacters, printLiteral, type Notation } from './escape.js';
import type { JsonValue } from '../../core/edits.js';

/** A string literal of JavaScript (https://tc39.es/ecma262/#sec-literals-string-literals). */
export function tsString(text: string): string {
  let result = '';
  for (const character of text) {
    if (character === "'" || character === '\\') result += `\\${character}`;
    else if (character === '\n') result += String.raw`\n`;
    else if (hiddenCharacters.test(character) || /\p{Cs}/u.test(character)) result += String.raw`\u${hexCode(character, 4)}`;
    else result += character;
  }
  return `'${result}'`;
}

const notation: Notation = {
  string: tsString,
  words: { null: 'null', true: 'true', false: 'false' },
  list: ['[', ']'],
  object: ['{', '}'],
  key(text) {
    // `__proto__` would set the prototype, quoted or not, unless the key is computed.
    if (text === '__proto__') return `['__proto__']: `;
    return /^[A-Za-z_$][\w$]*$/.test(text) ? `${text}: ` : `${tsString(text)}: `;
  },
  indent: '  ',
};

/** A JavaScript expression. */
export function tsLiteral(value: JsonValue, depth?: number): string {
  return printLiteral(value, notation, depth);
}
