// Prints a spec the way people write one: keys in the order of the schema, short mappings and lists on one line.
import { Document, isCollection, isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { specKeys, type KeyOrder } from '../generated/spec-keys.js';
import type { ProviderSpec } from './provider.js';

/** The maximum length of a mapping or list on one line. */
const longestLine = 108;

/** Groups of keys. Each starts with an empty line before its first key that exists. */
const groups: readonly (readonly string[])[] = [
  ['endpoints'],
  ['auth'],
  ['headers'],
  ['parameters'],
  ['live_models'],
  ['models_as_of', 'pinned', 'models'],
  ['default_model', 'small_model', 'cost_basis'],
  ['quirks'],
  ['targets'],
  ['questions'],
  ['evidence'],
];

/** Invisible characters, which are written as escapes. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** Prints YAML that parses to the same value. The order of the keys in the value does not matter. */
export function printSpec(spec: ProviderSpec): string {
  const document = new Document(sortKeys(spec, specKeys), { version: '1.2', aliasDuplicateObjects: false });
  const root = document.contents as unknown as YAMLMap<Node, Node>;
  for (const { key, value } of root.items) setStyle(value!, [keyOf(key)]);
  for (const group of groups) {
    const first = group.map((name) => root.items.find(({ key }) => keyOf(key) === name)).find((pair) => pair !== undefined);
    if (first) first.key.spaceBefore = true;
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, blockQuote: false });
}

function sortKeys(value: unknown, order: KeyOrder): unknown {
  if (Array.isArray(value)) return value.map((element) => sortKeys(element, order));
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Readonly<Record<string, unknown>>;
  const keys = order === true ? {} : keysOfForm(order, members);
  const known = Object.keys(keys).filter((key) => Object.hasOwn(members, key) && members[key] !== undefined);
  const rest = Object.keys(members).filter((key) => !Object.hasOwn(keys, key));
  return new Map([...known, ...rest].map((key) => [key, sortKeys(members[key], Object.hasOwn(keys, key) ? keys[key]! : true)]));
}

/** The keys of the form of a value, if a place accepts several forms. */
function keysOfForm(order: Exclude<KeyOrder, true>, value: Readonly<Record<string, unknown>>): Exclude<KeyOrder, true> {
  const forms = order['?'];
  if (forms === undefined || forms === true) return order;
  const form = forms[String(value['type'])];
  return form === undefined || form === true ? {} : form;
}

function setStyle(node: Node, path: readonly string[]): void {
  if (isScalar(node)) {
    if (typeof node.value === 'string' && hidden.test(node.value)) node.type = 'QUOTE_DOUBLE';
    return;
  }
  if (!isCollection(node)) return;
  node.flow = isShort(node, path) && JSON.stringify(node).length <= longestLine;
  for (const item of node.items) {
    if (isSeq(node)) setStyle(item as Node, [...path, '']);
    else {
      const { key, value } = item as { key: Node; value: Node };
      setStyle(key, path);
      setStyle(value, [...path, keyOf(key)]);
    }
  }
}

/** Whether people write it on one line: a list of scalars, a mapping of scalars below the second level, or `reasoning_options`. */
function isShort(node: Node, path: readonly string[]): boolean {
  const isPlain = (item: Node): boolean => !isCollection(item) || (isSeq(item) && item.items.every((inner) => !isCollection(inner)));
  const isSmall = (map: Node): boolean => isMap<Node, Node>(map) && map.items.every(({ value }) => isPlain(value!));
  if (isMap(node)) return node.items.length === 0 || (path.length > 2 && isSmall(node));
  if (!isSeq<Node>(node)) return false;
  // Sources are long, so each has its own line.
  if (path.at(-1) === 'sources') return false;
  return node.items.every((item) => !isCollection(item)) || (path.at(-1) === 'reasoning_options' && node.items.every(isSmall));
}

function keyOf(key: Node): string {
  return isScalar(key) ? String(key.value) : '';
}
