// Rules of `probe`.
import type { Rule } from './rule.js';

export const probeRules = {
  'probe/contradicts': {
    severity: 'error',
    title: 'The provider says something else',
    explanation: 'What came back contradicts a field of the spec. `--write` puts in what was seen, where that is known.',
  },
  'probe/corrected': {
    severity: 'warning',
    title: 'The spec was corrected',
    explanation: 'What came back contradicted a field of the spec, and `--write` put in what was seen.',
  },
  'probe/unanswered': {
    severity: 'info',
    title: 'A question is open',
    explanation: 'What came back does not answer it, or there were not enough requests left.',
  },
  'probe/refused': {
    severity: 'error',
    title: 'The provider refuses to answer',
    explanation: 'The key, the plan or the server itself stands in the way, so that little can be learnt.',
  },
  'probe/unreachable': {
    severity: 'error',
    title: 'No answer',
    explanation: 'The host cannot be reached, or is too slow. Nothing is said of the spec.',
  },
  'probe/no-consent': {
    severity: 'error',
    title: 'Nobody said yes',
    explanation: 'A probe costs money and uses a key. The plan is shown first, and nothing is sent before somebody agrees.',
  },
  'probe/no-key': {
    severity: 'error',
    title: 'No key',
    explanation: 'None of the variables that can hold the key is set.',
  },
  'probe/cannot': {
    severity: 'error',
    title: 'Nothing to probe',
    explanation: 'A probe needs an endpoint with a whole URL, a protocol that sends its key in a header, and a key or none at all.',
  },
  'probe/exists': {
    severity: 'error',
    title: 'The file is there',
    explanation: 'A draft or a recording is never written over something.',
  },
  'probe/recording': {
    severity: 'error',
    title: 'The recording does not fit',
    explanation: 'The file is no recording of a probe, or one of another spec or another version.',
  },
} as const satisfies Record<string, Rule>;
