import type { JsonValue } from '../../core/edits.js';
import { jsonString } from '../json/print.js';
import { isObject } from '../../core/json-values.js';

type Members = { readonly [key: string]: JsonValue };

/** A value on one line: `["a", "b"]`, `{ name = "A", optional = true }`. JSON's strings are basic strings of TOML. */
export function tomlValue(value: JsonValue): string {
  if (Array.isArray(value)) return `[${(value as readonly JsonValue[]).map(tomlValue).join(', ')}]`;
  if (!isObject(value)) return jsonString(value as boolean | number | string);
  const members = Object.entries(value).map(([key, member]) => `${tomlKey(key)} = ${tomlValue(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

export function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : jsonString(key);
}

/** Whether a member is written as a table or a list of tables, not on the line of its key. */
export function isBlock(key: string, value: JsonValue, inline: readonly string[]): boolean {
  if (inline.includes(key)) return false;
  if (Array.isArray(value)) return value.length > 0 && value.every((member: JsonValue) => isObject(member));
  return isObject(value) && Object.keys(value).length > 0;
}

/** A table with its header and its nested tables, without a final line break. A header with only nested tables is omitted. */
export function tomlBlocks(header: string, path: readonly string[], value: Members, inline: readonly string[], eol: string): string {
  const entries = Object.entries(value);
  const lines = entries
    .filter(([key, member]) => !isBlock(key, member, inline))
    .map(([key, member]) => `${tomlKey(key)} = ${tomlValue(member)}`);
  const below = entries
    .filter(([key, member]) => isBlock(key, member, inline))
    .flatMap(([key, member]) => {
      const inner = [...path, key];
      const name = inner.map(tomlKey).join('.');
      if (!Array.isArray(member)) return [tomlBlocks(`[${name}]`, inner, member as Members, inline, eol)];
      return (member as Members[]).map((one) => tomlBlocks(`[[${name}]]`, inner, one, inline, eol));
    });
  const own = lines.length > 0 || below.length === 0 || header.startsWith('[[') ? [[header, ...lines].join(eol)] : [];
  return [...own, ...below].join(eol + eol);
}
