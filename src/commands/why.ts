// Where a value of a spec comes from, by the lock beside it and the evidence in it.
import { diagnose, hasErrors } from '../core/diagnostics.js';
import type { JsonValue } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import type { Evidence, Model, Provider } from '../spec/provider.js';
import { byHand, type AnswerRef, type Provenance, type Lock, type Absence, type ModelRecord } from '../models/lock.js';
import { isPinned, readField, refreshedFields, sameFieldValue, type RefreshedField } from '../models/fields.js';
import { didYouMean, quote } from '../core/text.js';
import { readLockFile } from './lock-file.js';
import type { CommandResult } from './result.js';
import { loadSpecs } from './specs.js';

/** One value, and who says so. */
export interface Reason {
  readonly model?: string;
  readonly field: string;
  readonly value: JsonValue | null;
  /** `source` with the answer, `hand` for what a person wrote, `absence` for what marks a missing model, `unknown` where the lock says nothing. */
  readonly by: 'source' | 'hand' | 'absence' | 'unknown';
  readonly answer?: AnswerRef;
  readonly pinned: boolean;
  /** The evidence that the spec itself names. */
  readonly evidence: readonly Evidence[];
}

export interface WhyResult extends CommandResult {
  readonly reasons: readonly Reason[];
  /** What is known of the model itself: the answers that list it first, and whether it is missing. */
  readonly model?: {
    readonly id: string;
    readonly listed: readonly AnswerRef[];
    readonly missing?: Absence;
    /** That it is no longer in the spec. */
    readonly left?: NonNullable<ModelRecord['left']>;
  };
}

/**
 * @param subject `<model>.<field>`, `<model>` for all its fields, or a field of the provider
 * @throws DiagnosticError `models/unknown-field`, `models/lock`, `io/read`
 */
export async function why(path: string, subject: string): Promise<WhyResult> {
  const { specs, diagnostics, sources } = await loadSpecs([path]);
  const [spec] = specs;
  if (!spec || hasErrors(diagnostics)) return { reasons: [], diagnostics, sources };
  const { provider } = spec;
  const { lock } = readLockFile(path);
  const reasonOf = (
    field: string,
    value: JsonValue | undefined,
    known: Provenance | undefined,
    pointer: string,
    pinned: boolean,
  ): Reason => {
    const isKnown = known !== undefined && sameFieldValue(known[0], value ?? null);
    const answer = isKnown ? lock.answers[known[1]] : undefined;
    const by = answer ? 'source' : known && (!isKnown || known[1] === byHand) ? 'hand' : 'unknown';
    const evidence = provider.evidence.filter((one) => `${pointer}/`.startsWith(`${one.field}/`) || one.field.startsWith(`${pointer}/`));
    return { field, value: value ?? null, by, ...(answer && { answer }), pinned, evidence };
  };
  const named = find(provider, subject);
  if (!named) {
    const gone = Object.entries(lock.models).find(([id, { left }]) => left !== undefined && (id === subject || id.endsWith(`/${subject}`)));
    if (!gone) throw new DiagnosticError(unknown(provider, subject));
    const [id, { left, listed }] = gone;
    return { reasons: [], model: { id, listed: answersOf(lock, listed), left: left! }, diagnostics, sources };
  }
  if (!named.model) {
    const { field } = named;
    const reason = reasonOf(field, provider[field], lock.provider[field], `/${field}`, provider.pinned?.includes(field) === true);
    return { reasons: [reason], diagnostics, sources };
  }
  const { model, fields } = named;
  const record: ModelRecord | undefined = Object.hasOwn(lock.models, model.id) ? lock.models[model.id] : undefined;
  const index = provider.models.indexOf(model);
  const reasons = fields.map((field): Reason => {
    const pointer = `/models/${index}/${field.replaceAll('.', '/')}`;
    const reason = reasonOf(field, readField(model, field), record?.fields[field], pointer, isPinned(model, field));
    const isMark = field === 'status' && model.status === 'deprecated' && record?.missing?.status !== undefined;
    return { model: model.id, ...reason, ...(isMark && { by: 'absence' }) };
  });
  const listed = answersOf(lock, record?.listed ?? {});
  return { reasons, model: { id: model.id, listed, ...(record?.missing && { missing: record.missing }) }, diagnostics, sources };
}

function answersOf({ answers }: Lock, listed: ModelRecord['listed']): AnswerRef[] {
  return Object.values(listed).flatMap((key) => answers[key] ?? []);
}

type Named =
  | { readonly model: Model; readonly fields: readonly RefreshedField[] }
  | { readonly model?: undefined; readonly field: 'default_model' | 'small_model' };

/** An id can have dots, so a field is looked for at the end. The part of an id behind its last slash is enough where one model has it. */
function find({ models }: Provider, subject: string): Named | undefined {
  if (subject === 'default_model' || subject === 'small_model') return { field: subject };
  const byId = (id: string): Model | undefined => {
    const ends = models.filter((model) => model.id.endsWith(`/${id}`));
    return models.find((model) => model.id === id) ?? (ends.length === 1 ? ends[0] : undefined);
  };
  const whole = byId(subject);
  if (whole) return { model: whole, fields: refreshedFields.filter((field) => readField(whole, field) !== undefined) };
  for (const field of refreshedFields) {
    const model = subject.endsWith(`.${field}`) ? byId(subject.slice(0, -field.length - 1)) : undefined;
    if (model) return { model, fields: [field] };
  }
  return undefined;
}

function unknown({ id, models }: Provider, subject: string): ReturnType<typeof diagnose> {
  const ids = models.map((model) => model.id);
  const near = didYouMean(subject, [...ids, ...ids.flatMap((name) => refreshedFields.map((field) => `${name}.${field}`))]);
  const hint = near ? `did you mean \`${near}\`?` : 'name a model, or `<model>.<field>` such as `glm-5.3.limit.context`';
  return diagnose('models/unknown-field', `${id} has no ${quote(subject)}`, { hint });
}
