// The models that the sources do not list any more: marked, then deprecated, then out.
import type { Model } from '../spec/provider.js';
import { quote } from '../core/text.js';
import type { Defaults } from './defaults.js';
import type { Missing, ModelRecord } from './lock.js';
import type { ModelList } from './model-list.js';
import type { Successor } from './near.js';
import { answersUntilDeprecated, deciders, isGone, stillMissing } from './presence.js';
import type { Answer } from './types.js';
import { without } from './values.js';

/** The models that no source lists of those that decide. */
export function going(models: ModelList): Model[] {
  return models.models.filter((model) => {
    const asked = deciders(models.records.get(model.id), models.complete);
    const listed = models.completeOf(model.id);
    return asked.length > 0 && !asked.some((answer) => listed.includes(answer)) && !models.isFixed(model);
  });
}

/** Takes back what was noted of models that are there again. */
export function welcomeBack(models: ModelList, leaving: readonly Model[]): void {
  for (const model of models.models) {
    const record = models.records.get(model.id);
    if (record?.missing && !leaving.includes(model) && deciders(record, models.complete).length > 0) comesBack(models, model, record);
  }
}

/** Counts the evidence of each model that goes. */
export function markMissing(models: ModelList, leaving: readonly Model[], pairs: readonly Successor[], defaults: Defaults): void {
  for (const { id } of leaving) {
    if (models.renamed.has(id)) continue;
    const record = models.records.get(id)!;
    const asked = deciders(record, models.complete);
    const answer = asked[0]!;
    const now = stillMissing(record.missing, asked);
    const near = pairs.find(({ from }) => from === id)?.to;
    // One that is held does not take a place.
    const to = models.models.some((model) => model.id === near) ? near : undefined;
    if (isGone(now, record.returned) && leaves(models, { id, to, since: now.since, answer }, defaults)) continue;
    if (!record.missing)
      models.tell('change', 'models/missing', `${quote(id)} is not listed any more by ${asked.map(({ source }) => source).join(' and ')}`, {
        model: id,
        ...(to !== undefined && { after: to }),
      });
    models.records.set(id, { ...record, missing: deprecated(models, id, now, to) });
  }
}

function comesBack(models: ModelList, model: Model, record: ModelRecord): void {
  const { missing, ...rest } = record;
  models.records.set(model.id, { ...rest, returned: (record.returned ?? 0) + 1 });
  models.tell('change', 'models/returned', `${quote(model.id)} is listed again; it was missing since ${missing!.since}`, {
    model: model.id,
  });
  models.replace(unmarked(model, missing!));
}

/** The model as it was before it was marked as deprecated. */
export function unmarked(model: Model, { status }: Missing): Model {
  if (status === undefined || model.status !== 'deprecated') return model;
  const kept = without(without(model, 'status'), 'successor');
  return status === null ? kept : { ...kept, status: status as NonNullable<Model['status']> };
}

/** The spec says that a model is deprecated when it has been missing for more than a blink. */
function deprecated(models: ModelList, id: string, now: Missing, to: string | undefined): Missing {
  if (now.answers < answersUntilDeprecated || now.status !== undefined) return now;
  const model = models.models.find((one) => one.id === id)!;
  if (model.status === 'deprecated' || model.pinned?.includes('status')) return now;
  const before = model.status ?? null;
  models.replace({ ...model, status: 'deprecated', ...(to !== undefined && { successor: to }) });
  const message = `${quote(id)} is missing since ${now.since}${to === undefined ? '' : `; ${quote(to)} may take its place`}`;
  models.tell('change', 'models/deprecated', message, {
    model: id,
    field: 'status',
    ...(before !== null && { before }),
    after: 'deprecated',
  });
  return { ...now, status: before };
}

interface Leaving {
  readonly id: string;
  /** The id of the model that takes its place. */
  readonly to: string | undefined;
  readonly since: string;
  readonly answer: Answer;
}

/** @returns whether the model is out */
function leaves(models: ModelList, { id, to, since, answer }: Leaving, defaults: Defaults): boolean {
  const role = defaults.roleOf(id);
  if (role !== undefined && to === undefined) {
    const message = `${quote(id)} is missing since ${since}, and is the ${role} model`;
    models.tell('hold', 'models/default-gone', message, { model: id, hint: 'name another one in the spec; it stays until then' });
    return false;
  }
  if (to !== undefined) defaults.follow(id, to);
  models.models = models.models
    .filter((model) => model.id !== id)
    .map((model) => (model.successor === id ? without(model, 'successor') : model));
  const { missing: _, ...record } = models.records.get(id)!;
  models.records.set(id, { ...record, left: { on: answer.date, by: 'evidence', ...(to !== undefined && { to }) } });
  const told = { model: id, ...(to !== undefined && { after: to }) };
  models.tell('change', 'models/gone', `${quote(id)} is missing since ${since}: it is taken out`, told);
  return true;
}
