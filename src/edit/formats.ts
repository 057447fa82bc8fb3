// The formats of structured files: each parser is loaded with the first file that needs it.
import { getNodeValue } from 'jsonc-parser';
import type { FileFormat, JsonValue } from '../core/edits.js';
import type { StructureNode } from '../core/tree.js';
import type { Format, Node } from './format-editor.js';

export const formats: Readonly<Record<FileFormat, () => Promise<Format>>> = {
  dotenv: async () => (await import('./dotenv/editor.js')).dotenv,
  toml: async () => (await import('./toml/editor.js')).toml,
  yaml: async () => (await import('./yaml/editor.js')).yaml,
  json: async () => (await import('./json/editor.js')).json,
};

/** A document as those see it who only read. */
export function structureOf(node: Node): StructureNode {
  const own = { value: getNodeValue(node) as JsonValue, offset: node.offset };
  const children = node.children ?? [];
  if (node.type === 'array') return { ...own, elements: children.map(structureOf) };
  if (node.type !== 'object') return own;
  return { ...own, members: new Map(children.map(({ children: pair }) => [pair![0]!.value as string, structureOf(pair![1]!)])) };
}
