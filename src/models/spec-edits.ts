// The edits that turn the text of a spec into a refreshed one.
import type { JsonValue, MergeEdit, PathStep } from '../core/edits.js';
import { sameValue } from '../core/json-values.js';
import type { Model, ProviderSpec } from '../spec/provider.js';

/** Applied in this order. */
export interface SpecEdits {
  readonly remove: readonly MergeEdit[];
  readonly apply: readonly MergeEdit[];
}

type Entry = Readonly<Record<string, JsonValue>>;

type MakeEdit = (at: readonly PathStep[], value: JsonValue) => MergeEdit;

/** @param renamed the new id of each renamed model */
export function specEdits(
  path: string,
  format: 'json' | 'yaml',
  before: ProviderSpec,
  after: ProviderSpec,
  renamed: ReadonlyMap<string, string>,
): SpecEdits {
  const edit: MakeEdit = (at, value) => ({
    kind: 'merge',
    path,
    format,
    at,
    value,
    layout: { inline: ['limit', 'modalities', 'cost', 'reasoning_options', 'pinned'], plainDates: true },
  });
  return joinEdits([
    scalarEdits(before, after, edit),
    modelEdits(before.models ?? [], after.models ?? [], renamed, edit),
    pointingEdits('questions', before.questions, after.questions, edit),
    pointingEdits('evidence', before.evidence, after.evidence, edit),
    accessEdits(before, after, edit),
  ]);
}

function joinEdits(parts: readonly SpecEdits[]): SpecEdits {
  return { remove: parts.flatMap(({ remove }) => remove), apply: parts.flatMap(({ apply }) => apply) };
}

function scalarEdits(before: ProviderSpec, after: ProviderSpec, edit: MakeEdit): SpecEdits {
  const keys = (['models_as_of', 'default_model', 'small_model'] as const).filter(
    (key) => after[key] !== before[key] && after[key] !== undefined,
  );
  const apply = keys.length === 0 ? [] : [edit([], Object.fromEntries(keys.map((key) => [key, after[key]!])))];
  return { remove: [], apply };
}

function modelEdits(before: readonly Model[], after: readonly Model[], renamed: ReadonlyMap<string, string>, edit: MakeEdit): SpecEdits {
  const remove: MergeEdit[] = [];
  const apply: MergeEdit[] = [];
  const oldByNewId = new Map(before.map((model) => [renamed.get(model.id) ?? model.id, model]));
  const kept = new Set(after.map(({ id }) => id));
  for (const { id } of before) {
    const newId = renamed.get(id) ?? id;
    if (!kept.has(newId) || oldByNewId.get(newId)?.id !== id) remove.push(edit(modelAt(id), true));
  }
  for (const model of after) {
    const old = oldByNewId.get(model.id);
    const value = model as unknown as JsonValue;
    if (!old) apply.push(edit(modelAt(model.id), value));
    else if (!sameValue(old as unknown as JsonValue, value)) {
      for (const key of Object.keys(old) as (keyof Model)[])
        if (!Object.hasOwn(model, key)) remove.push(edit([...modelAt(old.id), key], true));
      apply.push(edit(modelAt(old.id), value));
    }
  }
  return { remove, apply };
}

function modelAt(id: string): PathStep[] {
  return ['models', { where: { id } }];
}

/** Questions and evidence are removed with what they point at, and follow it to its new index. Their order stays. */
function pointingEdits(
  key: 'questions' | 'evidence',
  before: ProviderSpec['questions'] | ProviderSpec['evidence'],
  after: ProviderSpec['questions'] | ProviderSpec['evidence'],
  edit: MakeEdit,
): SpecEdits {
  const remove: MergeEdit[] = [];
  const apply: MergeEdit[] = [];
  const rest = [...((after ?? []) as unknown as Entry[])];
  for (const entry of (before ?? []) as unknown as Entry[]) {
    const at: PathStep[] = [key, { where: textMembers(entry) }];
    const [next] = rest;
    if (!next || !sameValue({ ...next, field: '' }, { ...entry, field: '' })) remove.push(edit(at, true));
    else {
      rest.shift();
      if (next['field'] !== entry['field']) apply.push(edit(at, { field: next['field']! }));
    }
  }
  return { remove, apply };
}

/** What identifies a question or a piece of evidence. */
function textMembers(entry: Entry): Record<string, string> {
  return Object.fromEntries(Object.entries(entry).filter((member): member is [string, string] => typeof member[1] === 'string'));
}

const accessMembers = [
  ['endpoints', 'base_url'],
  ['auth', 'env'],
  ['auth', 'header'],
] as const;

/** The accepted changes of where a key is sent, and of the names of its variable and header. */
function accessEdits(before: ProviderSpec, after: ProviderSpec, edit: MakeEdit): SpecEdits {
  const apply: MergeEdit[] = [];
  for (const [key, member] of accessMembers) {
    for (const [index, entry] of (before[key] as unknown as Entry[]).entries()) {
      const value = (after[key] as unknown as Entry[])[index]![member];
      const { protocol } = entry;
      const old = entry[member];
      // Two protocols can be spoken at one URL.
      const where = { [member]: old as string, ...(typeof protocol === 'string' && { protocol }) };
      if (typeof old === 'string' && value !== undefined && value !== old) apply.push(edit([key, { where }], { [member]: value }));
    }
  }
  const { live_models: live } = after;
  if (live && live.url !== before.live_models?.url) apply.push(edit(['live_models'], { url: live.url }));
  return { remove: [], apply };
}
