// `why`: explains where a value of a spec comes from, using its lock and its evidence.
import { diagnose, hasErrors, type Diagnostic } from '../core/diagnostics.js';
import type { JsonValue } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import type { Evidence, Model, Provider } from '../spec/provider.js';
import { byHand, type AnswerRef, type Provenance, type Lock, type Absence, type ModelRecord } from '../models/lock.js';
import { isPinned, readField, refreshedFields, sameFieldValue, type RefreshedField } from '../models/fields.js';
import { didYouMean, quote } from '../core/text.js';
import { readLockFile } from './lock-file.js';
import type { CommandResult } from './result.js';
import { loadSpecs } from './specs.js';

/** A value and its origin. */
export interface Reason {
  readonly model?: string;
  readonly field: string;
  readonly value: JsonValue | null;
  /** `source` with the answer, `hand` for a value edited by hand, `absence` for the mark of a missing model, `unknown` if it is not in the lock. */
  readonly by: 'source' | 'hand' | 'absence' | 'unknown';
  readonly answer?: AnswerRef;
  readonly pinned: boolean;
  /** The evidence in the spec. */
  readonly evidence: readonly Evidence[];
}

/** The record of a model in the lock. */
export interface ModelHistory {
  readonly id: string;
  /** The first answer of each source that listed it. */
  readonly listed: readonly AnswerRef[];
  readonly missing?: Absence;
  /** Why it was removed from the spec. */
  readonly left?: NonNullable<ModelRecord['left']>;
}

export interface WhyResult extends CommandResult {
  readonly reasons: readonly Reason[];
  readonly model?: ModelHistory;
}

/**
 * @param subject `<model>.<field>`, `<model>` for all its fields, `default_model` or `small_model`
 * @throws DiagnosticError `models/unknown-field`, `models/lock`, `io/read`
 */
export async function why(path: string, subject: string): Promise<WhyResult> {
  const { specs, diagnostics, sources } = await loadSpecs([path]);
  const [spec] = specs;
  if (!spec || hasErrors(diagnostics)) return { reasons: [], diagnostics, sources };
  const { lock } = readLockFile(path);
  return { ...explainSubject(spec.provider, lock, subject), diagnostics, sources };
}

function explainSubject(provider: Provider, lock: Lock, subject: string): Pick<WhyResult, 'reasons' | 'model'> {
  const found = findSubject(provider, subject);
  if (!found) return { reasons: [], model: explainRemoved(provider, lock, subject) };
  if (!found.model) return { reasons: [explainDefault(provider, lock, found.field)] };
  const { model, fields } = found;
  const record = Object.hasOwn(lock.models, model.id) ? lock.models[model.id] : undefined;
  return {
    reasons: fields.map((field) => explainField(provider, lock, model, record, field)),
    model: { id: model.id, listed: answersOf(lock, record?.listed ?? {}), ...(record?.missing && { missing: record.missing }) },
  };
}

function explainDefault(provider: Provider, lock: Lock, field: 'default_model' | 'small_model'): Reason {
  const isPinnedField = provider.pinned?.includes(field) === true;
  return explainValue(provider, lock, {
    field,
    value: provider[field],
    provenance: lock.provider[field],
    pointer: `/${field}`,
    isPinned: isPinnedField,
  });
}

function explainField(provider: Provider, lock: Lock, model: Model, record: ModelRecord | undefined, field: RefreshedField): Reason {
  const reason = explainValue(provider, lock, {
    field,
    value: readField(model, field),
    provenance: record?.fields[field],
    pointer: `/models/${provider.models.indexOf(model)}/${field.replaceAll('.', '/')}`,
    isPinned: isPinned(model, field),
  });
  const isMark = field === 'status' && model.status === 'deprecated' && record?.missing?.status !== undefined;
  return { model: model.id, ...reason, ...(isMark && { by: 'absence' }) };
}

interface ValueState {
  readonly field: string;
  readonly value: JsonValue | undefined;
  readonly provenance: Provenance | undefined;
  /** JSON Pointer in the spec. */
  readonly pointer: string;
  readonly isPinned: boolean;
}

function explainValue(
  { evidence }: Provider,
  { answers }: Lock,
  { field, value, provenance, pointer, isPinned: pinned }: ValueState,
): Reason {
  const isUnchanged = provenance !== undefined && sameFieldValue(provenance[0], value ?? null);
  const answer = isUnchanged ? answers[provenance[1]] : undefined;
  const isByHand = provenance !== undefined && (!isUnchanged || provenance[1] === byHand);
  return {
    field,
    value: value ?? null,
    by: answer ? 'source' : isByHand ? 'hand' : 'unknown',
    ...(answer && { answer }),
    pinned,
    evidence: evidence.filter((one) => `${pointer}/`.startsWith(`${one.field}/`) || one.field.startsWith(`${pointer}/`)),
  };
}

/** @throws DiagnosticError `models/unknown-field` if the lock has no such model either */
function explainRemoved(provider: Provider, lock: Lock, subject: string): ModelHistory {
  const removed = Object.entries(lock.models).find(
    ([id, { left }]) => left !== undefined && (id === subject || id.endsWith(`/${subject}`)),
  );
  if (!removed) throw new DiagnosticError(unknownSubject(provider, subject));
  const [id, { left, listed }] = removed;
  return { id, listed: answersOf(lock, listed), left: left! };
}

function answersOf({ answers }: Lock, listed: ModelRecord['listed']): AnswerRef[] {
  return Object.values(listed).flatMap((key) => answers[key] ?? []);
}

type Subject =
  | { readonly model: Model; readonly fields: readonly RefreshedField[] }
  | { readonly model?: undefined; readonly field: 'default_model' | 'small_model' };

/** Ids can have dots, so the field is searched from the end. The last part of an id is enough if only one model has it. */
function findSubject({ models }: Provider, subject: string): Subject | undefined {
  if (subject === 'default_model' || subject === 'small_model') return { field: subject };
  const whole = findModel(models, subject);
  if (whole) return { model: whole, fields: refreshedFields.filter((field) => readField(whole, field) !== undefined) };
  for (const field of refreshedFields) {
    const model = subject.endsWith(`.${field}`) ? findModel(models, subject.slice(0, -field.length - 1)) : undefined;
    if (model) return { model, fields: [field] };
  }
  return undefined;
}

function findModel(models: readonly Model[], id: string): Model | undefined {
  const withEnd = models.filter((model) => model.id.endsWith(`/${id}`));
  return models.find((model) => model.id === id) ?? (withEnd.length === 1 ? withEnd[0] : undefined);
}

function unknownSubject({ id, models }: Provider, subject: string): Diagnostic {
  const ids = models.map((model) => model.id);
  const near = didYouMean(subject, [...ids, ...ids.flatMap((name) => refreshedFields.map((field) => `${name}.${field}`))]);
  const hint = near ? `did you mean \`${near}\`?` : 'name a model, or `<model>.<field>` such as `glm-5.3.limit.context`';
  return diagnose('models/unknown-field', `${id} has no ${quote(subject)}`, { hint });
}
