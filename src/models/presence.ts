// Whether a model is still there, by what the sources list over time.
import { answerKey, type Missing, type ModelRecord } from './lock.js';
import type { Answer } from './types.js';

/** A model leaves when it has been missing for so many days … */
export const daysUntilGone = 7;
/** … and on so many days a good answer did not have it. */
export const answersUntilGone = 3;
/** On so many days, it is marked as deprecated. */
export const answersUntilDeprecated = 2;
/** The most times that the wait doubles for a model that came back after it was missing. */
const mostDoublings = 4;

/** The record with the sources that list the model now. */
export function withListing(record: ModelRecord | undefined, answers: readonly Answer[]): ModelRecord {
  const listed: Record<string, string> = {};
  for (const answer of answers) listed[answer.source] = answerKey(answer);
  return { ...record, fields: record?.fields ?? {}, listed: { ...listed, ...record?.listed } };
}

/**
 * The answers that decide whether a model is there, of the sources that have listed it: that of the provider itself, else those of all catalogs.
 * None when the provider itself was not asked and once listed it, or when nobody ever listed it.
 */
export function deciders(record: ModelRecord | undefined, complete: readonly Answer[]): Answer[] {
  const listed = record?.listed ?? {};
  const own = Object.hasOwn(listed, 'own');
  return complete.filter(({ source }) => (own ? source === 'own' : Object.hasOwn(listed, source)));
}

/** One more day on which good answers do not have the model. */
export function stillMissing(missing: Missing | undefined, answers: readonly Answer[]): Missing {
  const asked = answers.map(({ source }) => source);
  const { date } = answers.toSorted((a, b) => (a.date < b.date ? -1 : 1))[0]!;
  // A clock that went back proves nothing: it begins again.
  if (!missing || date < missing.last)
    return { since: date, last: date, answers: 1, asked, ...(missing?.status !== undefined && { status: missing.status }) };
  return date === missing.last ? missing : { ...missing, last: date, answers: missing.answers + 1, asked };
}

/** Whether there is enough evidence that it is gone. One that came back before needs twice as long each time. */
export function isGone({ since, last, answers }: Missing, returned = 0): boolean {
  const days = (Date.parse(last) - Date.parse(since)) / 86_400_000;
  return answers >= answersUntilGone && days >= daysUntilGone * 2 ** Math.min(returned, mostDoublings);
}
