import type { HttpRequest } from '../../core/http.js';
import { keyRedactor } from '../../core/redact-key.js';
import { list } from '../../core/text.js';
import { sha256 } from '../hash.js';
import { hostAndPath, NetError } from './errors.js';

/** The key of a request, from the environment. */
export interface Key {
  /** The variable that holds it. */
  readonly variable: string;
  /** The header to add, by name in lower case. */
  readonly header: Readonly<Record<string, string>>;
  /** Replaces the key with asterisks. */
  readonly redact: (text: string) => string;
}

/** Printable ASCII without white space at either end: the rest is lost or cannot be sent (RFC 9110, 5.5). */
const headerValue = /^[!-~](?:[ -~]*[!-~])?$/;

/** The first variable of a key that is set and not empty. */
export function findKeyVariable({ key }: HttpRequest): string | undefined {
  return key?.env.find((name) => (process.env[name] ?? '') !== '');
}

/**
 * The key to send with a request, if any. This is the only place that reads a key.
 * @throws NetError `net/no-key` when a required key is not set; `net/key` when it cannot be sent in a header
 */
export function readKey(request: HttpRequest, url: URL): Key | undefined {
  const { key } = request;
  if (!key) return undefined;
  const variable = findKeyVariable(request);
  if (variable === undefined) {
    if (key.optional) return undefined;
    const [verb, hint] = key.env.length === 1 ? ['is', 'set it to the key'] : ['are', 'set one of them to the key'];
    throw new NetError('net/no-key', `${hostAndPath(url)} needs a key, and ${list(key.env)} ${verb} not set`, hint, false);
  }
  const value = process.env[variable] ?? '';
  if (!headerValue.test(value)) {
    const what = /[\r\n]/.test(value) ? 'a line break' : 'a character that cannot be sent in a header, or white space around it';
    throw new NetError('net/key', `the key in \`${variable}\` has ${what}`, 'set it to the key alone', false);
  }
  const header = { [key.header.toLowerCase()]: key.scheme === '' ? value : `${key.scheme} ${value}` };
  return { variable, header, redact: keyRedactor(value, [sha256(value)]) };
}
