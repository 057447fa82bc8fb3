// Resolves all fields of one model, and keeps out what contradicts itself.
import { setIn } from '../core/json-values.js';
import { quote } from '../core/text.js';
import type { Model } from '../spec/provider.js';
import { findContradictions } from '../spec/rules/models.js';
import type { ListedModel } from './answer-index.js';
import { readField, refreshedFields, withoutField, type RefreshedField } from './fields.js';
import type { ModelRecord, Provenance } from './lock.js';
import { resolveField, type Resolution, type ResolveOptions, type SourceValue, type UserOverride } from './resolve-field.js';
import type { RefreshDiagnostic } from './types.js';

export interface ResolvedModel {
  readonly model: Model;
  readonly fields: ModelRecord['fields'];
  readonly diagnostics: readonly RefreshDiagnostic[];
}

interface ResolvedField {
  readonly field: RefreshedField;
  readonly resolution: Resolution;
}

/**
 * @param listed the model as each source lists it, the highest authority first
 * @param overrideOf what the spec says about a field that outranks any source
 */
export function resolveModel(
  model: Model,
  record: ModelRecord | undefined,
  listed: readonly ListedModel[],
  overrideOf: (field: RefreshedField) => UserOverride,
  options: ResolveOptions,
): ResolvedModel {
  const resolved = resolveFields(model, record, listed, overrideOf, options);
  const priceHold = holdOfPrice(resolved);
  // Copied only if a field changes, which is rare.
  let after = model;
  const fields: Record<string, Provenance> = {};
  const markedStatus = hasMarkedStatus(record) ? record?.fields['status'] : undefined;
  if (markedStatus) fields['status'] = markedStatus;
  const diagnostics: RefreshDiagnostic[] = [];
  for (const { field, resolution } of resolved) {
    const { diagnostic } = resolution;
    const isHeld = priceHold !== undefined && field.startsWith('cost.') && diagnostic?.kind === 'change';
    if (diagnostic) diagnostics.push(isHeld ? { ...diagnostic, ...priceHold } : diagnostic);
    const provenance = isHeld ? record?.fields[field] : resolution.provenance;
    if (provenance) fields[field] = provenance;
    if (isHeld || diagnostic?.kind !== 'change') continue;
    if (after === model) after = structuredClone(model);
    setIn(after, field, resolution.value);
  }
  return { model: after, fields, diagnostics };
}

/** Whether the status is `deprecated` because the model is missing, so that no source gave it. */
function hasMarkedStatus(record: ModelRecord | undefined): boolean {
  return record?.missing?.status !== undefined;
}

function resolveFields(
  model: Model,
  record: ModelRecord | undefined,
  listed: readonly ListedModel[],
  overrideOf: (field: RefreshedField) => UserOverride,
  options: ResolveOptions,
): ResolvedField[] {
  const resolved: ResolvedField[] = [];
  const quoted = quote(model.id);
  for (const field of refreshedFields) {
    if (field === 'status' && hasMarkedStatus(record)) continue;
    const sourceValues = sourceValuesOf(model.id, field, listed);
    const provenance = record?.fields[field];
    if (sourceValues.length === 0 && provenance === undefined) continue;
    const current = readField(model, field);
    const label = `\`${field}\` of ${quoted}`;
    const state = { field, label, model: model.id, current, provenance, sourceValues, override: overrideOf(field) };
    resolved.push({ field, resolution: resolveField(state, options) });
  }
  return resolved;
}

function sourceValuesOf(id: string, field: RefreshedField, listed: readonly ListedModel[]): SourceValue[] {
  const values: SourceValue[] = [];
  for (const { answer, model } of listed) {
    const value = readField(model, field);
    // A name that repeats the id is not a name.
    if (value !== undefined && !(field === 'name' && value === id)) values.push({ answer, value });
  }
  return values;
}

/** How the changes of all prices of a model are reported if one of them is held: half of a new price is a wrong one. */
function holdOfPrice(resolved: readonly ResolvedField[]): Pick<RefreshDiagnostic, 'kind' | 'rule'> | undefined {
  const prices = resolved.filter(({ field }) => field.startsWith('cost.')).map(({ resolution }) => resolution);
  if (prices.some(({ diagnostic }) => diagnostic?.kind === 'hold')) return { kind: 'hold', rule: 'models/price-jump' };
  return prices.some(({ isFromSilentCatalog }) => isFromSilentCatalog) ? { kind: 'note', rule: 'models/disagree' } : undefined;
}

const prices = ['input', 'output', 'cache_read', 'cache_write', 'tiers'] as const;

/** Removes the fields that contradict others from a model that sources have put together. */
export function dropContradictions(model: Model): { model: Model; dropped: RefreshedField[] } {
  const { cost } = model;
  const invalid = findContradictions(model).map(({ path: [outer, inner] }) =>
    outer === 'reasoning_options' ? outer : `${outer}.${inner}`,
  );
  const isHalf = cost !== undefined && (cost.input === undefined || cost.output === undefined);
  const half = isHalf ? prices.filter((key) => cost[key] !== undefined).map((key) => `cost.${key}`) : [];
  const denied = model.tool_call === false && model.parallel_tool_calls === true ? ['tool_call'] : [];
  const dropped = [...new Set([...invalid, ...half, ...denied])] as RefreshedField[];
  return { model: dropped.reduce(withoutField, model), dropped };
}
