// The rules of the audit, by what they look at.
import { finder, type Rule } from '../../kit.js';

export const auditRules = {
  'duplicate-provider': {
    severity: 'error',
    title: 'Two entries with one id',
    explanation:
      'provider.json is a list, and each id stands for one provider. Of two entries with one id the later wins field by field, so that neither says what is true.',
  },
} as const satisfies Record<string, Rule>;

export const find = finder('forgecode', auditRules);
