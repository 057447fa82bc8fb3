// Where a value is in the value of an edit, in the forms that its users need.
import type { JsonValue, MergeEdit, PathStep } from '../../core/edits.js';
import { quote } from '../../core/text.js';

export interface ValuePath {
  /** With `[]` for any element: `models[].name`. */
  readonly pattern: string;
  /** For messages: `models[grok-4].name`. */
  readonly label: string;
  /** The indices in the value of the edit, one for each `[]`. */
  readonly indices: readonly number[];
}

export const wholeValue: ValuePath = { pattern: '', label: '', indices: [] };

export function memberPath(path: ValuePath, key: string): ValuePath {
  const join = (parent: string): string => (parent === '' ? key : `${parent}.${key}`);
  return { pattern: join(path.pattern), label: join(path.label), indices: path.indices };
}

/** @param index the index in the value of the edit, if the element is in it */
export function elementPath(path: ValuePath, id: string, index?: number): ValuePath {
  return {
    pattern: `${path.pattern}[]`,
    label: `${path.label}[${id}]`,
    indices: index === undefined ? path.indices : [...path.indices, index],
  };
}

/** The spec field that a value comes from: the one of the longest known path. */
export function specFieldOf({ fields }: MergeEdit, { pattern, indices }: ValuePath): string | undefined {
  if (!fields) return undefined;
  for (let path = pattern; ; path = path.replace(/(\[\]|\.?[^.[\]]+)$/, '')) {
    const pointer = Object.hasOwn(fields, path) ? fields[path] : undefined;
    const indicesNeeded = (pointer?.split('[]').length ?? 1) - 1;
    if (pointer !== undefined && indicesNeeded <= indices.length) {
      let index = 0;
      return pointer.replaceAll('[]', () => String(indices[index++]));
    }
    if (path === '') return undefined;
  }
}

/** A value for a message; the whole value by the last step to it. */
export function placeName({ at }: MergeEdit, { label }: ValuePath): string {
  if (label !== '') return `\`${label}\``;
  const step = at.at(-1);
  return step === undefined ? 'the file' : describeStep(step);
}

/** A step for a message. */
export function describeStep(step: PathStep): string {
  if (typeof step === 'string') return `\`${step}\``;
  const members = Object.entries(step.where).map(([key, value]) => `${key} ${quote(value)}`);
  return `the entry with ${members.join(' and ')}`;
}

/** A value in the objects and lists that steps lead through. */
export function wrapInSteps(value: JsonValue, steps: readonly PathStep[]): JsonValue {
  let result = value;
  for (const step of steps.toReversed()) result = typeof step === 'string' ? { [step]: result } : [result];
  return result;
}
