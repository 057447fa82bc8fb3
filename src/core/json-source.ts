// A spec that is JSON, which is read several times as fast as YAML.
import { parseTree, type Node } from 'jsonc-parser';
import type { Path } from './pointer.js';
import type { Span } from './parse.js';

export interface JsonSource {
  readonly value: unknown;
  readonly span: (steps: Path, part: 'key' | 'value') => Span;
}

/** @returns nothing for what is no JSON or has a key twice: what is wrong with it is told by the parser of YAML, which knows both */
export function readJson(text: string): JsonSource | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (keysIn(value) !== keysWritten(text)) return undefined;
    let root: Node | undefined;
    return { value, span: (steps, part) => spanAt((root ??= parseTree(text)!), steps, part) };
  } catch (error) {
    // The second is for what is nested too deeply.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** How many keys a value has: of those that are there twice, JSON.parse leaves one. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const member of Object.values(value)) if (typeof member === 'object') count += keysIn(member);
  return count;
}

function keysWritten(text: string): number {
  let count = 0;
  for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon !== undefined) count += 1;
  return count;
}

function spanAt(root: Node, steps: Path, part: 'key' | 'value'): Span {
  let node = root;
  for (const [index, step] of steps.entries()) {
    const next: Node | undefined =
      node.type === 'object'
        ? node.children!.find((property) => keyOf(property) === String(step))
        : node.type === 'array'
          ? node.children![Number(step)]
          : undefined;
    if (!next) break;
    const isKey = next.type === 'property' && part === 'key' && index === steps.length - 1;
    node = next.type === 'property' ? next.children![isKey ? 0 : 1]! : next;
  }
  return { start: node.offset, end: node.offset + node.length };
}

function keyOf(property: Node): string {
  return property.children![0]!.value as string;
}
