// What is different for an entry that stands in a user's folder. Read in tailcallhq/forgecode at 6ed5d37b6.
import { finder, type Rule } from '../kit.js';

export const rules = {
  'built-in-id': {
    severity: 'warning',
    title: 'forgecode has a provider of this id',
    explanation:
      'An entry of a user is merged into the built-in one of the same id (merge_configs in provider_repo.rs): every single value is replaced, an absent one by nothing, and the ways to log in and the URL parameters are added to those that are there. What is written restates everything, and `auth_methods` and `url_param_vars` can then hold a value twice.',
  },
  'shown-name': {
    severity: 'info',
    title: 'The name is made of the id',
    explanation: 'An entry has no place for a name: forgecode makes one of the id, unless it knows the provider itself.',
  },
} as const satisfies Record<string, Rule>;

export const find = finder('forgecode-user', rules);
