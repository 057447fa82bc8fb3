import { findNodeAtLocation } from 'jsonc-parser';
import type { JsonValue } from '../../core/edits.js';
import { isObject, sameValue } from '../../core/json-values.js';
import { bareId } from '../../core/model-ids.js';
import type { Node } from '../node.js';

export function elementMatches(element: Node, where: Readonly<Record<string, string>>): boolean {
  return element.type === 'object' && Object.entries(where).every(([key, value]) => findNodeAtLocation(element, [key])?.value === value);
}

export function elementId(element: Node, idKey = 'id'): string | undefined {
  const id: unknown = element.type === 'object' ? findNodeAtLocation(element, [idKey])?.value : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** The ids of objects, if each has one of its own. */
export function uniqueIds(values: readonly JsonValue[], idKey = 'id'): string[] | undefined {
  const ids = values.map((value) => (isObject(value) && typeof value[idKey] === 'string' ? value[idKey] : undefined));
  return ids.length > 0 && ids.every((id) => id !== undefined) && new Set(ids).size === ids.length ? ids : undefined;
}

/** @param path dotted keys */
export function memberAt(value: JsonValue, path: string): JsonValue | undefined {
  let member: JsonValue | undefined = value;
  for (const key of path.split('.')) member = member !== undefined && isObject(member) ? member[key] : undefined;
  return member;
}

/** The string members of an entry apart from its id, if there are enough to recognize an entry that was renamed. */
export function entrySignature(value: JsonValue): string | undefined {
  if (!isObject(value)) return undefined;
  const members = Object.entries(value).filter(([key, member]) => key !== 'id' && typeof member === 'string');
  return members.length < 2 ? undefined : JSON.stringify(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether two elements are the same under two ids: all other members are equal, a name among them, or the ids differ only in a date, a stage or separators. */
export function looksRenamed(a: JsonValue, b: JsonValue): boolean {
  if (!isObject(a) || !isObject(b)) return false;
  if (bareId(stringOrEmpty(a['id'])) === bareId(stringOrEmpty(b['id']))) return true;
  return typeof a['name'] === 'string' && sameValue({ ...a, id: null }, { ...b, id: null });
}

function stringOrEmpty(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
