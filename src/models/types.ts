// The input and the result of a refresh: plain data.
import type { JsonValue } from '../core/edits.js';
import type { modelsRules } from '../core/rules/models.js';
import type { ProviderSpec } from '../spec/provider.js';
import type { Listing, Source } from '../sources/engine/source.js';
import type { Lock } from './lock.js';

/** A usable answer of a source, and where it came from. */
export interface Answer {
  /** The id of the source. */
  readonly source: string;
  readonly authority: Source['authority'];
  readonly listing: Listing;
  /** Whether it was given without a key. */
  readonly isPublic: boolean;
  readonly url: string;
  /** `sha256:…` of the bodies. */
  readonly digest: string;
  /** The day it was given, YYYY-MM-DD. */
  readonly date: string;
  /** Whether it comes from the cache, a snapshot or a file, and so may be older than what the lock has. */
  readonly isStored: boolean;
}

/** Rules that hold a change until it is accepted with `--accept`. */
export const acceptableRules = [
  'models/access-change',
  'models/disagree',
  'models/limit-jump',
  'models/limit-shrinks',
  'models/loses-ability',
  'models/many-new',
  'models/partial',
  'models/price-jump',
  'models/private-id',
  'models/rename',
  'models/unusual-id',
] as const;

export type HoldRule = (typeof acceptableRules)[number];

/** A change that is made, a change that waits for review, or a note. */
export type RefreshKind = 'change' | 'hold' | 'note';

/** The value that one source has. */
export interface Claim {
  readonly source: string;
  readonly date: string;
  readonly value: JsonValue;
}

/** One change, held change or note, before it gets its place in the text of the spec. */
export interface RefreshDiagnostic {
  readonly kind: RefreshKind;
  readonly rule: keyof typeof modelsRules;
  readonly message: string;
  readonly hint?: string;
  /** The id of the model in the spec, before or after the refresh. */
  readonly model?: string;
  /** The field of the model, or of the provider if there is no model: `limit.context`. */
  readonly field?: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** The value of each source that has one, the highest authority first. */
  readonly claims?: readonly Claim[];
}

export interface RefreshInput {
  readonly spec: ProviderSpec;
  /** What earlier runs recorded. */
  readonly lock: Lock;
  /** One per source, the highest authority first. */
  readonly answers: readonly Answer[];
  /** The rules whose held changes are accepted. */
  readonly accept: ReadonlySet<HoldRule>;
}

export interface RefreshResult {
  readonly spec: ProviderSpec;
  readonly lock: Lock;
  /** The new id of each renamed model. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly diagnostics: readonly RefreshDiagnostic[];
  /** Whether an answer was refused. Then spec and lock are those of the input, apart from the doubts in the lock. */
  readonly isRefused: boolean;
}
