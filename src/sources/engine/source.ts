// What knows models: a source says what to ask, and what an answer means. It does not ask itself.
import type { JsonValue } from '../../core/edits.js';
import type { HttpRequest } from '../../core/http.js';
import type { Model, Provider } from '../../spec/provider.js';

/** What a source says of a provider, in the words, ids and units of a spec. */
export interface Listing {
  /** The models, by the ids that go over the wire, each id once. What is absent is unknown. */
  readonly models: readonly Model[];
  /** What it says of the provider itself. */
  readonly provider: ProviderFacts;
  /**
   * Whether these are all models that the provider serves: then one that is not among them is missing, and one that the spec has not is new.
   * A source that is not complete says something of models that the spec has, and no more.
   */
  readonly isComplete: boolean;
  /** Values and entries that were left out, and why: one line each, for people. */
  readonly leftOut: readonly string[];
}

/** Facts of the provider that a source can know. */
export interface ProviderFacts {
  readonly name?: string;
  readonly docs?: string;
  /** The base URL with its path, as the source has it. */
  readonly url?: string;
  /** The variables of the key. */
  readonly env?: readonly string[];
  /** The header of the key. */
  readonly header?: string;
  readonly default_model?: string;
  readonly small_model?: string;
}

/** What an answer means: a listing, that the source does not have this provider, or that the answer is not one. */
export type Translation =
  | { readonly listing: Listing }
  /** The answer is good, and says nothing of this provider. */
  | { readonly unknown: string }
  /** The answer has not the shape that it should have, is empty, or is one for somebody else: nothing of it counts. */
  | { readonly problem: string };

/** How many pages an answer can have. Who asks for pages stops behind this many, and `translate` says what is wrong with them. */
export const maxPages = 100;

export interface Source {
  /** `models.dev` */
  readonly id: string;
  readonly title: string;
  readonly homepage: string;
  /** What it knows, in one line for people. */
  readonly says: string;
  /**
   * Whose list is complete, in one line for people: for which providers a model that is missing is one that is not served any more.
   */
  readonly complete: string;
  /** `own` is the word of the provider itself, which counts before that of any `catalog`. */
  readonly authority: 'own' | 'catalog';
  /** Where its answer is, when it is one for all providers. */
  readonly url?: string;
  /** What is sent to learn of a provider; undefined when it has no list of it. The same request is sent once for all providers of a run. */
  request(provider: Provider): HttpRequest | undefined;
  /** What is sent for the next page; undefined when this body is the last. */
  next?(body: JsonValue, request: HttpRequest, provider: Provider): HttpRequest | undefined;
  /** What the bodies mean, all pages in their order. Pure; never throws on what came from outside. */
  translate(bodies: readonly JsonValue[], provider: Provider): Translation;
}
