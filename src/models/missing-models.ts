// The models that sources no longer list: recorded, then marked as deprecated, then removed.
import { quote } from '../core/text.js';
import type { Model, ProviderSpec } from '../spec/provider.js';
import { answersUntilDeprecated, countAbsence, decidingAnswers, isAbsenceProven, recordListing } from './absence.js';
import type { DefaultModels } from './default-models.js';
import { withoutField } from './fields.js';
import type { RefreshRun } from './list-builder.js';
import type { Absence, ModelRecord } from './lock.js';
import type { Successor } from './successors.js';

/** Records which sources list the models of the spec. */
export function recordListings({ answers, list }: RefreshRun): void {
  for (const { id } of list.models) {
    const complete = answers.completeAnswersWith(id);
    if (complete.length === 0 && !list.records.has(id)) continue;
    const { left: _, ...record } = recordListing(list.records.get(id), complete);
    list.setRecord(id, record);
  }
}

/** The models that no deciding source lists. */
export function findMissingModels({ input, answers, list }: RefreshRun): Model[] {
  return list.models.filter((model) => {
    const deciding = decidingAnswers(list.records.get(model.id), answers.complete);
    const listing = answers.completeAnswersWith(model.id);
    return deciding.length > 0 && !deciding.some((answer) => listing.includes(answer)) && !isFixed(input.spec, model);
  });
}

/** Removes the missing mark of models that are listed again. */
export function restoreReturned({ answers, list }: RefreshRun, missing: readonly Model[]): void {
  for (const model of list.models) {
    const record = list.records.get(model.id);
    if (!record?.missing || missing.includes(model) || decidingAnswers(record, answers.complete).length === 0) continue;
    const { missing: absence, ...rest } = record;
    list.setRecord(model.id, { ...rest, returned: (record.returned ?? 0) + 1 });
    const message = `${quote(model.id)} is listed again after it had been missing since ${absence.since}`;
    list.report('change', 'models/returned', message, { model: model.id });
    list.replaceModel(restoreStatus(model, absence));
  }
}

/** The model as it was before it was marked as deprecated. */
export function restoreStatus(model: Model, { status }: Absence): Model {
  if (status === undefined || model.status !== 'deprecated') return model;
  const kept = withoutField(withoutField(model, 'status'), 'successor');
  return status === null ? kept : { ...kept, status: status as NonNullable<Model['status']> };
}

/** Counts one more day without each missing model, and marks or removes it once that is enough. */
export function updateAbsences(run: RefreshRun, missing: readonly Model[], pairs: readonly Successor[], defaults: DefaultModels): void {
  const { answers, list } = run;
  for (const { id } of missing) {
    if (list.renamed.has(id)) continue;
    const record = list.records.get(id)!;
    const deciding = decidingAnswers(record, answers.complete);
    const absence = countAbsence(record.missing, deciding);
    const near = pairs.find(({ from }) => from === id)?.to;
    const model: MissingModel = {
      id,
      record,
      absence,
      // An id that is held replaces nothing.
      replacement: list.models.some((one) => one.id === near) ? near : undefined,
    };
    if (isAbsenceProven(absence, record.returned) && removeModel(run, model, deciding[0]!.date, defaults)) continue;
    if (!record.missing)
      reportMissing(
        run,
        model,
        deciding.map(({ source }) => source),
      );
    list.setRecord(id, { ...record, missing: markDeprecated(run, model) });
  }
}

interface MissingModel {
  readonly id: string;
  readonly record: ModelRecord;
  readonly absence: Absence;
  /** The id of the model that takes its place. */
  readonly replacement: string | undefined;
}

function reportMissing({ list }: RefreshRun, { id, replacement }: MissingModel, sources: readonly string[]): void {
  const details = { model: id, ...(replacement !== undefined && { after: replacement }) };
  list.report('change', 'models/missing', `${quote(id)} is no longer listed by ${sources.join(' and ')}`, details);
}

/** Marks a model as deprecated once it has been missing on more than one day. @returns its absence, with the status that it had before */
function markDeprecated({ list }: RefreshRun, { id, absence, replacement }: MissingModel): Absence {
  if (absence.answers < answersUntilDeprecated || absence.status !== undefined) return absence;
  const model = list.models.find((one) => one.id === id)!;
  if (model.status === 'deprecated' || model.pinned?.includes('status')) return absence;
  const before = model.status ?? null;
  list.replaceModel({ ...model, status: 'deprecated', ...(replacement !== undefined && { successor: replacement }) });
  const successor = replacement === undefined ? '' : `; ${quote(replacement)} may replace it`;
  list.report('change', 'models/deprecated', `${quote(id)} has been missing since ${absence.since}${successor}`, {
    model: id,
    field: 'status',
    ...(before !== null && { before }),
    after: 'deprecated',
  });
  return { ...absence, status: before };
}

/** Removes a model, unless it is a default that nothing replaces. @returns whether it was removed */
function removeModel({ list }: RefreshRun, missing: MissingModel, date: string, defaults: DefaultModels): boolean {
  const { id, absence, replacement } = missing;
  const role = defaults.roleOf(id);
  if (role !== undefined && replacement === undefined) {
    const message = `${quote(id)} has been missing since ${absence.since}, and is the ${role} model`;
    list.report('hold', 'models/default-gone', message, { model: id, hint: 'name another model in the spec; this one stays until then' });
    return false;
  }
  if (replacement !== undefined) defaults.followRename(id, replacement);
  list.removeModel(id);
  list.updateModels((model) => (model.successor === id ? withoutField(model, 'successor') : model));
  const { missing: _, ...record } = missing.record;
  const successor = replacement === undefined ? {} : { to: replacement };
  list.setRecord(id, { ...record, left: { on: date, by: 'evidence', ...successor } });
  const details = { model: id, ...(replacement !== undefined && { after: replacement }) };
  list.report('change', 'models/gone', `${quote(id)} has been missing since ${absence.since}, so it is removed`, details);
  return true;
}

/** Reports the models that no complete source has ever listed: they were added by hand. */
export function reportUnlisted({ input, answers, list }: RefreshRun): void {
  if (answers.complete.length === 0) return;
  for (const model of list.models) {
    if (isFixed(input.spec, model) || Object.keys(list.records.get(model.id)?.listed ?? {}).length > 0) continue;
    const hint = 'remove it, or add `pinned: [id]` to keep it';
    list.report('note', 'models/never-listed', `no source lists ${quote(model.id)}`, { model: model.id, hint });
  }
}

/** Whether the spec pins a model to the list. */
export function isFixed(spec: ProviderSpec, model: Model): boolean {
  return model.pinned?.includes('id') === true || spec.pinned?.includes('models') === true;
}
