// Questions about JSON values and their nodes.
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import type { JsonValue } from '../core/edits.js';

export function matches(element: Node, where: Readonly<Record<string, string>>): boolean {
  return element.type === 'object' && Object.entries(where).every(([key, value]) => findNodeAtLocation(element, [key])?.value === value);
}

export function idOf(element: Node): string | undefined {
  const id: unknown = element.type === 'object' ? findNodeAtLocation(element, ['id'])?.value : undefined;
  return typeof id === 'string' ? id : undefined;
}

export function listIds(values: readonly JsonValue[]): string[] | undefined {
  const ids = values.map((value) => (isObject(value) && typeof value['id'] === 'string' ? value['id'] : undefined));
  return ids.length > 0 && ids.every((id) => id !== undefined) && new Set(ids).size === ids.length ? ids : undefined;
}

export function isObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function sameSet(a: JsonValue, b: JsonValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  const rest = [...(b as JsonValue[])];
  return (a as JsonValue[]).every((value) => {
    const at = rest.findIndex((other) => sameValue(value, other));
    if (at !== -1) rest.splice(at, 1);
    return at !== -1;
  });
}

export function sameValue(a: JsonValue, b: JsonValue): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, index) => sameValue(value as JsonValue, b[index] as JsonValue));
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key]!, b[key]!));
  }
  return a === b;
}
