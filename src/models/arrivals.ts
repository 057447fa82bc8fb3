// The models that a source lists and the spec has not: other ids of models that go, or new ones.
import type { Model } from '../spec/provider.js';
import { quote } from '../core/text.js';
import { unmarked } from './departures.js';
import type { ModelList } from './model-list.js';
import type { Successor } from './near.js';
import { answerKey } from './lock.js';
import { deciders, withListing } from './presence.js';

/** More new models than the list has, and more than so many, are for a person to look at: the list may be a choice. */
const manyNew = 10;

/** The new models of the source of the highest authority, as that source has them. */
export function coming({ input, complete, models, records }: ModelList): Model[] {
  const [top] = complete;
  if (!top || input.spec.pinned?.includes('models')) return [];
  const there = new Set(models.map(({ id }) => id));
  // A list of models that all call tools is one for agents, and no place for others.
  const isForAgents = models.length > 0 && models.every(({ tool_call: can }) => can === true);
  return top.listing.models.filter((model) => {
    if (there.has(model.id) || !isForText(model) || (isForAgents && model.tool_call === false) || model.status === 'deprecated')
      return false;
    const record = records.get(model.id);
    if (!record) return true;
    // What a person took out stays out, and what a source dropped comes back when that source says so.
    if (!record.left) records.set(model.id, { ...record, left: { on: top.date, by: 'hand' } });
    return record.left !== undefined && record.left.by !== 'hand' && deciders(record, complete).includes(top);
  });
}

/** A model that reads or writes no text is not one for an agent. */
function isForText({ modalities }: Model): boolean {
  return [modalities?.input, modalities?.output].every((kinds) => kinds === undefined || kinds.includes('text'));
}

/** What a model that goes could be now: what comes, with all that any source says of it, and what came while one was missing. */
export function candidates(models: ModelList, leaving: readonly Model[], arriving: readonly Model[]): Model[] {
  const dates = new Map(Object.entries(models.input.lock.answers).map(([key, { date }]) => [key, date]));
  for (const answer of models.input.answers) dates.set(answerKey(answer), dates.get(answerKey(answer)) ?? answer.date);
  const since = leaving
    .map(({ id }) => models.records.get(id)?.missing?.since ?? deciders(models.records.get(id), models.complete)[0]!.date)
    .toSorted()[0];
  const cameLate = (id: string): boolean =>
    since !== undefined &&
    models.completeOf(id).length > 0 &&
    Object.values(models.records.get(id)!.listed).every((key) => (dates.get(key) ?? '') >= since);
  return [
    ...arriving.map(({ id }) => models.fromSources(id).model),
    ...models.models.filter((model) => !leaving.includes(model) && cameLate(model.id)),
  ];
}

/** Gives models their new ids where that is certain or accepted. @returns the models that are new nevertheless */
export function rename(models: ModelList, pairs: readonly Successor[], arriving: readonly Model[]): Model[] {
  const taken = new Set<string>();
  for (const { from, to, isCertain } of pairs) {
    const isNew = arriving.some(({ id }) => id === to);
    const isAccepted = models.input.accept.has('models/rename');
    const told = { model: from, field: 'id', before: from, after: to, said: models.saidOf(to) };
    if (!isCertain && !isAccepted) {
      models.tell(
        'hold',
        'models/rename',
        `${quote(from)} is gone and ${quote(to)} is there: it may be the same model under another id`,
        told,
      );
      continue;
    }
    // One that is in the list already was another model until now: the old one leaves in its time.
    if (!isNew && !isAccepted) continue;
    // What is to be held as a new model is held as another id as well.
    if (isNew && models.heldId(to)) continue;
    models.renamed.set(from, to);
    const why = isCertain ? 'limits and prices are the same' : 'you accepted it';
    models.tell('change', 'models/renamed', `${quote(from)} is ${quote(to)} now: ${why}`, told);
    const { missing, ...record } = models.records.get(from)!;
    models.records.set(from, { ...record, left: { on: models.complete[0]!.date, by: 'rename', to } });
    if (isNew) {
      taken.add(to);
      models.records.set(to, withListing({ ...record, listed: {} }, models.completeOf(to)));
      const asBefore = (model: Model): Model => (missing ? unmarked(model, missing) : model);
      models.models = models.models.map((model) => (model.id === from ? { ...asBefore(model), id: to } : model));
    } else models.models = models.models.filter(({ id }) => id !== from);
    models.models = models.models.map((model) => (model.successor === from ? { ...model, successor: to } : model));
  }
  return arriving.filter(({ id }) => !taken.has(id));
}

/** Puts new models at the end of the list, each with what all sources say of it. */
export function add(models: ModelList, arriving: readonly Model[]): void {
  const { accept, spec } = models.input;
  const count = models.models.length;
  if (arriving.length === 0) return;
  if (spec.models === undefined && spec.live_models && !accept.has('models/many-new')) {
    const message = `the spec names a live list and has none of its own; ${models.complete[0]!.source} lists ${arriving.length} models`;
    models.tell('note', 'models/many-new', message, { hint: '`--accept models/many-new` makes a list' });
    return;
  }
  if (count > 0 && arriving.length > Math.max(count, manyNew) && !accept.has('models/many-new')) {
    const message = `${models.complete[0]!.source} lists ${arriving.length} models that the spec has not, and the spec has ${count}: the list may be a choice`;
    const hint = '`--accept models/many-new` adds them, `pinned: [models]` in the spec keeps the list';
    models.tell('hold', 'models/many-new', message, { hint });
    return;
  }
  const added: Model[] = [];
  for (const { id } of arriving) {
    const told = { model: id, said: models.saidOf(id) };
    const held = models.heldId(id);
    if (held) {
      models.tell('hold', held.rule, held.message, told);
      continue;
    }
    const record = models.records.get(id);
    const { model, fields } = models.fromSources(id);
    const complete = models.completeOf(id);
    added.push(model);
    models.records.set(id, {
      ...withListing({ listed: record?.listed ?? {}, fields }, complete),
      ...(record?.left && { returned: (record.returned ?? 0) + 1 }),
    });
    const again = record?.left ? ' again' : '';
    models.tell('change', 'models/new', `${quote(id)} is listed${again} by ${complete.map(({ source }) => source).join(' and ')}`, told);
  }
  models.models = [...models.models, ...added];
}
