// What merging needs of a format: a document as a tree, and the splices that change it.
import type { JsonValue, MergeEdit } from '../core/edits.js';
import type { Problem } from './edit-result.js';
import type { Node } from './node.js';
import type { Splice } from './splice.js';

export interface Format {
  /** @param root the type of the root of a file without content */
  open(
    text: string,
    root: 'object' | 'array',
  ): { readonly editor: FormatEditor; readonly problem?: undefined } | { readonly editor?: undefined; readonly problem: Problem };
  /** Why a text does not parse. */
  syntaxProblem(text: string): Problem | undefined;
}

/**
 * Edits one document, in the form of the tree that `jsonc-parser` makes of JSON: objects with properties of a key and a value,
 * arrays, and scalars, with offsets in UTF-16 code units. Changes are collected until `splices` returns all of them.
 */
export interface FormatEditor {
  readonly root: Node;
  /** Why the content of a node cannot be changed, if it cannot: it may be the alias of an anchor, for example. */
  refusalReason(node: Node): string | undefined;
  insertElement(list: Node, value: JsonValue, after: InsertionPoint, edit: MergeEdit): Insertion;
  insertProperty(object: Node, key: string, value: JsonValue, after: Node | undefined, edit: MergeEdit): Insertion;
  replace(node: Node, value: JsonValue, edit: MergeEdit): readonly Splice[];
  /** @returns for each of the elements or properties, the splices that remove it and nothing else */
  remove(container: Node, nodes: readonly Node[]): readonly (readonly Splice[])[];
  /** Whether a node contains a comment that would be removed with it. */
  hasComment(node: Node): boolean;
  splices(): readonly Splice[];
}

/** An item pending insertion. */
export interface PendingItem {
  readonly print: unknown;
}

/** After an existing element or property, at the start, or after an item pending insertion. */
export type InsertionPoint<New = PendingItem> = { readonly item: Node | undefined } | { readonly added: New };

export interface Insertion<New = PendingItem> {
  readonly added: New;
  /** The splices that insert this item and nothing else. */
  readonly standaloneFix: () => readonly Splice[];
}
