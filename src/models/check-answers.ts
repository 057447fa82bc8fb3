// Refuses answers that are older than the lock, incomplete, or the list of another account.
import { decidingAnswers } from './absence.js';
import type { Doubt } from './lock.js';
import type { Answer, RefreshDiagnostic, RefreshInput } from './types.js';

/** One refusal is enough for no answer to count. */
interface CheckedAnswers {
  readonly refusals: readonly RefreshDiagnostic[];
  readonly doubts: Readonly<Record<string, Doubt>>;
}

export function checkAnswers(input: RefreshInput): CheckedAnswers {
  const doubts: Record<string, Doubt> = { ...input.lock.doubts };
  const refusals = input.answers.flatMap((answer) => {
    const outdated = refuseOutdated(answer, input);
    if (outdated || !answer.listing.isComplete) return outdated ?? [];
    const { refusal: incomplete, doubt } = checkCompleteness(answer, input);
    delete doubts[answer.source];
    if (doubt) doubts[answer.source] = doubt;
    return incomplete ?? [];
  });
  return { refusals, doubts };
}

/** A stored answer must not be older than what the lock has from the same source. The clock of a fresh answer proves nothing. */
function refuseOutdated({ source, date, isStored }: Answer, { lock }: RefreshInput): RefreshDiagnostic | undefined {
  const answered = Object.values(lock.answers).flatMap((answer) => (answer.source === source ? [answer.date] : []));
  const absences = Object.values(lock.models).flatMap(({ missing }) => (missing?.asked.includes(source) ? [missing.last] : []));
  const newest = [...answered, ...absences].toSorted().at(-1);
  if (!isStored || newest === undefined || newest <= date) return undefined;
  const message = `the answer of ${source} is of ${date}, but the lock has one of ${newest}`;
  return { kind: 'hold', rule: 'models/stale', message, hint: 'nothing was changed; ask again without `--offline`, or use a newer file' };
}

/** What an answer has and lacks of the models that it decides about. */
interface Coverage {
  /** The ids that are not missing already. */
  readonly expected: readonly string[];
  /** Those of them that the answer does not list. */
  readonly lacks: readonly string[];
  /** All ids that it does not list, those that are missing already among them. */
  readonly absent: readonly string[];
}

interface Completeness {
  readonly refusal?: RefreshDiagnostic;
  /** What another day has to confirm, for the lock. */
  readonly doubt?: Doubt;
}

/**
 * An answer may lack a third of the models that it decides about. One that lacks more, such as half a list or the list of another account,
 * counts once an answer of another day lacks no others; one that lacks more than half, or all, only if it is accepted.
 */
function checkCompleteness(answer: Answer, input: RefreshInput): Completeness {
  const { source, date } = answer;
  const { lock, accept } = input;
  const isAccepted = accept.has('models/partial');
  const unrelated = isAccepted ? undefined : refuseUnrelated(answer, input);
  if (unrelated) return { refusal: unrelated };

  const { expected, lacks, absent } = coverageOf(answer, input);
  const earlier = Object.hasOwn(lock.doubts, source) ? lock.doubts[source] : undefined;
  if (lacks.length * 3 <= expected.length) return earlier && absent.some((id) => earlier.lacks.includes(id)) ? { doubt: earlier } : {};
  if (isAccepted) return { doubt: { since: date, lacks, accepted: true } };
  const isConfirmed = earlier !== undefined && earlier.since <= date && lacks.every((id) => earlier.lacks.includes(id));
  if (isConfirmed && earlier.accepted) return { doubt: earlier };

  const message = `${source} lacks ${lacks.length} of the ${expected.length} models that it listed before`;
  if (lacks.length === expected.length || (lacks.length > 3 && lacks.length * 2 > expected.length)) {
    const why = 'it may be incomplete, or the list of another account';
    return { refusal: refusal('models/partial', `${message}: ${why}`), ...(earlier && { doubt: earlier }) };
  }
  const doubt: Doubt = isConfirmed ? earlier : { since: date, lacks };
  if (doubt.since < date) return { doubt };
  return { refusal: refusal('models/doubt', `${message}: it is used once an answer of another day lacks the same models`), doubt };
}

/** The first answer of a source must have a model in common with the spec. */
function refuseUnrelated({ source, listing }: Answer, { spec, lock }: RefreshInput): RefreshDiagnostic | undefined {
  const listed = new Set(listing.models.map(({ id }) => id));
  const ids = (spec.models ?? []).map(({ id }) => id);
  const isFirst = !Object.values(lock.models).some((record) => Object.hasOwn(record.listed, source));
  if (!isFirst || ids.length <= 2 || ids.some((id) => listed.has(id))) return undefined;
  const message = `${source} lists ${listed.size} models and none of the ${ids.length} in the spec: it may be the list of another provider or account`;
  return refusal('models/partial', message);
}

function coverageOf(answer: Answer, { lock, answers }: RefreshInput): Coverage {
  const listed = new Set(answer.listing.models.map(({ id }) => id));
  const complete = answers.filter((one) => one.listing.isComplete);
  const known = Object.entries(lock.models).filter(([, record]) => !record.left && decidingAnswers(record, complete).includes(answer));
  const expected = known.filter(([, { missing }]) => !missing).map(([id]) => id);
  return {
    expected,
    lacks: expected.filter((id) => !listed.has(id)).toSorted(),
    absent: known.map(([id]) => id).filter((id) => !listed.has(id)),
  };
}

function refusal(rule: 'models/partial' | 'models/doubt', message: string): RefreshDiagnostic {
  return { kind: 'hold', rule, message, hint: 'nothing was changed; if the list is right, pass `--accept models/partial`' };
}
