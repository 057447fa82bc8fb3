// Rules about requests. Each means that a command could not run.
import { failure, type Rule } from './rule.js';

export const netRules = {
  'net/offline': failure(
    'Not available offline',
    'With `--offline`, nothing is sent. The response is read from the cache or from a snapshot in the package, and neither has it.',
  ),
  'net/no-key': failure('No key', 'The request needs a key, and none of the environment variables for it is set.'),
  'net/key': failure(
    'The key cannot be sent',
    'A key is sent in a header, which holds printable ASCII in one line. The usual cause is a line break at the end of the key.',
  ),
  'net/url': failure(
    'Invalid URL for a request',
    'Requests are sent to https URLs, or to this machine by plain http. A URL must not contain a user name or password, which would appear in logs.',
  ),
  'net/proxy': failure(
    'Proxy failure',
    '`HTTPS_PROXY` names a proxy that cannot be used or that refuses to open a tunnel. `NO_PROXY` lists hosts that are reached directly.',
  ),
  'net/failed': failure(
    'Request failed',
    'The connection failed, or was closed before the response was complete. Failures that may be temporary are retried.',
  ),
  'net/timeout': failure('Request timed out', 'There was no connection, or no complete response, within the time limit of a request.'),
  'net/status': failure('Unexpected status', 'The server answered with a status other than 200. The body of such a response is ignored.'),
  'net/redirect': failure(
    'Redirect not followed',
    'A request with a key is only redirected within its origin, so that the key does not reach another host. A request without a key is redirected to https or within its host, five times at most.',
  ),
  'net/too-large': failure(
    'Response too large',
    'The size of a response is limited, also after decompression. The largest known catalog is a tenth of the limit.',
  ),
  'net/not-json': failure(
    'Response is not JSON',
    'The server, or a proxy in between, sent HTML, an empty body, or text in another encoding.',
  ),
} as const satisfies Record<string, Rule>;
