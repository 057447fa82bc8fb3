// The models that a source lists and the spec does not have.
import { isUnusualId } from '../core/model-ids.js';
import { quote } from '../core/text.js';
import type { Model } from '../spec/provider.js';
import { decidingAnswers, recordListing } from './absence.js';
import type { RefreshRun } from './list-builder.js';
import type { Provenance } from './lock.js';
import { dropContradictions, resolveModel, type ResolvedModel } from './resolve-model.js';
import type { Answer, HoldRule } from './types.js';

/** More new models than this, and than the list has, are held: the list may be curated. */
const manyNew = 10;

/** A model that was removed by hand is recorded as such, so that it does not come back. */
export function recordManualRemovals(run: RefreshRun): void {
  const [top] = run.answers.complete;
  for (const { id } of modelsNotInSpec(run)) {
    const record = run.list.records.get(id);
    if (record && !record.left) run.list.setRecord(id, { ...record, left: { on: top!.date, by: 'hand' } });
  }
}

/** The new models of the complete source with the highest authority, as that source lists them. */
export function findNewModels(run: RefreshRun): Model[] {
  const { answers, list } = run;
  const [top] = answers.complete;
  return modelsNotInSpec(run).filter(({ id }) => {
    const record = list.records.get(id);
    if (!record) return true;
    // A model that left because a source dropped it comes back when the same source lists it again.
    return record.left !== undefined && record.left.by !== 'hand' && decidingAnswers(record, answers.complete).includes(top!);
  });
}

function modelsNotInSpec({ input, answers, list }: RefreshRun): Model[] {
  const [top] = answers.complete;
  if (!top || input.spec.pinned?.includes('models')) return [];
  const known = new Set(list.models.map(({ id }) => id));
  // If all models call tools, the list is one for agents, and other models do not belong to it.
  const isForAgents = list.models.length > 0 && list.models.every(({ tool_call: can }) => can === true);
  return top.listing.models.filter((model) => {
    if (known.has(model.id) || model.status === 'deprecated') return false;
    return isForText(model) && !(isForAgents && model.tool_call === false);
  });
}

/** Whether a model reads and writes text, which an agent needs. */
function isForText({ modalities }: Model): boolean {
  return [modalities?.input, modalities?.output].every((kinds) => kinds === undefined || kinds.includes('text'));
}

/** What all sources together say about a model that is not in the spec. */
export function mergeListings({ input, answers }: RefreshRun, id: string): ResolvedModel {
  const noOverride = () => ({ isPinned: false, hasEvidence: false });
  const resolved = resolveModel({ id }, undefined, answers.listingsOf(id), noOverride, { ...input, accept: new Set() });
  const { model, dropped } = dropContradictions(resolved.model);
  const kept = Object.entries(resolved.fields).filter(([field]) => !dropped.some((name) => name === field));
  return { ...resolved, model, fields: Object.fromEntries<Provenance>(kept) };
}

/** Why an id that is not in the spec is held, whether it is the id of a new model or the new id of a known one. */
export function findIdHold({ input, answers }: RefreshRun, id: string): { rule: HoldRule; message: string } | undefined {
  const { accept } = input;
  if (!accept.has('models/private-id') && !answers.isListedPublicly(id))
    return { rule: 'models/private-id', message: `${quote(id)} is listed only with a key: it may be private to your account` };
  if (!accept.has('models/unusual-id') && isUnusualId(id))
    return { rule: 'models/unusual-id', message: `${quote(id)} has characters that are unusual in a model id: check that it is correct` };
  return undefined;
}

/** Adds new models to the end of the list, each with what all sources say about it. */
export function addNewModels(run: RefreshRun, found: readonly Model[]): void {
  const { answers, list } = run;
  if (found.length === 0 || holdMany(run, found.length)) return;
  const added: Model[] = [];
  for (const { id } of found) {
    const details = { model: id, claims: answers.claimsOfId(id) };
    const hold = findIdHold(run, id);
    if (hold) {
      list.report('hold', hold.rule, hold.message, details);
      continue;
    }
    const { model, fields } = mergeListings(run, id);
    added.push(model);
    const complete = answers.completeAnswersWith(id);
    const hadLeft = list.records.get(id)?.left !== undefined;
    recordNewModel(run, id, fields, complete);
    const again = hadLeft ? ' again' : '';
    list.report('change', 'models/new', `${quote(id)} is listed${again} by ${complete.map(({ source }) => source).join(' and ')}`, details);
  }
  list.addModels(added);
}

function recordNewModel({ list }: RefreshRun, id: string, fields: ResolvedModel['fields'], complete: readonly Answer[]): void {
  const record = list.records.get(id);
  list.setRecord(id, {
    ...recordListing({ listed: record?.listed ?? {}, fields }, complete),
    ...(record?.left && { returned: (record.returned ?? 0) + 1 }),
  });
}

/** Reports too many new models. @returns whether they are held */
function holdMany({ input, answers, list }: RefreshRun, newCount: number): boolean {
  const { accept, spec } = input;
  if (accept.has('models/many-new')) return false;
  const { source } = answers.complete[0]!;
  const count = list.models.length;
  if (spec.models === undefined && spec.live_models) {
    const message = `the spec has \`live_models\` but no list of its own; ${source} lists ${newCount} models`;
    list.report('note', 'models/many-new', message, { hint: '`--accept models/many-new` adds them' });
    return true;
  }
  if (count === 0 || newCount <= Math.max(count, manyNew)) return false;
  const message = `${source} lists ${newCount} models that are not in the spec, which has ${count}: the list may be curated`;
  const hint = '`--accept models/many-new` adds them, `pinned: [models]` in the spec keeps the list as it is';
  list.report('hold', 'models/many-new', message, { hint });
  return true;
}
