import type {
  ApiKeyAuth,
  Auth,
  Endpoint as SpecEndpoint,
  Evidence,
  Model,
  Parameter,
  ProviderSpec,
  Question,
  Quirks,
} from '../generated/spec.js';

export type * from '../generated/spec.js';

/** An endpoint with its URL taken apart. `origin` and `prefix` and `path` make `url`; `{NAME}` stands for a parameter in each. */
export interface Endpoint extends SpecEndpoint {
  readonly path: string;
  /** Scheme, host and port: `https://api.cline.bot`. */
  readonly origin: string;
  /** The path of the base URL without a slash at its end: `/api/v1`, or the empty text. */
  readonly prefix: string;
  /** The full URL of one request. */
  readonly url: string;
}

/** An API key with its defaults filled in. */
export interface ApiKey extends ApiKeyAuth {
  readonly env_aliases: NonNullable<ApiKeyAuth['env_aliases']>;
  readonly token_prefix: string;
}

/** A spec that is valid, with its defaults filled in. Frozen. */
export interface Provider extends Omit<ProviderSpec, '$schema' | 'schema' | 'auth'> {
  readonly endpoints: [Endpoint, ...Endpoint[]];
  readonly auth: readonly (ApiKey | Exclude<Auth, ApiKeyAuth>)[];
  readonly headers: Readonly<Record<string, string>>;
  readonly parameters: Parameter[];
  readonly models: Model[];
  readonly quirks: Quirks;
  readonly targets: NonNullable<ProviderSpec['targets']>;
  readonly questions: Question[];
  readonly evidence: Evidence[];
}
