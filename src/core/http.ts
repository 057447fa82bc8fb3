// Requests and responses as plain data. Only io sends them.

/** A request. It names the variables of the key. The key itself is added only when the request is sent. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Headers without secrets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly key?: {
    /** The variables that can hold the key; the first that is set and not empty is used. */
    readonly env: readonly string[];
    readonly header: string;
    /** The text before the key and a space, such as `Bearer`; or the empty string. */
    readonly scheme: string;
    /** Whether the request is sent without a key if no variable is set. */
    readonly optional?: true;
  };
  /** The text of a JSON body. */
  readonly body?: string;
}

/** A complete response, in which the key is redacted. */
export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case, without cookies, which are secrets. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response with status 200 and a JSON body. */
export interface Fetched {
  readonly request: HttpRequest;
  /** The text of the body. */
  readonly body: string;
  /** `sha256:` and the hexadecimal digest of the body in UTF-8. */
  readonly digest: string;
  /** The day of the body, YYYY-MM-DD in UTC. For a cached response, the day it was last confirmed. */
  readonly date: string;
  /** Where the body came from. `network` includes a cached response that the server confirmed; `snapshot` is part of the package. */
  readonly from: 'network' | 'cache' | 'snapshot' | 'file';
  /** Caches the response for later runs. Call it once the body proves valid, since it replaces the cached one. */
  readonly keep: () => void;
}

/** @throws DiagnosticError `net/…` */
export type FetchJson = (request: HttpRequest) => Promise<Fetched>;

/** Whether the host of a URL is this machine. Plain http may go there, since nothing in between can read it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
