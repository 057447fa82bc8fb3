// A source of model lists: which request to send, and what the response means. It sends nothing itself.
import type { JsonValue } from '../../core/edits.js';
import type { HttpRequest } from '../../core/http.js';
import type { Model, Provider } from '../../spec/provider.js';

/** What a source says about a provider, in the ids and units of a spec. */
export interface Listing {
  /** The models by the ids sent in requests, each id once. A missing field is unknown. */
  readonly models: readonly Model[];
  /** What it says about the provider itself. */
  readonly provider: ProviderFacts;
  /**
   * Whether these are all models that the provider serves. Only then is a model that is not listed missing, and one that is not in the spec
   * new. An incomplete listing is about models that the spec has.
   */
  readonly isComplete: boolean;
  /** Values and entries that were left out, with the reason, one line each. */
  readonly leftOut: readonly string[];
}

/** Facts about the provider itself. */
export interface ProviderFacts {
  readonly name?: string;
  readonly docs?: string;
  /** The base URL with its path. */
  readonly url?: string;
  /** The environment variables of the key. */
  readonly env?: readonly string[];
  /** The header of the key. */
  readonly header?: string;
  readonly default_model?: string;
  readonly small_model?: string;
}

/** What a response means. */
export type Translation =
  | { readonly listing: Listing }
  /** The response is valid, and does not have this provider. */
  | { readonly unknown: string }
  /** The response has another shape, is empty or is an error, so none of it counts. */
  | { readonly problem: string };

/** How many pages are requested. `translate` refuses a list with more. */
export const maxPages = 100;

export interface Source {
  /** `models.dev` */
  readonly id: string;
  readonly title: string;
  readonly homepage: string;
  /** What it knows, in one line. */
  readonly says: string;
  /** For which providers its list is complete, in one line. */
  readonly complete: string;
  /** `own` is the provider's own list, which outranks any `catalog`. */
  readonly authority: 'own' | 'catalog';
  /** The URL, if one response has all providers. */
  readonly url?: string;
  /** The request for a provider; undefined if there is no list to request. The same request is sent once for all providers of a run. */
  request(provider: Provider): HttpRequest | undefined;
  /** The request for the next page; undefined if this body is the last one. */
  next?(body: JsonValue, request: HttpRequest, provider: Provider): HttpRequest | undefined;
  /** Reads the bodies of all pages, in order. Pure; never throws, whatever the bodies are. */
  translate(bodies: readonly JsonValue[], provider: Provider): Translation;
}
