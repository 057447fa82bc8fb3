// The lock next to a spec: which answer gave each value, and when. Only `models update` writes it.
import { validateLock } from '../generated/validators-sources.js';
import type { JsonValue } from '../core/edits.js';
import { withoutMark } from '../core/text.js';

/** An answer that gave a value. */
export interface AnswerRef {
  readonly source: string;
  /** The day it was given. */
  readonly date: string;
  readonly url: string;
  readonly digest: string;
}

/** A value, and the key of the answer that gave it first, or `hand` if it was edited by hand. The value is null if it was removed by hand. */
export type Provenance = readonly [value: JsonValue, from: string];

export const byHand = 'hand';

/** How long sources have not listed a model. Days are those of answers. */
export interface Absence {
  readonly since: string;
  readonly last: string;
  /** On how many days an answer did not list it. */
  readonly answers: number;
  /** The sources that were asked. */
  readonly asked: readonly string[];
  /** The status before it was marked as deprecated; null if it had none. */
  readonly status?: string | null;
}

export interface ModelRecord {
  /** By source, the key of the answer that listed it first. */
  readonly listed: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, Provenance>>;
  readonly missing?: Absence;
  /** How often it came back after it was missing. */
  readonly returned?: number;
  /** When and why it left the spec: it was missing for long enough, was removed by hand, or has another id now. */
  readonly left?: { readonly on: string; readonly by: 'evidence' | 'hand' | 'rename'; readonly to?: string };
}

/** Many models that one answer lacked at once. */
export interface Doubt {
  readonly since: string;
  readonly lacks: readonly string[];
  /** Whether the list was accepted with `--accept`. */
  readonly accepted?: true;
}

export interface Lock {
  readonly answers: Readonly<Record<string, AnswerRef>>;
  /** By source, what an answer of another day has to lack as well before that counts. */
  readonly doubts: Readonly<Record<string, Doubt>>;
  readonly provider: Readonly<Record<string, Provenance>>;
  readonly models: Readonly<Record<string, ModelRecord>>;
}

const lockFormat = 'providersmith-lock/1';

export function emptyLock(): Lock {
  return { answers: {}, doubts: {}, provider: {}, models: {} };
}

/** @returns undefined if the text is not a lock */
export function parseLock(text: string): Lock | undefined {
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    if (!validateLock(value)) return undefined;
    const { answers, doubts, provider, models } = value as Lock;
    return { answers, doubts, provider, models };
  } catch {
    return undefined;
  }
}

/** The key of an answer in a lock: its source, and as much of its digest as makes it unique. */
export function answerKey({ source, digest }: Pick<AnswerRef, 'source' | 'digest'>): string {
  return `${source}:${digest.replace(/^sha256:/, '').slice(0, 12)}`;
}

/** The source that gave a value; undefined if it was edited by hand. */
export function sourceOfValue(provenance: Provenance | undefined): string | undefined {
  if (provenance === undefined || provenance[1] === byHand) return undefined;
  return provenance[1].slice(0, provenance[1].lastIndexOf(':'));
}

/** The text of a lock: JSON with one line for each answer and each model, so that a diff is readable. */
export function printLock(lock: Lock): string {
  const parts = (['answers', 'doubts', 'provider', 'models'] as const).map((key) => `  ${JSON.stringify(key)}: ${printMembers(lock[key])}`);
  return `{\n  "format": ${JSON.stringify(lockFormat)},\n${parts.join(',\n')}\n}\n`;
}

/** An object of a lock, with one line for each member. */
function printMembers(value: object): string {
  const lines = Object.entries(value).map(([key, member]) => `    ${JSON.stringify(key)}: ${JSON.stringify(member)}`);
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
}

/** The lock without unused answers, all of its parts sorted by key. */
export function tidyLock({ answers, doubts, provider, models }: Lock): Lock {
  const used = new Set<string>();
  for (const value of Object.values(provider)) used.add(value[1]);
  for (const { listed, fields } of Object.values(models)) {
    for (const key of Object.values(listed)) used.add(key);
    for (const value of Object.values(fields)) used.add(value[1]);
  }
  return {
    answers: sortByKey(Object.entries(answers).filter(([key]) => used.has(key))),
    doubts: sortByKey(Object.entries(doubts)),
    provider: sortByKey(Object.entries(provider)),
    models: sortByKey(Object.entries(models).map(([id, record]) => [id, tidyRecord(record)])),
  };
}

function tidyRecord({ listed, fields, ...rest }: ModelRecord): ModelRecord {
  return { listed: sortByKey(Object.entries(listed)), fields: sortByKey(Object.entries(fields)), ...rest };
}

function sortByKey<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
