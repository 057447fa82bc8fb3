// Updates a spec from its sources: a pure function of the spec, its lock and the answers.
import type { JsonValue } from '../core/edits.js';
import { sameValue } from '../core/json-values.js';
import { follow } from '../core/pointer.js';
import type { Model, ProviderSpec } from '../spec/provider.js';
import { resolveAccess } from './access.js';
import { AnswerIndex } from './answer-index.js';
import { checkAnswers } from './check-answers.js';
import { DefaultModels } from './default-models.js';
import { ListBuilder, type RefreshRun } from './list-builder.js';
import { answerKey, tidyLock, type AnswerRef, type Lock } from './lock.js';
import { findMissingModels, recordListings, reportUnlisted, restoreReturned, updateAbsences } from './missing-models.js';
import { addNewModels, findNewModels, recordManualRemovals } from './new-models.js';
import { applyRenames, findRenameCandidates } from './renames.js';
import { findSuccessors } from './successors.js';
import type { Answer, RefreshInput, RefreshResult } from './types.js';
import { updateModels } from './update-models.js';

/** The same input gives the same result; no clock is read. */
export function refresh(input: RefreshInput): RefreshResult {
  const { spec, lock, answers, accept } = input;
  const { refusals, doubts } = checkAnswers(input);
  if (refusals.length > 0) return { spec, lock: { ...lock, doubts }, renamed: new Map(), diagnostics: refusals, isRefused: true };

  const { list, defaults } = refreshModels(input);
  const access = resolveAccess(spec, answers, accept);
  const before = new Set((spec.models ?? []).map(({ id }) => id));
  const renamed = new Map([...list.renamed].filter(([, to]) => !before.has(to)));
  return {
    spec: buildSpec({ ...access.spec, ...defaults.ids }, list.models, renamed, answers),
    lock: buildLock(input, doubts, list, defaults),
    renamed,
    diagnostics: [...access.diagnostics, ...list.diagnostics, ...defaults.diagnostics],
    isRefused: false,
  };
}

/** The steps in the order in which they depend on each other. */
function refreshModels(input: RefreshInput): { list: ListBuilder; defaults: DefaultModels } {
  const list = new ListBuilder(input.spec.models ?? [], input.lock.models);
  const run: RefreshRun = { input, answers: new AnswerIndex(input.answers), list };
  const defaults = new DefaultModels(input);

  recordListings(run);
  const missing = findMissingModels(run);
  restoreReturned(run, missing);

  recordManualRemovals(run);
  const found = findNewModels(run);
  const pairs = findSuccessors(missing, findRenameCandidates(run, missing, found));
  const added = applyRenames(run, pairs, found);
  for (const [from, to] of list.renamed) defaults.followRename(from, to);

  updateModels(run);
  addNewModels(run, added);
  defaults.resolveFromSources(list.models, missing);
  updateAbsences(run, missing, pairs, defaults);
  reportUnlisted(run);
  return { list, defaults };
}

function buildLock({ lock, answers }: RefreshInput, doubts: Lock['doubts'], list: ListBuilder, defaults: DefaultModels): Lock {
  return tidyLock({
    // The same answer on another day is the one that was given first.
    answers: { ...Object.fromEntries(answers.map((answer) => [answerKey(answer), answerRef(answer)])), ...lock.answers },
    doubts,
    provider: defaults.provenance,
    models: Object.fromEntries(list.records),
  });
}

function answerRef({ source, date, url, digest }: Answer): AnswerRef {
  return { source, date, url, digest };
}

/** The spec with its new models. Questions and evidence keep pointing at the same model. */
function buildSpec(
  spec: ProviderSpec,
  models: readonly Model[],
  renamed: ReadonlyMap<string, string>,
  answers: readonly Answer[],
): ProviderSpec {
  const { models: before, models_as_of: asOf, questions, evidence, ...rest } = spec;
  const isSame = sameValue(models as unknown as JsonValue, (before ?? []) as unknown as JsonValue);
  const newest = answers
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  const moveField = fieldMover(before ?? [], models, renamed);
  const members = {
    ...rest,
    models_as_of: isSame || asOf === undefined ? asOf : newest,
    models: models.length === 0 && before?.length !== 0 ? undefined : [...models],
    questions: moveEntries(questions, moveField),
    evidence: moveEntries(evidence, moveField),
  };
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as unknown as ProviderSpec;
}

type MoveField = (field: string) => string | undefined;

/** Maps a JSON Pointer to the index at which its model is now; undefined if its value no longer exists. */
function fieldMover(before: readonly Model[], models: readonly Model[], renamed: ReadonlyMap<string, string>): MoveField {
  const oldIds = before.map(({ id }) => renamed.get(id) ?? id);
  const newIndexes = new Map(models.map(({ id }, index) => [id, index]));
  return (field) => {
    const [, index, rest] = /^\/models\/(\d+)(.*)$/.exec(field) ?? [];
    if (index === undefined) return field;
    const pointer = `/models/${newIndexes.get(oldIds[Number(index)]!) ?? -1}${rest}`;
    return follow({ models }, pointer) === undefined ? undefined : pointer;
  };
}

/** The entries that still point at a value; undefined if none is left. An empty list stays one. */
function moveEntries<Entry extends { field: string }>(entries: readonly Entry[] | undefined, moveField: MoveField): Entry[] | undefined {
  const kept = entries?.flatMap((entry) => {
    const field = moveField(entry.field);
    return field === undefined ? [] : [{ ...entry, field }];
  });
  return kept?.length === 0 && entries?.length !== 0 ? undefined : kept;
}
