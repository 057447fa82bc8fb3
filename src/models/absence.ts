// How long sources have not listed a model, and when that is enough to remove it.
import { answerKey, type Absence, type ModelRecord } from './lock.js';
import type { Answer } from './types.js';

/** A model is removed once it has been missing for this many days … */
const daysUntilGone = 7;
/** … and this many answers of different days did not list it. */
const answersUntilGone = 3;
/** Once this many answers of different days did not list it, it is marked as deprecated. */
export const answersUntilDeprecated = 2;
/** How often the wait can double for a model that came back. */
const mostDoublings = 4;

/** Adds the sources that list a model to its record. */
export function recordListing(record: ModelRecord | undefined, answers: readonly Answer[]): ModelRecord {
  const listed: Record<string, string> = {};
  for (const answer of answers) listed[answer.source] = answerKey(answer);
  return { ...record, fields: record?.fields ?? {}, listed: { ...listed, ...record?.listed } };
}

/**
 * The answers that decide whether a model still exists: that of the provider's own list if that has ever listed it, else those of all
 * catalogs that have. Empty if no source that has listed it was asked.
 */
export function decidingAnswers(record: ModelRecord | undefined, complete: readonly Answer[]): Answer[] {
  const listed = record?.listed ?? {};
  const own = Object.hasOwn(listed, 'own');
  return complete.filter(({ source }) => (own ? source === 'own' : Object.hasOwn(listed, source)));
}

/** The absence of a model after one more set of answers without it. Several answers of one day count once. */
export function countAbsence(missing: Absence | undefined, answers: readonly Answer[]): Absence {
  const asked = answers.map(({ source }) => source);
  const { date } = answers.toSorted((a, b) => (a.date < b.date ? -1 : 1))[0]!;
  // If the clock went back, the count restarts.
  if (!missing || date < missing.last)
    return { since: date, last: date, answers: 1, asked, ...(missing?.status !== undefined && { status: missing.status }) };
  return date === missing.last ? missing : { ...missing, last: date, answers: missing.answers + 1, asked };
}

/** Whether a model has been missing for long enough. Each time that it came back doubles the wait. */
export function isAbsenceProven({ since, last, answers }: Absence, returned = 0): boolean {
  const days = (Date.parse(last) - Date.parse(since)) / 86_400_000;
  return answers >= answersUntilGone && days >= daysUntilGone * 2 ** Math.min(returned, mostDoublings);
}
