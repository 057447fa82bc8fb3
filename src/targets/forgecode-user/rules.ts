// What differs for an entry in a user's folder. Read in tailcallhq/forgecode at 6ed5d37b6.
import { rule, type Rule } from '../forgecode/api.js';
import { diagnosticFactory } from '../forgecode/rules.js';

export const rules = {
  'built-in-id': rule(
    'warning',
    'Id of a built-in provider',
    "forgecode merges a user's entry into the built-in entry with the same id (merge_configs in provider_repo.rs): it replaces every single value, clears absent ones, and appends the logins and URL parameters to the existing ones. The entry therefore repeats everything, and `auth_methods` and `url_param_vars` can then contain a value twice.",
  ),
  'shown-name': rule(
    'info',
    'Name derived from the id',
    'An entry has no key for a name. forgecode derives the displayed name from the id, except for built-in providers.',
  ),
  'json-only': rule(
    'warning',
    'Login supported by provider.json only',
    '`auth_methods` of .forge.toml supports `api_key` and `google_adc` (ProviderAuthMethod in crates/forge_config). Logins with OAuth or an AWS profile are omitted.',
  ),
  'dropped-key': rule(
    'warning',
    'Key that forgecode ignores',
    'serde ignores unknown keys, and the two files use different ones: the variable of the API key is `api_key_var` in .forge.toml and `api_key_vars` in provider.json.',
  ),
  'not-held': rule(
    'warning',
    'Value that a spec cannot express',
    'The import omits this value, so the spec generates a different entry. Check whether the difference matters.',
  ),
  'not-imported': rule(
    'error',
    'Entry not imported',
    'No spec can express the entry, or forgecode would reject it as well. The message names the obstacle.',
  ),
  'both-files': rule(
    'warning',
    'Entry in both files',
    'forgecode merges the entry of .forge.toml into the entry of provider.json. The import uses the entry of .forge.toml, which takes precedence.',
  ),
} as const satisfies Record<string, Rule>;

export const userDiagnostic = diagnosticFactory('forgecode-user', rules);
