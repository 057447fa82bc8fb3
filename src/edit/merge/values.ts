// Questions about JSON values and their nodes.
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { JsonValue } from '../../core/edits.js';
import { bareId } from '../../core/model-ids.js';
import { isObject, sameValue } from '../../core/json-values.js';

export function matches(element: Node, where: Readonly<Record<string, string>>): boolean {
  return element.type === 'object' && Object.entries(where).every(([key, value]) => findNodeAtLocation(element, [key])?.value === value);
}

/** What tells an element from its siblings: by default its `id`. */
export function idOf(element: Node, key = 'id'): string | undefined {
  const id: unknown = element.type === 'object' ? findNodeAtLocation(element, [key])?.value : undefined;
  return typeof id === 'string' ? id : undefined;
}

export function listIds(values: readonly JsonValue[], key = 'id'): string[] | undefined {
  const ids = values.map((value) => (isObject(value) && typeof value[key] === 'string' ? value[key] : undefined));
  return ids.length > 0 && ids.every((id) => id !== undefined) && new Set(ids).size === ids.length ? ids : undefined;
}

/** @param path with dots between the keys */
export function memberAt(value: JsonValue, path: string): JsonValue | undefined {
  let member: JsonValue | undefined = value;
  for (const key of path.split('.')) member = member !== undefined && isObject(member) ? member[key] : undefined;
  return member;
}

/** What an entry says beside its id in plain members, when that is enough to know it by: another entry of the same is a renamed one. */
export function signatureOf(value: JsonValue): string | undefined {
  if (!isObject(value)) return undefined;
  const said = Object.entries(value).filter(([key, member]) => key !== 'id' && typeof member === 'string');
  return said.length < 2 ? undefined : JSON.stringify(said.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether two elements are one under two ids: all else is the same, a name included, or the ids differ in a date, a stage or separators alone. */
export function looksRenamed(a: JsonValue, b: JsonValue): boolean {
  if (!isObject(a) || !isObject(b)) return false;
  if (bareId(textOf(a['id'])) === bareId(textOf(b['id']))) return true;
  return typeof a['name'] === 'string' && sameValue({ ...a, id: null }, { ...b, id: null });
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
