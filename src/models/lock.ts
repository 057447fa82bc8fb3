// What is known of each value of a spec: where it came from, when, and from which answer. Kept beside the spec, and written by us alone.
import { validateLock } from '../generated/validators-sources.js';
import type { JsonValue } from '../core/edits.js';
import { withoutMark } from '../core/text.js';

/** An answer that some value came from. */
export interface AnswerRef {
  readonly source: string;
  /** The day it was given. */
  readonly date: string;
  readonly url: string;
  readonly digest: string;
}

/** A value, and the key of the answer that gave it first; `hand` for one that a person wrote. Null for one that a person took out. */
export type Known = readonly [value: JsonValue, from: string];

export const byHand = 'hand';

/** A model that the sources do not list any more. Days are those of answers. */
export interface Missing {
  readonly since: string;
  readonly last: string;
  /** The days on which a good answer did not have it. */
  readonly answers: number;
  /** The sources that were asked. */
  readonly asked: readonly string[];
  /** What the spec said before it was marked as deprecated: the status, or null for none. */
  readonly status?: string | null;
}

export interface ModelRecord {
  /** By source, the answer that listed it first. */
  readonly listed: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, Known>>;
  readonly missing?: Missing;
  /** How often it came back after it was missing. */
  readonly returned?: number;
  /** That it is no longer in the spec: taken out by evidence, by a person, or since it has another id now. */
  readonly left?: { readonly on: string; readonly by: 'evidence' | 'hand' | 'rename'; readonly to?: string };
}

/** The models that an answer lacked, many at once. */
export interface Doubt {
  readonly since: string;
  readonly lacks: readonly string[];
  /** Whether a person said that the list is right. */
  readonly accepted?: true;
}

export interface Lock {
  readonly answers: Readonly<Record<string, AnswerRef>>;
  /** By source, what its answers lack so many of that another day has to say the same. */
  readonly doubts: Readonly<Record<string, Doubt>>;
  readonly provider: Readonly<Record<string, Known>>;
  readonly models: Readonly<Record<string, ModelRecord>>;
}

const lockFormat = 'providersmith-lock/1';

export function emptyLock(): Lock {
  return { answers: {}, doubts: {}, provider: {}, models: {} };
}

/** @returns undefined for a text that is no lock */
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

/** The key of an answer in a lock: the source, and enough of the digest to be unique in a lock. */
export function answerKey({ source, digest }: Pick<AnswerRef, 'source' | 'digest'>): string {
  return `${source}:${digest.replace(/^sha256:/, '').slice(0, 12)}`;
}

/** The source that a value came from; undefined for one that a person wrote. */
export function sourceOf(known: Known | undefined): string | undefined {
  return known === undefined || known[1] === byHand ? undefined : known[1].slice(0, known[1].lastIndexOf(':'));
}

/** The text of a lock: JSON with a line for each answer and each model, so that a diff shows what a person wants to see. */
export function printLock(lock: Lock): string {
  const line = (value: object, indent: string): string =>
    Object.keys(value).length === 0
      ? '{}'
      : `{\n${Object.entries(value)
          .map(([key, member]) => `${indent}  ${JSON.stringify(key)}: ${JSON.stringify(member)}`)
          .join(',\n')}\n${indent}}`;
  const parts = (['answers', 'doubts', 'provider', 'models'] as const).map((key) => `  ${JSON.stringify(key)}: ${line(lock[key], '  ')}`);
  return `{\n  "format": ${JSON.stringify(lockFormat)},\n${parts.join(',\n')}\n}\n`;
}

/** The lock without the answers that nothing came from, each part in the order of its keys. */
export function tidyLock({ answers, doubts, provider, models }: Lock): Lock {
  const used = new Set<string>();
  for (const known of Object.values(provider)) used.add(known[1]);
  for (const { listed, fields } of Object.values(models)) {
    for (const key of Object.values(listed)) used.add(key);
    for (const known of Object.values(fields)) used.add(known[1]);
  }
  return {
    answers: sorted(Object.entries(answers).filter(([key]) => used.has(key))),
    doubts: sorted(Object.entries(doubts)),
    provider: sorted(Object.entries(provider)),
    models: sorted(Object.entries(models).map(([id, record]) => [id, tidyRecord(record)])),
  };
}

function tidyRecord({ listed, fields, ...rest }: ModelRecord): ModelRecord {
  return { listed: sorted(Object.entries(listed)), fields: sorted(Object.entries(fields)), ...rest };
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
