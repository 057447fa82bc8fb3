// What is found in provider.json by itself.
import type { Rule } from '../../kit.js';

export const catalogRules = {
  'duplicate-provider': {
    severity: 'error',
    title: 'Two entries with one id',
    explanation:
      'provider.json is a list, and each id stands for one provider. Of two entries with one id the later wins field by field, so that neither says what is true.',
  },
} as const satisfies Record<string, Rule>;
