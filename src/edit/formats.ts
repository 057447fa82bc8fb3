// The formats of structured files: each parser is loaded with the first file that needs it.
import { getNodeValue } from 'jsonc-parser';
import type { JsonValue, MergeEdit } from '../core/edits.js';
import type { StructureNode } from '../core/target.js';
import type { Problem } from './outcome.js';
import type { Node, Surgeon } from './surgeon.js';

export interface Format {
  /** @param root what a file stands for that says nothing yet */
  open(
    text: string,
    root: 'object' | 'array',
  ): { readonly surgeon: Surgeon; readonly problem?: undefined } | { readonly surgeon?: undefined; readonly problem: Problem };
  /** Why a text does not parse, if it does not. */
  problem(text: string): Problem | undefined;
}

export const formats: Readonly<Record<MergeEdit['format'], () => Promise<Format>>> = {
  dotenv: async () => (await import('./dotenv-surgeon.js')).dotenv,
  toml: async () => (await import('./toml-surgeon.js')).toml,
  yaml: async () => (await import('./yaml-surgeon.js')).yaml,
  json: async () => (await import('./json-surgeon.js')).json,
};

/** A document as those see it who only read. */
export function structureOf(node: Node): StructureNode {
  const own = { value: getNodeValue(node) as JsonValue, offset: node.offset };
  const children = node.children ?? [];
  if (node.type === 'array') return { ...own, elements: children.map(structureOf) };
  if (node.type !== 'object') return own;
  return { ...own, members: new Map(children.map(({ children: pair }) => [pair![0]!.value as string, structureOf(pair![1]!)])) };
}
