// The fields of a model that sources give.
import type { JsonValue } from '../core/edits.js';
import { modelFields, modelFieldValue, type ModelField } from '../spec/fields.js';
import { sameSet, sameValue } from '../core/json-values.js';
import type { Model } from '../spec/provider.js';

/** In the order of `explain`. */
export const refreshedFields = [...(Object.keys(modelFields) as ModelField[]), 'cost.tiers'] as const;

export type RefreshedField = (typeof refreshedFields)[number];

export function readField(model: Model, field: RefreshedField): JsonValue | undefined {
  return (field === 'cost.tiers' ? model.cost?.tiers : modelFieldValue(model, field)) as JsonValue | undefined;
}

/** Whether a model pins a field, or the object that has it. */
export function isPinned({ pinned }: Model, field: RefreshedField): boolean {
  return pinned?.some((name) => field === name || field.startsWith(`${name}.`)) === true;
}

/** Whether two values of a field are equal. The order of a list of strings does not matter. */
export function sameFieldValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return sameValue(a, b) || (Array.isArray(a) && a.every((value) => typeof value === 'string') && sameSet(a, b));
}

/** The model without a field, and without the object of the field if that is then empty. */
export function withoutField(model: Model, field: string): Model {
  const [outer, inner] = field.split('.') as [keyof Model, string | undefined];
  const { [outer]: value, ...rest } = model;
  if (inner === undefined || typeof value !== 'object') return rest as Model;
  const { [inner]: _, ...members } = value as unknown as Record<string, unknown>;
  return (Object.keys(members).length === 0 ? rest : { ...model, [outer]: members }) as Model;
}
