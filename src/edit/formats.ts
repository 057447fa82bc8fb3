// The parser of a format is loaded with the first file of that format.
import { getNodeValue, type Node } from 'jsonc-parser';
import type { FileFormat, JsonValue } from '../core/edits.js';
import type { Structure, StructureNode } from '../core/tree.js';
import type { Format } from './format-editor.js';

const loaders: Readonly<Record<FileFormat, () => Promise<Format>>> = {
  dotenv: async () => (await import('./dotenv/editor.js')).dotenv,
  toml: async () => (await import('./toml/editor.js')).toml,
  yaml: async () => (await import('./yaml/editor.js')).yaml,
  json: async () => (await import('./json/editor.js')).json,
};

export function loadFormat(format: FileFormat): Promise<Format> {
  return loaders[format]();
}

/** Parses a structured file for reading. */
export async function readStructure(text: string, format: FileFormat): Promise<Structure> {
  const { editor, problem } = (await loadFormat(format)).open(text, 'object');
  return editor ? { root: toStructureNode(editor.root) } : { problem };
}

function toStructureNode(node: Node): StructureNode {
  const own = { value: getNodeValue(node) as JsonValue, offset: node.offset };
  const children = node.children ?? [];
  if (node.type === 'array') return { ...own, elements: children.map(toStructureNode) };
  if (node.type !== 'object') return own;
  return { ...own, members: new Map(children.map(({ children: pair }) => [pair![0]!.value as string, toStructureNode(pair![1]!)])) };
}
