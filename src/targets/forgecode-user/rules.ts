// What is different for an entry that stands in a user's folder. Read in tailcallhq/forgecode at 6ed5d37b6.
import { rule, type Rule } from '../forgecode/api.js';
import { diagnosticFactory } from '../forgecode/rules.js';

export const rules = {
  'built-in-id': rule(
    'warning',
    'forgecode has a provider of this id',
    'An entry of a user is merged into the built-in one of the same id (merge_configs in provider_repo.rs): every single value is replaced, an absent one by nothing, and the ways to log in and the URL parameters are added to those that are there. What is written restates everything, and `auth_methods` and `url_param_vars` can then hold a value twice.',
  ),
  'shown-name': rule(
    'info',
    'The name is made of the id',
    'An entry has no place for a name: forgecode makes one of the id, unless it knows the provider itself.',
  ),
  'json-only': rule(
    'warning',
    'Only provider.json can hold it',
    '`auth_methods` of .forge.toml has `api_key` and `google_adc` (ProviderAuthMethod of crates/forge_config). Logins by OAuth or by an AWS profile have no word there, so they are left out.',
  ),
  'dropped-key': rule(
    'warning',
    'Key that forgecode drops',
    'serde passes over keys that it does not know, and the two files have different ones: the variable of the key is `api_key_var` in .forge.toml and `api_key_vars` in provider.json.',
  ),
  'not-held': rule(
    'warning',
    'A spec cannot hold this',
    'An import leaves it out. A spec made of this entry gives another one, so look whether the difference matters.',
  ),
  'not-imported': rule(
    'error',
    'The entry is not imported',
    'There is no spec that says what the entry says, or forgecode would refuse it too. The message names what stands in the way.',
  ),
  'both-files': rule(
    'warning',
    'In both files',
    'forgecode merges the entry of .forge.toml into that of provider.json. A spec is made of the one in .forge.toml, which comes last.',
  ),
} as const satisfies Record<string, Rule>;

export const userDiagnostic = diagnosticFactory('forgecode-user', rules);
