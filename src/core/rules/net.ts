// Rules of what is asked over the network. All of them say that a command could not run.
import { failure, type Rule } from './rule.js';

export const netRules = {
  'net/offline': failure(
    'Not to be had offline',
    'With `--offline` nothing is sent: what counts is the answer that was kept last, or the one that comes with the package, and there is neither.',
  ),
  'net/no-key': failure('No key', 'The request needs a key, and none of the variables that can hold it is set.'),
  'net/key': failure(
    'The key cannot be sent',
    'A key goes into a header: visible characters of ASCII in one line. A line break at its end is the usual reason.',
  ),
  'net/url': failure(
    'Not a URL to send to',
    'Requests go to https, and to this machine with plain http. A user name or password in a URL would end in logs.',
  ),
  'net/proxy': failure(
    'The proxy does not help',
    '`HTTPS_PROXY` names a proxy that cannot be used or does not open a tunnel. `NO_PROXY` lists hosts that are reached without it.',
  ),
  'net/failed': failure(
    'No answer',
    'The connection could not be made, or was cut before the answer was complete. It was tried again where that can help.',
  ),
  'net/timeout': failure('Too slow', 'There was no connection, or no complete answer, within the time that is given to a request.'),
  'net/status': failure(
    'Not the answer that was asked for',
    'The server answers with another status than 200. What its body says does not count.',
  ),
  'net/redirect': failure(
    'A redirect that is not followed',
    'A request with a key stays at its origin, since the key must not reach another host. One without a key goes on to https or within its host, five times at most.',
  ),
  'net/too-large': failure(
    'The answer is too large',
    'What is read is bounded, compressed or not. The largest catalog known has a tenth of the bound.',
  ),
  'net/not-json': failure(
    'The answer is not JSON',
    'A page for people, an empty body and text in another encoding are what a server or a box in between sends when something is wrong.',
  ),
} as const satisfies Record<string, Rule>;
