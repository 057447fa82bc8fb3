// Predicates, comparison and access by path for JSON values.
import type { JsonValue } from './edits.js';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** Whether a value has members. A list has none. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
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

/** @param path dot-separated keys; missing objects on the path are created */
export function setIn(target: object, path: string, value: unknown): void {
  if (!path.includes('.')) {
    (target as Record<string, unknown>)[path] = value;
    return;
  }
  const steps = path.split('.');
  let current = target as Record<string, unknown>;
  for (const step of steps.slice(0, -1)) current = (current[step] ??= {}) as Record<string, unknown>;
  current[steps.at(-1)!] = value;
}

/** @param path dot-separated keys. @returns undefined if the path does not exist */
export function getIn(value: JsonValue, path: string): JsonValue | undefined {
  let current: JsonValue | undefined = value;
  for (const step of path.split('.')) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as JsonObject)[step];
  }
  return current;
}

/**
 * The paths at which two values differ, as lists of keys. An element of a list of objects goes by its `id`, or by its index without one;
 * the order of keys does not count.
 */
export function differingPaths(before: JsonValue | undefined, after: JsonValue | undefined): string[][] {
  const [left, right] = [membersByKey(before), membersByKey(after)];
  if (!left || !right) return JSON.stringify(before) === JSON.stringify(after) ? [] : [[]];
  const keys = new Set([...left.keys(), ...right.keys()]);
  return [...keys].flatMap((key) => differingPaths(left.get(key), right.get(key)).map((path) => [key, ...path]));
}

/** The members of an object, or the elements of a list of objects with distinct ids; undefined for any other value. */
function membersByKey(value: JsonValue | undefined): ReadonlyMap<string, JsonValue> | undefined {
  if (isObject(value)) return new Map(Object.entries(value));
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const elements = value as readonly JsonValue[];
  if (!elements.every((element) => isObject(element))) return undefined;
  const byId = new Map(elements.map((element, index) => [typeof element['id'] === 'string' ? element['id'] : String(index), element]));
  return byId.size === elements.length ? byId : undefined;
}
