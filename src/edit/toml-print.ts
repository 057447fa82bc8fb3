import type { JsonValue } from '../core/edits.js';
import { jsonString } from './json-print.js';
import { isObject } from './values.js';

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

/** Lists of objects that stand as tables of their own, `[[providers.models]]`, and the other members, which come before them. */
export function splitMembers(
  value: { readonly [key: string]: JsonValue },
  inline: readonly string[],
): {
  readonly plain: readonly (readonly [key: string, value: JsonValue])[];
  readonly tables: readonly (readonly [key: string, elements: readonly { readonly [key: string]: JsonValue }[]])[];
} {
  const isTables = ([key, member]: readonly [string, JsonValue]): boolean =>
    Array.isArray(member) && member.length > 0 && member.every(isObject) && !inline.includes(key);
  const entries = Object.entries(value);
  return {
    plain: entries.filter((entry) => !isTables(entry)),
    tables: entries.filter(isTables) as [string, { readonly [key: string]: JsonValue }[]][],
  };
}

/** An element of an array of tables with its header, and the tables below it, without a line break at the end. */
export function tomlTable(path: string, value: { readonly [key: string]: JsonValue }, inline: readonly string[], eol: string): string {
  const { plain, tables } = splitMembers(value, inline);
  const own = [`[[${path}]]`, ...plain.map(([key, member]) => `${tomlKey(key)} = ${tomlValue(member)}`)].join(eol);
  const below = tables.flatMap(([key, elements]) => elements.map((element) => tomlTable(`${path}.${tomlKey(key)}`, element, inline, eol)));
  return [own, ...below].join(eol + eol);
}
