// Rules of `probe`.
import { failure, rule, type Rule } from './rule.js';

export const probeRules = {
  'probe/contradicts': rule(
    'error',
    'The provider contradicts the spec',
    'A response contradicts a field of the spec. `--write` updates the field if the correct value is known.',
  ),
  'probe/corrected': rule(
    'warning',
    'The spec was corrected',
    'A response contradicted a field of the spec, and `--write` updated the field.',
  ),
  'probe/unanswered': rule('info', 'Unanswered question', 'The responses do not answer the question, or the request limit was reached.'),
  'probe/refused': failure('The provider refused', 'The provider refuses the key or the account, or has no model to ask.'),
  'probe/unreachable': failure('No response', 'The host cannot be reached, or is too slow. The probe says nothing about the spec.'),
  'probe/no-consent': failure(
    'Not confirmed',
    'A probe costs money and uses a key, so the plan is shown first, and nothing is sent until it is confirmed.',
  ),
  'probe/no-key': failure('No key', 'None of the variables that can hold the key is set.'),
  'probe/cannot': failure(
    'Nothing to probe',
    'A probe needs an endpoint with a complete URL, a protocol that sends its key in a header, and a key unless the provider needs none.',
  ),
  'probe/exists': failure('The file exists', 'A draft or a recording never overwrites a file.'),
  'probe/recording': failure('Invalid recording', 'The file is not a recording of a probe, or is from another spec or version.'),
} as const satisfies Record<string, Rule>;
