// Questions about JSON values.
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

/** @param path keys with dots between; objects on the way are made */
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
