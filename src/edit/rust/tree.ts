// Finds lists and items in a Rust syntax tree.
import type { Node } from 'web-tree-sitter';
import type { PatchStep, RustScope } from '../../core/edits.js';
import { readRustString } from '../literals/rust.js';

/** A container and its items. */
export interface ItemList {
  readonly container: Node;
  readonly items: readonly ListItem[];
  /** The items that a new one belongs among, if not all of them. */
  readonly run?: readonly ListItem[];
}

export interface ListItem {
  /** Includes attributes and doc comments. */
  readonly start: number;
  readonly end: number;
  readonly keys: readonly string[];
  readonly node: Node;
}

/**
 * Finds the lists that a step applies to, in the order of the file.
 * A new item is inserted into the first; an existing one may be in any.
 */
export function findLists(root: Node, step: Pick<PatchStep, 'item' | 'within'>): ItemList[] {
  const scope = step.within as RustScope;
  const bodies = rustScopeBodies(root, scope);
  const lists = bodies.flatMap((body) => findList(body, step.item, scope.impl) ?? []);
  if (step.item !== 'fn') return lists;
  // Prefer a module that has functions.
  return lists.toSorted((a, b) => Number(b.items.length > 0) - Number(a.items.length > 0));
}

function findList(body: Node, item: PatchStep['item'], type: string | undefined): ItemList | undefined {
  if (item === 'const') return constList(body);
  if (item === 'fn') return { container: body, items: rustItemsWithAttributes(body, 'function_item') };
  const container = body.descendantsOfType(item === 'element' ? 'array_expression' : 'match_block')[0];
  if (!container) return undefined;
  if (item === 'element') return { container, items: elementNodes(container).map((node) => plainItem(node, elementKeys(node, type))) };
  const arms = container.namedChildren.filter((node) => node.type === 'match_arm');
  return { container, items: arms.map((node) => plainItem(node, patternKeys(node))) };
}

/** The text of an element, and the text with `Self` replaced by the type. */
function elementKeys(node: Node, type: string | undefined): string[] {
  return type !== undefined && node.text.startsWith('Self::') ? [node.text, node.text.replace('Self', type)] : [node.text];
}

/** The bodies of the innermost containers of a scope, in the order of the file. */
function rustScopeBodies(root: Node, scope: RustScope): Node[] {
  let bodies = [root];
  if (scope.mod !== undefined)
    bodies = childrenOf(bodies, 'mod_item')
      .filter((node) => fieldText(node, 'name') === scope.mod)
      .flatMap(bodyOf);
  if (scope.impl !== undefined) {
    bodies = childrenOf(bodies, 'impl_item')
      .filter((node) => fieldText(node, 'type') === scope.impl && lastPathSegment(node.childForFieldName('trait')?.text) === scope.trait)
      .flatMap(bodyOf);
  }
  if (scope.fn !== undefined)
    bodies = childrenOf(bodies, 'function_item')
      .filter((node) => fieldText(node, 'name') === scope.fn)
      .flatMap(bodyOf);
  return bodies;
}

function childrenOf(nodes: readonly Node[], type: string): Node[] {
  return nodes.flatMap((node) => node.namedChildren.filter((child) => child?.type === type));
}

function bodyOf(node: Node): Node[] {
  const body = node.childForFieldName('body');
  return body ? [body] : [];
}

/** The constants of an impl. A new one is inserted before the functions. */
function constList(body: Node): ItemList | undefined {
  const items = rustItemsWithAttributes(body, 'const_item');
  const firstFn = body.namedChildren.find((node) => node.type === 'function_item')?.startIndex ?? Infinity;
  const run = items.filter((item) => item.start < firstFn);
  return items.length > 0 ? { container: body, items, ...(run.length > 0 && { run }) } : undefined;
}

/** The children of a type, each with the attributes and doc comments above it. */
function rustItemsWithAttributes(body: Node, type: string): ListItem[] {
  const found: ListItem[] = [];
  let start: number | undefined;
  for (const node of body.namedChildren) {
    const leads = node.type === 'attribute_item' || (node.type.endsWith('_comment') && /^\/(\/\/|\*\*)/.test(node.text));
    if (node.type === type) found.push({ start: start ?? node.startIndex, end: node.endIndex, node, keys: [fieldText(node, 'name')] });
    if (leads) start ??= node.startIndex;
    else start = undefined;
  }
  return found;
}

function plainItem(node: Node, keys: readonly string[]): ListItem {
  return { start: node.startIndex, end: node.endIndex, keys, node };
}

function elementNodes(node: Node): Node[] {
  return node.namedChildren.filter((child) => child && !child.type.endsWith('_comment') && child.type !== 'attribute_item');
}

/** The string literals of a pattern, such as two for `"a" | "b"`; the text of a pattern without literals or with a guard. */
function patternKeys(arm: Node): string[] {
  const pattern = arm.childForFieldName('pattern');
  if (!pattern) return [];
  const keys = pattern.childForFieldName('condition') ? [] : stringsIn(pattern);
  return keys.length > 0 ? keys : [pattern.text];
}

/** Whether an arm matches everything: `_`, or a name. */
export function isCatchAll(item: ListItem): boolean {
  const pattern = item.node.childForFieldName('pattern');
  return pattern !== null && /^[a-z_][a-z0-9_]*(\s*@\s*_)?$/.test(pattern.text);
}

export function fieldText(node: Node, field: string): string {
  return node.childForFieldName(field)?.text ?? '';
}

function lastPathSegment(path: string | undefined): string | undefined {
  return path?.split('::').at(-1);
}

/** The values of the string literals in a node. */
export function stringsIn(node: Node): string[] {
  return node.descendantsOfType(['string_literal', 'raw_string_literal']).flatMap((literal) => {
    const value = literal ? readRustString(literal.text) : undefined;
    return value === undefined ? [] : [value];
  });
}
