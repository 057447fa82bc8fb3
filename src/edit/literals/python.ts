import { hexCode, hiddenCharacters, printLiteral, type Notation } from './escape.js';
import type { JsonValue } from '../../core/edits.js';

/** A string literal of Python (https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals). */
export function pythonString(text: string): string {
  let result = '';
  for (const character of text) {
    if (character === '"' || character === '\\') result += `\\${character}`;
    else if (character === '\n') result += String.raw`\n`;
    else if (hiddenCharacters.test(character) || /\p{Cs}/u.test(character)) result += String.raw`\u${hexCode(character, 4)}`;
    else result += character;
  }
  return `"${result}"`;
}

const notation: Notation = {
  string: pythonString,
  words: { null: 'None', true: 'True', false: 'False' },
  list: ['[', ']'],
  object: ['{', '}'],
  key: (text) => `${pythonString(text)}: `,
  indent: '    ',
};

/** A Python expression. */
export function pythonLiteral(value: JsonValue, depth?: number): string {
  return printLiteral(value, notation, depth);
}
