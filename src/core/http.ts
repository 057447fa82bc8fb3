// What goes over the wire and what comes back: plain data, so that who describes a request need not send it.

/** A request. A key is named by its variables: the value is put in where it is sent, and stands nowhere else. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Headers that hold no secret. */
  readonly headers: Readonly<Record<string, string>>;
  readonly key?: {
    /** The variables that can hold it; the first that is set and not empty counts. */
    readonly env: readonly string[];
    readonly header: string;
    /** What stands before it with a space between, such as `Bearer`; or the empty text. */
    readonly scheme: string;
    /** Whether the request can go without it: then it is sent where a variable is set. */
    readonly optional?: true;
  };
  /** The text of a JSON body. */
  readonly body?: string;
}

/** An answer that was read to its end, with asterisks where it repeats the key. */
export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case. Cookies are left out: they are secrets too. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer that is good: status 200 and a body that is JSON. */
export interface Fetched {
  readonly request: HttpRequest;
  /** The text of the body. */
  readonly body: string;
  /** `sha256:` and the hexadecimal digest of the body in UTF-8. */
  readonly digest: string;
  /** The day on which the body came from where it is from, YYYY-MM-DD in UTC: of an answer that is kept, the day it was last confirmed. */
  readonly date: string;
  /**
   * Where it is from: the network, also when that says that the answer kept here still holds; the cache of earlier answers; the snapshot
   * that comes with the package; or a file that the user names.
   */
  readonly from: 'network' | 'cache' | 'snapshot' | 'file';
  /** Keeps it for later runs, where that can be: for whoever has understood it to call, since what is kept before is lost then. */
  readonly keep: () => void;
}

/** Gets a good answer. @throws DiagnosticError `net/…` when there is none */
export type FetchJson = (request: HttpRequest) => Promise<Fetched>;
