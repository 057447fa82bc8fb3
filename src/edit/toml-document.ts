// Reading TOML: whether it parses, its arrays of tables, the keys and values of a table.
import { getStaticTOMLValue, ParseError, parseTOML, type AST } from 'toml-eslint-parser';
import type { JsonValue } from '../core/edits.js';
import type { TomlSource } from '../core/target.js';
import { isObject } from './values.js';
import type { Problem } from './outcome.js';

export type Members = { readonly [key: string]: JsonValue };

/** Why a text is not TOML, if it is not. */
export function tomlProblem(text: string): Problem | undefined {
  try {
    parseTOML(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return { code: 'edit/syntax', offset: error.index, message: `not TOML: ${error.message}` };
  }
}

/** Reads the arrays of tables of a file, with what stands in tables below them. */
export function readToml(text: string): TomlSource {
  const problem = tomlProblem(text);
  if (problem) return { problem, elements: () => [] };
  const program = parseTOML(text);
  const root = getStaticTOMLValue(program) as Readonly<Record<string, unknown>>;
  const tables = program.body[0].body.filter((node): node is AST.TOMLTable => node.type === 'TOMLTable');
  return {
    elements(name) {
      const values = root[name];
      if (!Array.isArray(values)) return [];
      const starts = tables.filter(({ resolvedKey }) => resolvedKey.length === 2 && resolvedKey[0] === name).map(({ range }) => range[0]);
      return values.map((value: unknown, index) => ({ value, offset: starts[index] ?? 0 }));
    },
  };
}

/** The key as it would be written with dots. */
export function keyOf({ key }: AST.TOMLKeyValue): string {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value)).join('.');
}

export function valueOf(table: AST.TOMLTable): Members {
  const value: unknown = Object.fromEntries(table.body.map((node) => [keyOf(node), getStaticTOMLValue(node.value)]));
  return isObject(value as JsonValue) ? (value as Members) : {};
}
