// Models that are listed under another id than before.
import { quote } from '../core/text.js';
import type { Model } from '../spec/provider.js';
import { decidingAnswers, recordListing } from './absence.js';
import type { RefreshRun } from './list-builder.js';
import { answerKey } from './lock.js';
import { restoreStatus } from './missing-models.js';
import { findIdHold, mergeListings } from './new-models.js';
import type { Successor } from './successors.js';

/**
 * What a missing model could be called now: the new models, with what all sources say about them, and those that were added to the spec
 * while a model was missing.
 */
export function findRenameCandidates(run: RefreshRun, missing: readonly Model[], found: readonly Model[]): Model[] {
  const { answers, list } = run;
  const dates = answerDates(run);
  const since = missing
    .map(({ id }) => list.records.get(id)?.missing?.since ?? decidingAnswers(list.records.get(id), answers.complete)[0]!.date)
    .toSorted()[0];
  const wasAddedSince = (id: string): boolean =>
    since !== undefined &&
    answers.completeAnswersWith(id).length > 0 &&
    Object.values(list.records.get(id)!.listed).every((key) => (dates.get(key) ?? '') >= since);
  return [
    ...found.map(({ id }) => mergeListings(run, id).model),
    ...list.models.filter((model) => !missing.includes(model) && wasAddedSince(model.id)),
  ];
}

/** The day of each answer, by its key. The lock has the first day on which the same answer was given. */
function answerDates({ input }: RefreshRun): Map<string, string> {
  return new Map([
    ...input.answers.map((answer) => [answerKey(answer), answer.date] as const),
    ...Object.entries(input.lock.answers).map(([key, { date }]) => [key, date] as const),
  ]);
}

/** Renames the models whose new id is certain or accepted. @returns the found models that are still new */
export function applyRenames(run: RefreshRun, pairs: readonly Successor[], found: readonly Model[]): Model[] {
  const { answers, input, list } = run;
  const isAccepted = input.accept.has('models/rename');
  const taken = new Set<string>();
  for (const { from, to, isCertain } of pairs) {
    const isNew = found.some(({ id }) => id === to);
    const details = { model: from, field: 'id', before: from, after: to, claims: answers.claimsOfId(to) };
    if (!isCertain && !isAccepted) {
      const message = `${quote(from)} is no longer listed but ${quote(to)} is: it may be the same model under another id`;
      list.report('hold', 'models/rename', message, details);
      continue;
    }
    // A model that the spec has already was another one until now: the old one leaves in its own time.
    if (!isNew && !isAccepted) continue;
    // An id that would be held for a new model is held here as well.
    if (isNew && findIdHold(run, to)) continue;
    const why = isCertain ? 'limits and prices are equal' : 'you accepted it';
    list.report('change', 'models/renamed', `${quote(from)} is now ${quote(to)}: ${why}`, details);
    renameModel(run, from, to, isNew);
    if (isNew) taken.add(to);
  }
  return found.filter(({ id }) => !taken.has(id));
}

function renameModel({ answers, list }: RefreshRun, from: string, to: string, isNew: boolean): void {
  const { missing, ...record } = list.records.get(from)!;
  list.noteRename(from, to);
  list.setRecord(from, { ...record, left: { on: answers.complete[0]!.date, by: 'rename', to } });
  if (isNew) {
    list.setRecord(to, recordListing({ ...record, listed: {} }, answers.completeAnswersWith(to)));
    list.updateModels((model) => (model.id === from ? { ...(missing ? restoreStatus(model, missing) : model), id: to } : model));
  } else list.removeModel(from);
  list.updateModels((model) => (model.successor === from ? { ...model, successor: to } : model));
}
