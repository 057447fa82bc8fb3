// What an editor of structured files needs of a format: a document as a tree, and the splices that change it.
import type { Node } from 'jsonc-parser';
import type { JsonValue, MergeEdit } from '../core/edits.js';
import type { Problem, Splice } from './outcome.js';

export type { Node } from 'jsonc-parser';

/** Something that is going to be in a list or an object. */
export interface Added {
  readonly print: unknown;
}

/** Behind an element or a property that is there, at the start, or behind something that is going to be there. */
export type After<New = Added> = { readonly item: Node | undefined } | { readonly added: New };

/** What was added, and the splices that would put in nothing else. */
export interface Inserted<New = Added> {
  readonly added: New;
  readonly alone: () => readonly Splice[];
}

/**
 * A document of one format, as the tree that `jsonc-parser` makes of JSON: objects with properties of a key and a value, arrays,
 * and scalars, with offsets in UTF-16 code units. Changes are collected; `splices` has all of them.
 */
export interface Surgeon {
  readonly root: Node;
  /** Why what is in this node cannot be changed by splicing, if it cannot: the alias of an anchor, say. */
  refusal(node: Node): string | undefined;
  insertElement(list: Node, value: JsonValue, after: After, edit: MergeEdit): Inserted;
  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, edit: MergeEdit): Inserted;
  replace(node: Node, value: JsonValue, edit: MergeEdit): readonly Splice[];
  /** @returns the splices that would take out nothing else, for each of the elements or properties */
  remove(container: Node, nodes: readonly Node[]): readonly (readonly Splice[])[];
  /** Whether a comment stands in this node that would go with it. */
  isRemarked(node: Node): boolean;
  splices(): readonly Splice[];
}

/** The key of the property whose value a node is. */
export function keyOf(node: Node): string | undefined {
  return node.parent?.type === 'property' ? (node.parent.children![0]!.value as string) : undefined;
}

/** How many nodes a node is in. */
export function depthOf(node: Node): number {
  return node.parent ? depthOf(node.parent) + 1 : 0;
}

export interface Format {
  /** @param root what a file stands for that says nothing yet */
  open(
    text: string,
    root: 'object' | 'array',
  ): { readonly surgeon: Surgeon; readonly problem?: undefined } | { readonly surgeon?: undefined; readonly problem: Problem };
  /** Why a text does not parse, if it does not. */
  problem(text: string): Problem | undefined;
}
