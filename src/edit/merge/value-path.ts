// Where a value stands in the value of an edit, in the forms that are asked for.
import type { JsonValue, MergeEdit, PathStep } from '../../core/edits.js';
import { quote } from '../../core/text.js';

export interface Place {
  /** With `[]` for an element: `models[].name`. */
  readonly pattern: string;
  /** For people: `models[grok-4].name`. */
  readonly label: string;
  /** The indices in the value of the edit, one for each `[]`. */
  readonly indices: readonly number[];
}

export const wholeValue: Place = { pattern: '', label: '', indices: [] };

export function memberOf(place: Place, key: string): Place {
  const join = (path: string): string => (path === '' ? key : `${path}.${key}`);
  return { pattern: join(place.pattern), label: join(place.label), indices: place.indices };
}

/** @param index where the element is in the value of the edit; none when it is not there */
export function elementOf(place: Place, id: string, index?: number): Place {
  return {
    pattern: `${place.pattern}[]`,
    label: `${place.label}[${id}]`,
    indices: index === undefined ? place.indices : [...place.indices, index],
  };
}

/** The field of the spec that a value comes from: that of the longest path that is known. */
export function fieldOf({ fields }: MergeEdit, place: Place): string | undefined {
  if (!fields) return undefined;
  for (let path = place.pattern; ; path = path.replace(/(\[\]|\.?[^.[\]]+)$/, '')) {
    const pointer = Object.hasOwn(fields, path) ? fields[path] : undefined;
    const holes = pointer?.split('[]').length ?? 0;
    if (pointer !== undefined && holes <= place.indices.length + 1) {
      let index = 0;
      return pointer.replaceAll('[]', () => String(place.indices[index++]));
    }
    if (path === '') return undefined;
  }
}

/** A step for a message. */
export function describe(step: PathStep): string {
  if (typeof step === 'string') return `\`${step}\``;
  const said = Object.entries(step.where).map(([key, value]) => `${key} ${quote(value)}`);
  return `the entry with ${said.join(' and ')}`;
}

/** A value with the objects and lists around it that lead there. */
export function wrapped(value: JsonValue, steps: readonly PathStep[]): JsonValue {
  let result = value;
  for (const step of steps.toReversed()) result = typeof step === 'string' ? { [step]: result } : [result];
  return result;
}

/** What is missing, for the finding that says so. */
export interface Missing {
  readonly kind?: 'missing' | 'renamed';
  readonly offset: number;
  readonly message: string;
  readonly place: Place;
}

/** What an edit gives a value, for people. */
export function nameOf({ at }: MergeEdit): string {
  const step = at.at(-1);
  return step === undefined ? 'the file' : describe(step);
}
