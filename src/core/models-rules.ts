// Rules of model lists: what differs between a spec and its sources, and what a person has to look at first.
import type { Rule } from './rules.js';

export const modelsRules = {
  'source/unknown': {
    severity: 'error',
    title: 'No such source',
    explanation: 'There is no source of model lists with this id. `providersmith sources` lists them.',
  },
} as const satisfies Record<string, Rule>;
