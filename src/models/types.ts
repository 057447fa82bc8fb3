// What goes into a refresh of a spec and what comes out: plain data.
import type { JsonValue } from '../core/edits.js';
import type { modelsRules } from '../core/rules/models.js';
import type { ProviderSpec } from '../spec/provider.js';
import type { Listing, Source } from '../sources/engine/source.js';
import type { Lock } from './lock.js';

/** A good answer, with where it is from. */
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
  /** Whether it was kept or comes from a file: then it can be older than what is known. */
  readonly isKept: boolean;
}

/** Rules that keep something from being done until a person says so with `--accept`. */
export const acceptable = [
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

export type HoldRule = (typeof acceptable)[number];

/** What a finding is: done, held for a person, or only to be known. */
export type Kind = 'change' | 'hold' | 'note';

/** One thing that was found, and why. */
export interface RefreshFinding {
  readonly kind: Kind;
  readonly rule: keyof typeof modelsRules;
  readonly message: string;
  readonly hint?: string;
  /** The id of the model in the spec as it is, or as it is going to be. */
  readonly model?: string;
  /** The field of the model, or of the provider where there is no model: `limit.context`. */
  readonly field?: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** What each source that says anything of it says, in the order of their authority. */
  readonly said?: readonly { readonly source: string; readonly date: string; readonly value: JsonValue }[];
}

export interface RefreshInput {
  readonly spec: ProviderSpec;
  /** What is known from earlier runs. */
  readonly lock: Lock;
  /** In the order of their authority, each source once. */
  readonly answers: readonly Answer[];
  /** The holds that a person lets through. */
  readonly accept: ReadonlySet<HoldRule>;
}

export interface Refresh {
  readonly spec: ProviderSpec;
  readonly lock: Lock;
  /** The new id of each model that is the same under another one. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly findings: readonly RefreshFinding[];
  /** Whether an answer is refused, so that nothing counts: spec and lock are those that came in, but for a doubt. */
  readonly refused: boolean;
}
