import { hiddenCharacters, printLiteral, type Notation } from './escape.js';
import type { JsonValue } from '../../core/edits.js';

/** The reserved words of Lua 5.1 and LuaJIT, which cannot be names of fields. */
const reserved = new Set(
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'.split(' '),
);

/** A string literal of Lua 5.1 (https://www.lua.org/manual/5.1/manual.html#2.1). A string is bytes, and an escape is one byte. */
export function luaString(text: string): string {
  let result = '';
  for (const character of text) {
    if (character === '"' || character === '\\') result += `\\${character}`;
    else if (character === '\n') result += String.raw`\n`;
    else if (hiddenCharacters.test(character))
      for (const byte of new TextEncoder().encode(character)) result += `\\${String(byte).padStart(3, '0')}`;
    else result += character;
  }
  return `"${result}"`;
}

const notation: Notation = {
  string: luaString,
  words: { null: 'nil', true: 'true', false: 'false' },
  list: ['{', '}'],
  object: ['{', '}'],
  key: (text) => (/^[A-Za-z_]\w*$/.test(text) && !reserved.has(text) ? `${text} = ` : `[${luaString(text)}] = `),
  indent: '  ',
};

/** A Lua expression. Members that are null are lost, because a table cannot hold nil. */
export function luaLiteral(value: JsonValue, depth?: number): string {
  return printLiteral(value, notation, depth);
}
