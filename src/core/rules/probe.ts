// Rules of `probe`.
import { failure, rule, type Rule } from './rule.js';

export const probeRules = {
  'probe/contradicts': rule(
    'error',
    'The provider says something else',
    'What came back contradicts a field of the spec. `--write` puts in what was seen, where that is known.',
  ),
  'probe/corrected': rule(
    'warning',
    'The spec was corrected',
    'What came back contradicted a field of the spec, and `--write` put in what was seen.',
  ),
  'probe/unanswered': rule('info', 'A question is open', 'What came back does not answer it, or there were not enough requests left.'),
  'probe/refused': failure(
    'The provider refuses to answer',
    'The key, the plan or the server itself stands in the way, so that little can be learnt.',
  ),
  'probe/unreachable': failure('No answer', 'The host cannot be reached, or is too slow. Nothing is said of the spec.'),
  'probe/no-consent': failure(
    'Nobody said yes',
    'A probe costs money and uses a key. The plan is shown first, and nothing is sent before somebody agrees.',
  ),
  'probe/no-key': failure('No key', 'None of the variables that can hold the key is set.'),
  'probe/cannot': failure(
    'Nothing to probe',
    'A probe needs an endpoint with a whole URL, a protocol that sends its key in a header, and a key or none at all.',
  ),
  'probe/exists': failure('The file is there', 'A draft or a recording is never written over something.'),
  'probe/recording': failure(
    'The recording does not fit',
    'The file is no recording of a probe, or one of another spec or another version.',
  ),
} as const satisfies Record<string, Rule>;
