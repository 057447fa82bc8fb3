// The nodes that every format is parsed to: those of `jsonc-parser`.
import type { Node } from 'jsonc-parser';

export type { Node } from 'jsonc-parser';

/** A node while its tree is being built. */
export type MutableNode = { -readonly [Key in keyof Node]: Node[Key] };

/** The key of the property whose value a node is. */
export function propertyKey(node: Node): string | undefined {
  return node.parent?.type === 'property' ? (node.parent.children![0]!.value as string) : undefined;
}

/** The number of nodes around a node. */
export function nodeDepth(node: Node): number {
  return node.parent ? nodeDepth(node.parent) + 1 : 0;
}

export function nodeSpan({ offset, length }: Node): { readonly start: number; readonly end: number } {
  return { start: offset, end: offset + length };
}
