// Whether an answer can be believed at all: an older one, a part of a list, or one for another account is not.
import type { Doubt } from './lock.js';
import { deciders } from './presence.js';
import type { Answer, RefreshFinding, RefreshInput } from './types.js';

/** What stands against the answers, and what is to be remembered of that. With any refusal nothing of any answer counts. */
export function examined(input: RefreshInput): { refusals: RefreshFinding[]; doubts: Record<string, Doubt> } {
  const doubts: Record<string, Doubt> = { ...input.lock.doubts };
  const refusals = input.answers.flatMap((answer) => {
    const older = stale(answer, input);
    if (older || !answer.listing.isComplete) return older ?? [];
    const { refusal, doubt } = lacking(answer, input);
    delete doubts[answer.source];
    if (doubt) doubts[answer.source] = doubt;
    return refusal ?? [];
  });
  return { refusals, doubts };
}

/** A kept answer that is older than one that values came from already. The clock of one that is new is not believed so far. */
function stale({ source, date, isKept }: Answer, { lock }: RefreshInput): RefreshFinding | undefined {
  const values = Object.values(lock.answers).flatMap((answer) => (answer.source === source ? [answer.date] : []));
  const absences = Object.values(lock.models).flatMap(({ missing }) => (missing?.asked.includes(source) ? [missing.last] : []));
  const newest = [...values, ...absences].toSorted().at(-1);
  if (!isKept || newest === undefined || newest <= date) return undefined;
  const message = `the answer of ${source} is of ${date}, and the lock knows one of ${newest}`;
  return { kind: 'hold', rule: 'models/stale', message, hint: 'nothing was changed; ask anew, without `--offline` or with a newer file' };
}

/**
 * Of the models that an answer decides about, and that are not missing already, it can lack a third. One that lacks more, such as half a
 * list or the list of another account, is believed when an answer of another day lacks no others; one that lacks more than half, when a
 * person says so, and so is one that lacks all.
 */
function lacking(answer: Answer, { spec, lock, answers, accept }: RefreshInput): { refusal?: RefreshFinding; doubt?: Doubt } {
  const { source, date, listing } = answer;
  const now = new Set(listing.models.map(({ id }) => id));
  const isAccepted = accept.has('models/partial');
  const complete = answers.filter((one) => one.listing.isComplete);
  const before = Object.entries(lock.models).filter(([, record]) => !record.left && deciders(record, complete).includes(answer));
  const isFirst = !Object.values(lock.models).some(({ listed }) => Object.hasOwn(listed, source));
  const ids = (spec.models ?? []).map(({ id }) => id);
  if (isFirst && ids.length > 2 && !isAccepted && !ids.some((id) => now.has(id))) {
    const message = `${source} lists ${now.size} models and none of the ${ids.length} of the spec: it may be the list of another provider or account`;
    return { refusal: refused('models/partial', message) };
  }
  const there = before.filter(([, { missing }]) => !missing).map(([id]) => id);
  const lacks = there.filter((id) => !now.has(id)).toSorted();
  const known = Object.hasOwn(lock.doubts, source) ? lock.doubts[source] : undefined;
  if (lacks.length * 3 <= there.length)
    return known && before.some(([id]) => !now.has(id) && known.lacks.includes(id)) ? { doubt: known } : {};
  const isKnown = known !== undefined && known.since <= date && lacks.every((id) => known.lacks.includes(id));
  if (isAccepted) return { doubt: { since: date, lacks, accepted: true } };
  if (isKnown && known.accepted) return { doubt: known };
  const doubt: Doubt = isKnown ? known : { since: date, lacks };
  const message = `${source} lacks ${lacks.length} of the ${there.length} models that it listed before`;
  // Nothing that it decides about is left, or less than half of it.
  if (lacks.length === there.length || (lacks.length > 3 && lacks.length * 2 > there.length))
    return {
      refusal: refused('models/partial', `${message}: it may be a part of the list, or that of another account`),
      ...(known && { doubt: known }),
    };
  if (doubt.since < date) return { doubt };
  return { refusal: refused('models/doubt', `${message}: it counts when an answer of another day lacks the same`), doubt };
}

function refused(rule: 'models/partial' | 'models/doubt', message: string): RefreshFinding {
  return { kind: 'hold', rule, message, hint: 'nothing was changed; if the list is right, say `--accept models/partial`' };
}
