import { diagnose, type CoreCode } from '../../core/diagnostics.js';
import { DiagnosticError } from '../../core/errors.js';

/** A request that came to nothing. */
export class NetError extends DiagnosticError {
  constructor(
    code: CoreCode,
    message: string,
    hint: string | undefined,
    /** Whether the same request may do better in a moment. */
    readonly isPassing: boolean,
  ) {
    super(diagnose(code, message, hint === undefined ? {} : { hint }));
  }
}

/** Host and path, for a message: a query can hold what is nobody's business. */
export function placeOf({ host, pathname }: URL): string {
  const place = host + (pathname === '/' ? '' : pathname);
  return place.length > 120 ? `${place.slice(0, 119)}…` : place;
}

interface Cause {
  readonly why: string;
  readonly isPassing?: true;
  readonly hint?: string;
}

const cut: Cause = { why: 'the connection was cut before the answer was complete', isPassing: true };
const unreachable: Cause = { why: 'the host cannot be reached', isPassing: true, hint: 'look whether there is a network' };
const untrusted: Cause = {
  why: 'its certificate is signed by nobody that is trusted here',
  hint: 'where a box in between signs for others, name its certificate in `NODE_EXTRA_CA_CERTS`',
};
const garbled: Cause = { why: 'the answer is not compressed as it says' };

/** By the codes of Node, OpenSSL and zlib. What their messages say besides can hold a header, and is not passed on. */
const causes: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: { why: 'nothing listens there', isPassing: true, hint: 'look whether the server runs, and the port is right' },
  ECONNRESET: cut,
  EPIPE: cut,
  // A compressed body that ends too soon.
  Z_BUF_ERROR: cut,
  Z_DATA_ERROR: garbled,
  ENOTFOUND: { why: 'there is no such host', hint: 'look at the URL, and whether there is a network' },
  EAI_AGAIN: { ...unreachable, why: 'the name of the host cannot be looked up' },
  ENETUNREACH: unreachable,
  EHOSTUNREACH: unreachable,
  ENETDOWN: unreachable,
  ETIMEDOUT: unreachable,
  CERT_HAS_EXPIRED: { why: 'its certificate has expired' },
  CERT_NOT_YET_VALID: { why: 'its certificate is not valid yet', hint: 'look at the clock of this machine' },
  ERR_TLS_CERT_ALTNAME_INVALID: { why: 'its certificate is for another host' },
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  ERR_INVALID_CHAR: { why: 'a header has a character that cannot be sent' },
  ERR_INVALID_HTTP_TOKEN: { why: 'the name of a header has a character that cannot be sent' },
};

/** What an error of a socket, of TLS, of the parser or of a decoder means. */
export function causeOf(error: unknown): Cause {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return { why: 'the connection failed', isPassing: true };
  const known = causes[code];
  if (known) return known;
  // Brotli has a code for each way in which it can be wrong.
  if (code.startsWith('ERR__ERROR_FORMAT')) return garbled;
  if (code.startsWith('HPE_')) return { why: 'the answer is not HTTP' };
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return { why: 'the server does not speak TLS as it should' };
  return { why: `the connection failed with ${code}` };
}

/** The error for a request that failed below HTTP. */
export function failed(place: string, error: unknown): NetError {
  const { why, isPassing = false, hint } = causeOf(error);
  return new NetError('net/failed', `${place}: ${why}`, hint, isPassing);
}
