import { diagnose, type CoreCode } from '../../core/diagnostics.js';
import { DiagnosticError } from '../../core/errors.js';

/** A request that failed. */
export class NetError extends DiagnosticError {
  constructor(
    code: CoreCode,
    message: string,
    hint: string | undefined,
    /** Whether the same request may succeed in a moment. */
    readonly isTransient: boolean,
  ) {
    super(diagnose(code, message, hint === undefined ? {} : { hint }));
  }
}

/** Host and path of a URL, for a message. The query is omitted, since it can hold a secret. */
export function hostAndPath({ host, pathname }: URL): string {
  const text = host + (pathname === '/' ? '' : pathname);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

interface Cause {
  readonly why: string;
  readonly isTransient?: true;
  readonly hint?: string;
}

const cut: Cause = { why: 'the connection was closed before the response was complete', isTransient: true };
const unreachable: Cause = { why: 'the host cannot be reached', isTransient: true, hint: 'check your network connection' };
const untrusted: Cause = {
  why: 'its certificate is not signed by a trusted authority',
  hint: 'if a proxy re-signs TLS traffic, name its certificate in `NODE_EXTRA_CA_CERTS`',
};
const corrupt: Cause = { why: 'the response body is not valid gzip or brotli' };

/** By the error codes of Node, OpenSSL, zlib and undici. Their messages are not shown, since they can hold a header. */
const causes: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: { why: 'connection refused', isTransient: true, hint: 'check that the server is running and that the port is right' },
  ECONNRESET: cut,
  EPIPE: cut,
  UND_ERR_SOCKET: cut,
  // A compressed body that ends too soon.
  Z_BUF_ERROR: cut,
  Z_DATA_ERROR: corrupt,
  ENOTFOUND: { why: 'no such host', hint: 'check the URL and your network connection' },
  EAI_AGAIN: { ...unreachable, why: 'the host name cannot be resolved' },
  ENETUNREACH: unreachable,
  EHOSTUNREACH: unreachable,
  ENETDOWN: unreachable,
  ETIMEDOUT: unreachable,
  CERT_HAS_EXPIRED: { why: 'its certificate has expired' },
  CERT_NOT_YET_VALID: { why: 'its certificate is not valid yet', hint: 'check the clock of this machine' },
  ERR_TLS_CERT_ALTNAME_INVALID: { why: 'its certificate is for another host' },
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UND_ERR_INVALID_ARG: { why: 'a header has a character that cannot be sent' },
};

/** Explains an error of a socket, of TLS, of the HTTP parser or of a decoder. */
export function explainError(error: unknown): Cause {
  // undici has no code for it.
  if (error instanceof Error && error.name === 'HTTPParserError') return { why: 'the response is not HTTP' };
  const code = errorCode(error);
  if (code === undefined) return { why: 'the connection failed', isTransient: true };
  const known = causes[code];
  if (known) return known;
  // Brotli has a code for each kind of invalid input.
  if (code.startsWith('ERR__ERROR_FORMAT')) return corrupt;
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') return { why: 'the TLS handshake failed' };
  return { why: `the connection failed with ${code}` };
}

/** The error for a request that failed below HTTP. */
export function connectionError(place: string, error: unknown): NetError {
  const { why, isTransient = false, hint } = explainError(error);
  return new NetError('net/failed', `${place}: ${why}`, hint, isTransient);
}

/** Whether a connection was not ready in time: made directly, or through a proxy that does not answer. */
export function isConnectTimeout(error: unknown): boolean {
  return ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT'].includes(errorCode(error) ?? '');
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
