// Looking things up in a Rust syntax tree.
import type { Node } from 'web-tree-sitter';
import type { PatchStep, RustScope } from '../core/edits.js';
import { readRustString } from './rust-literal.js';

/** A container, its items, and what they are called. */
export interface ItemList {
  readonly container: Node;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  /** Attributes and doc comments of the item come with it. */
  readonly start: number;
  readonly end: number;
  readonly keys: readonly string[];
  readonly node: Node;
}

/** Finds the list that a step is about; undefined when the tree has none. */
export function findList(root: Node, step: PatchStep): ItemList | undefined {
  const scope = step.within as RustScope;
  const bodies = scopeBodies(root, scope);
  switch (step.item) {
    case 'const':
      return firstList(bodies, (body) => constRun(body));
    case 'fn':
      return (
        bodies[0] && {
          container: bodies[0],
          items: withAttributes(bodies[0], 'function_item').map((item) => ({ ...item, keys: [fieldText(item.node, 'name')] })),
        }
      );
    case 'element':
      return firstList(bodies, (body) => {
        const array = body.descendantsOfType('array_expression')[0];
        return array ? { container: array, items: named(array).map((node) => plainItem(node, [node.text])) } : undefined;
      });
    case 'arm':
      return firstList(bodies, (body) => {
        const block = body.descendantsOfType('match_block')[0];
        return block
          ? {
              container: block,
              items: block.namedChildren.filter((node) => node?.type === 'match_arm').map((node) => plainItem(node, patternKeys(node))),
            }
          : undefined;
      });
    case 'details':
      return undefined;
  }
}

function firstList(bodies: readonly Node[], find: (body: Node) => ItemList | undefined): ItemList | undefined {
  for (const body of bodies) {
    const list = find(body);
    if (list) return list;
  }
  return undefined;
}

/** The bodies of the innermost containers of a scope, in the order of the file. */
function scopeBodies(root: Node, scope: RustScope): Node[] {
  let bodies = [root];
  if (scope.mod !== undefined)
    bodies = childrenOf(bodies, 'mod_item')
      .filter((node) => fieldText(node, 'name') === scope.mod)
      .flatMap(bodyOf);
  if (scope.impl !== undefined) {
    bodies = childrenOf(bodies, 'impl_item')
      .filter((node) => fieldText(node, 'type') === scope.impl && lastSegment(node.childForFieldName('trait')?.text) === scope.trait)
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

/** The constants that an impl starts with. Later ones, between functions, are not part of the list. */
function constRun(body: Node): ItemList | undefined {
  const items: ListItem[] = [];
  for (const item of withAttributes(body, 'const_item')) items.push({ ...item, keys: [fieldText(item.node, 'name')] });
  const firstFn = body.namedChildren.find((node) => node?.type === 'function_item')?.startIndex ?? Infinity;
  const run = items[0] && items[0].start < firstFn ? items.filter((item) => item.start < firstFn) : items;
  return run.length > 0 ? { container: body, items: run } : undefined;
}

/** Children of a type, each with the attributes and doc comments above it. */
function withAttributes(body: Node, type: string): Omit<ListItem, 'keys'>[] {
  const found: Omit<ListItem, 'keys'>[] = [];
  let start: number | undefined;
  for (const node of body.namedChildren) {
    if (!node) continue;
    const leads = node.type === 'attribute_item' || (node.type === 'line_comment' && node.text.startsWith('///'));
    if (node.type === type) found.push({ start: start ?? node.startIndex, end: node.endIndex, node });
    if (leads) start ??= node.startIndex;
    else start = undefined;
  }
  return found;
}

function plainItem(node: Node, keys: readonly string[]): ListItem {
  return { start: node.startIndex, end: node.endIndex, keys, node };
}

function named(node: Node): Node[] {
  return node.namedChildren.filter((child) => child && !child.type.endsWith('_comment') && child.type !== 'attribute_item');
}

/** The string literals of a pattern, or its text when it has none: `"a" | "b"` has two, `_` is itself. */
function patternKeys(arm: Node): string[] {
  const pattern = arm.childForFieldName('pattern');
  if (!pattern) return [];
  const literals = pattern
    .descendantsOfType(['string_literal', 'raw_string_literal'])
    .flatMap((node) => (node ? [readRustString(node.text)] : []));
  const keys = literals.filter((key) => key !== undefined);
  return keys.length > 0 ? keys : [pattern.text];
}

/** Whether an arm takes everything that is left: `_`, or a name. */
export function isCatchAll(item: ListItem): boolean {
  const pattern = item.node.childForFieldName('pattern');
  return pattern !== null && /^[a-z_][a-z0-9_]*$/.test(pattern.text);
}

export function fieldText(node: Node, field: string): string {
  return node.childForFieldName(field)?.text ?? '';
}

function lastSegment(path: string | undefined): string | undefined {
  return path?.split('::').at(-1);
}

/** The string literals of a piece of code, by what they mean. */
export function stringsIn(node: Node): string[] {
  return node.descendantsOfType(['string_literal', 'raw_string_literal']).flatMap((literal) => {
    const value = literal ? readRustString(literal.text) : undefined;
    return value === undefined ? [] : [value];
  });
}
