// What makes the text of a spec say what a refresh wants: edits as those of any other file, so that all else stays as it is.
import type { JsonValue, MergeEdit, PathStep } from '../core/edits.js';
import { sameValue } from '../core/json-values.js';
import type { Model, ProviderSpec } from '../spec/provider.js';

/** Edits in the order in which they are made: first what goes, then what is put in or changed. */
export interface SpecEdits {
  readonly remove: readonly MergeEdit[];
  readonly apply: readonly MergeEdit[];
}

type Entry = Readonly<Record<string, JsonValue>>;

/** @param renamed the new id of each model that has another one now */
export function specEdits(
  path: string,
  format: 'json' | 'yaml',
  before: ProviderSpec,
  after: ProviderSpec,
  renamed: ReadonlyMap<string, string>,
): SpecEdits {
  const remove: MergeEdit[] = [];
  const apply: MergeEdit[] = [];
  const edit = (at: readonly PathStep[], value: JsonValue): MergeEdit => ({
    kind: 'merge',
    path,
    format,
    at,
    value,
    layout: { inline: ['limit', 'modalities', 'cost', 'reasoning_options', 'pinned'], plainDates: true },
  });

  const scalars = changedScalars(before, after);
  if (scalars) apply.push(edit([], scalars));

  const old = new Map((before.models ?? []).map((model) => [renamed.get(model.id) ?? model.id, model]));
  const kept = new Set((after.models ?? []).map(({ id }) => id));
  for (const { id } of before.models ?? [])
    if (!kept.has(renamed.get(id) ?? id) || (renamed.has(id) && old.get(renamed.get(id)!)?.id !== id)) remove.push(edit(modelAt(id), true));
  for (const model of after.models ?? []) {
    const known = old.get(model.id);
    const value = model as unknown as JsonValue;
    if (!known) apply.push(edit(modelAt(model.id), value));
    else if (!sameValue(known as unknown as JsonValue, value)) {
      for (const key of Object.keys(known) as (keyof Model)[])
        if (!Object.hasOwn(model, key)) remove.push(edit([...modelAt(known.id), key], true));
      apply.push(edit(modelAt(known.id), value));
    }
  }

  for (const key of ['questions', 'evidence'] as const) entries(key, before[key], after[key], edit, remove, apply);
  for (const [key, member] of [
    ['endpoints', 'base_url'],
    ['auth', 'env'],
    ['auth', 'header'],
  ] as const) {
    for (const [index, entry] of (before[key] as unknown as Entry[]).entries()) {
      const value = (after[key] as unknown as Entry[])[index]![member];
      const { protocol } = entry;
      const said = entry[member];
      // Two protocols can be spoken at one URL.
      const where = { [member]: said as string, ...(typeof protocol === 'string' && { protocol }) };
      if (typeof said === 'string' && value !== undefined && value !== said) apply.push(edit([key, { where }], { [member]: value }));
    }
  }
  const { live_models: live } = after;
  if (live && live.url !== before.live_models?.url) apply.push(edit(['live_models'], { url: live.url }));
  return { remove, apply };
}

function modelAt(id: string): PathStep[] {
  return ['models', { where: { id } }];
}

/** Members of the spec that are one value each, where they differ. */
function changedScalars(before: ProviderSpec, after: ProviderSpec): Entry | undefined {
  const keys = (['models_as_of', 'default_model', 'small_model'] as const).filter(
    (key) => after[key] !== before[key] && after[key] !== undefined,
  );
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key, after[key]!]));
}

/** Questions and evidence go with what they point at, and follow it to another index. Those that are left are in the order in which they were. */
function entries(
  key: 'questions' | 'evidence',
  before: ProviderSpec['questions'] | ProviderSpec['evidence'],
  after: ProviderSpec['questions'] | ProviderSpec['evidence'],
  edit: (at: readonly PathStep[], value: JsonValue) => MergeEdit,
  remove: MergeEdit[],
  apply: MergeEdit[],
): void {
  const rest = [...((after ?? []) as unknown as Entry[])];
  for (const entry of (before ?? []) as unknown as Entry[]) {
    const at: PathStep[] = [key, { where: textsOf(entry) }];
    const [next] = rest;
    if (!next || !sameValue({ ...next, field: '' }, { ...entry, field: '' })) remove.push(edit(at, true));
    else {
      rest.shift();
      if (next['field'] !== entry['field']) apply.push(edit(at, { field: next['field']! }));
    }
  }
}

/** What tells a question or a piece of evidence from the others. */
function textsOf(entry: Entry): Record<string, string> {
  return Object.fromEntries(Object.entries(entry).filter((member): member is [string, string] => typeof member[1] === 'string'));
}
