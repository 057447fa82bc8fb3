// Reading TOML: whether it parses, and its arrays of tables.
import { getStaticTOMLValue, parseTOML, type AST } from 'toml-eslint-parser';
import type { TomlSource } from '../core/target.js';
import { openToml } from './toml-tree.js';

/** Reads the arrays of tables of a file, with what stands in tables below them. */
export function readToml(text: string): TomlSource {
  const { problem } = openToml(text);
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
