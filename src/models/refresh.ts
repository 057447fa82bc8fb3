// Brings a spec up to what its sources say: a pure function of the spec, its lock and the answers.
import type { JsonValue } from '../core/edits.js';
import { sameValue } from '../core/json-values.js';
import { follow } from '../core/pointer.js';
import type { Model, ProviderSpec } from '../spec/provider.js';
import { accessFindings } from './access.js';
import { add, candidates, coming, rename } from './arrivals.js';
import { Defaults } from './defaults.js';
import { examined } from './doubts.js';
import { going, markMissing, welcomeBack } from './departures.js';
import { answerKey, tidyLock, type ModelRecord } from './lock.js';
import { ModelList } from './model-list.js';
import { successors } from './near.js';
import type { Answer, Refresh, RefreshInput } from './types.js';

/** The same input gives the same result; no clock is looked at. */
export function refresh(input: RefreshInput): Refresh {
  const { spec, lock, answers, accept } = input;
  const complete = answers.filter(({ listing }) => listing.isComplete);
  const { refusals, doubts } = examined(input);
  if (refusals.length > 0) return { spec, lock: { ...lock, doubts }, renamed: new Map(), findings: refusals, refused: true };

  const list = new ModelList(input, complete);
  const leaving = going(list);
  welcomeBack(list, leaving);
  const arriving = coming(list);
  const pairs = successors(leaving, candidates(list, leaving, arriving));
  const fresh = rename(list, pairs, arriving);
  const defaults = new Defaults(input);
  for (const [from, to] of list.renamed) defaults.follow(from, to);
  list.settle();
  add(list, fresh);
  defaults.settle(list, leaving);
  markMissing(list, leaving, pairs, defaults);
  list.noteUnlisted();
  const access = accessFindings(spec, answers, accept);
  const ids = new Set((spec.models ?? []).map(({ id }) => id));
  const renamed = new Map([...list.renamed].filter(([, to]) => !ids.has(to)));
  return {
    spec: assembled({ ...access.spec, ...defaults.named }, list.models, renamed, answers),
    lock: tidyLock({
      // The same answer on another day is the one that was given first.
      answers: { ...Object.fromEntries(answers.map((answer) => [answerKey(answer), refOf(answer)])), ...lock.answers },
      doubts,
      provider: defaults.known,
      models: Object.fromEntries<ModelRecord>(list.records),
    }),
    renamed,
    findings: [...access.findings, ...list.findings, ...defaults.findings],
    refused: false,
  };
}

function refOf({ source, date, url, digest }: Answer): { source: string; date: string; url: string; digest: string } {
  return { source, date, url, digest };
}

/** The spec with its models, and what points at them by their index pointing at them still. */
function assembled(
  spec: ProviderSpec,
  models: readonly Model[],
  renamed: ReadonlyMap<string, string>,
  answers: readonly Answer[],
): ProviderSpec {
  const before = (spec.models ?? []).map(({ id }) => renamed.get(id) ?? id);
  const after = new Map(models.map(({ id }, index) => [id, index]));
  const moved = (field: string): string | undefined => {
    const [, index, rest] = /^\/models\/(\d+)(.*)$/.exec(field) ?? [];
    if (index === undefined) return field;
    const pointer = `/models/${after.get(before[Number(index)]!) ?? -1}${rest}`;
    return follow({ models }, pointer) === undefined ? undefined : pointer;
  };
  const pointing = <Entry extends { field: string }>(entries: readonly Entry[] | undefined): Entry[] | undefined => {
    const kept = entries?.flatMap((entry) => {
      const field = moved(entry.field);
      return field === undefined ? [] : [{ ...entry, field }];
    });
    return kept?.length === 0 && entries?.length !== 0 ? undefined : kept;
  };
  const { models: _, models_as_of: asOf, questions, evidence, ...rest } = spec;
  const isSame = sameValue(models as unknown as JsonValue, (spec.models ?? []) as unknown as JsonValue);
  const members = {
    ...rest,
    models_as_of:
      isSame || asOf === undefined
        ? asOf
        : answers
            .map(({ date }) => date)
            .toSorted()
            .at(-1),
    models: models.length === 0 && spec.models?.length !== 0 ? undefined : [...models],
    questions: pointing(questions),
    evidence: pointing(evidence),
  };
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as unknown as ProviderSpec;
}
