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

/** An endpoint with the parts of its URL: `origin`, `prefix` and `path` make `url`. Each can contain parameters, `{NAME}`. */
export interface Endpoint extends SpecEndpoint {
  readonly path: string;
  /** Scheme, host and port: `https://api.cline.bot`. */
  readonly origin: string;
  /** The path of the base URL without a trailing slash: `/api/v1`, or the empty string. */
  readonly prefix: string;
  /** The full URL of one request. */
  readonly url: string;
}

/** An API key with its defaults. */
export interface ApiKey extends ApiKeyAuth {
  readonly env_aliases: NonNullable<ApiKeyAuth['env_aliases']>;
  readonly token_prefix: string;
}

/** A valid spec with its defaults. Frozen. */
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
