import type { HttpRequest } from '../../core/http.js';
import { keyRedactor } from '../../core/redact-key.js';
import { list } from '../../core/text.js';
import { sha256 } from '../hash.js';
import { NetError, placeOf } from './errors.js';

/** What the environment has for the key of a request. */
export interface Key {
  /** The variable that holds it. */
  readonly name: string;
  /** By name in lower case: what is added to the headers of the request. */
  readonly header: Readonly<Record<string, string>>;
  /** Puts asterisks in the place of the key. */
  readonly redact: (text: string) => string;
}

/** Spaces around it would be lost, and others cannot be sent (RFC 9110, 5.5). */
const sendable = /^[!-~](?:[ -~]*[!-~])?$/;

/** The first variable of a key that is set and not empty. */
export function keyVariable({ key }: HttpRequest): string | undefined {
  return key?.env.find((name) => (process.env[name] ?? '') !== '');
}

/**
 * The key that goes with a request; undefined when none does. This is the one place that reads a key.
 * @throws NetError `net/no-key` when it needs one and there is none; `net/key` when a header cannot hold it
 */
export function keyOf(request: HttpRequest, url: URL): Key | undefined {
  const { key } = request;
  if (!key) return undefined;
  const name = keyVariable(request);
  if (name === undefined) {
    if (key.optional) return undefined;
    const hint = key.env.length === 1 ? 'set it to the key' : 'set one of them to the key';
    throw new NetError(
      'net/no-key',
      `${placeOf(url)} wants a key, and ${list(key.env)} ${key.env.length === 1 ? 'is' : 'are'} not set`,
      hint,
      false,
    );
  }
  const value = process.env[name] ?? '';
  if (!sendable.test(value)) {
    const what = /[\r\n]/.test(value) ? 'a line break' : 'a character that no header can have, or white space around it';
    throw new NetError('net/key', `the key in \`${name}\` has ${what}`, 'set it to the key alone', false);
  }
  const header = { [key.header.toLowerCase()]: key.scheme === '' ? value : `${key.scheme} ${value}` };
  return { name, header, redact: keyRedactor(value, [sha256(value)]) };
}
