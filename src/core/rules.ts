// The rules of all diagnostics that are not specific to a target, one row each.
// `docs/reference/rules.md` is generated from this table and those of the targets.

import { modelsRules } from './rules/models.js';
import { netRules } from './rules/net.js';
import { probeRules } from './rules/probe.js';
import { failure, rule, type Rule } from './rules/rule.js';

/** Rules of the spec, the editors, the files and the command line. */
export const coreRules = {
  'spec/syntax': rule(
    'error',
    'The spec is not YAML',
    'The file cannot be parsed as YAML 1.2, of which JSON is a part. Nothing else is checked.',
  ),
  'spec/too-large': rule(
    'error',
    'The spec is too large',
    'The maximum is 1 MiB. The largest known provider, with 400 models, needs a tenth of that.',
  ),
  'spec/version': rule(
    'error',
    'Unknown format',
    'The key `schema` names the version of the format. This version of providersmith reads `providersmith/1`.',
  ),
  'spec/unknown-key': rule(
    'error',
    'Unknown key',
    'The schema has no such key here. Unknown keys are errors because a misspelt key would otherwise be ignored.',
  ),
  'spec/missing-key': rule('error', 'Missing key', 'The schema requires this key.'),
  'spec/value': rule('error', 'Invalid value', 'The schema does not allow the value here.'),
  'spec/duplicate-id': rule(
    'error',
    'Duplicate id',
    'Two models, parameters or API keys of a spec share an id, or two specs of one run do.',
  ),
  'spec/unknown-model': rule('error', 'Unknown model', '`default_model`, `small_model` and `successor` must name a model in `models`.'),
  'spec/limit': rule('error', 'Contradictory limits', 'The context window must not be smaller than the input limit or the output limit.'),
  'spec/insecure-url': rule(
    'error',
    'Not https',
    'A URL of another machine must use https. Plain http is allowed for loopback, and for a host that the user supplies.',
  ),
  'spec/url': rule(
    'error',
    'Invalid URL',
    'A URL must have a host. It must not have a user name, a password or spaces, and only the URL of a page can have a fragment.',
  ),
  'spec/secret': rule(
    'error',
    'Possible secret',
    'A spec is published, so it names environment variables and never contains their values. A value with the form of a known kind of key or token is an error.',
  ),
  'spec/parameter': rule(
    'error',
    'Parameters and URLs do not match',
    'Each `{NAME}` in a URL must be a parameter of the spec, and each parameter must be used in a URL.',
  ),
  'spec/pointer': rule('error', 'Dangling JSON Pointer', 'A question or evidence must refer to a field that the spec has.'),
  'spec/text': rule(
    'error',
    'Control character',
    'Names, ids and descriptions must not contain control characters, line breaks or bidirectional marks, which make a diff look different from what it is.',
  ),
  'spec/unusual-id': rule(
    'warning',
    'Unusual characters in an id',
    'The model id contains a space, a quote, a bracket, a backslash, a character with a meaning in a shell or a template, or one outside ASCII. It is written correctly everywhere, but check that it is intended.',
  ),
  'spec/unknown-target': rule('warning', 'Unknown target', '`targets` has options for a target that does not exist. They have no effect.'),
  'spec/order': rule(
    'error',
    'Contradictory values',
    'A parameter with a `prefix` must be optional. A `default` must be one of the `options`. A price tier must start within the context window. The minimum of a reasoning budget must not exceed its maximum.',
  ),
  'draft/open-question': rule('warning', 'Open question', 'The value is assumed. A spec with open questions is a draft.'),
  'draft/not-allowed': rule('error', 'The spec is a draft', 'A spec with open questions is only accepted with `--draft`.'),
  'edit/syntax': rule(
    'error',
    'The file does not parse',
    'Files are edited by their structure, so a file that does not parse is left unchanged.',
  ),
  'edit/anchor': rule('error', 'Anchor not found', 'The file does not contain the place to edit.'),
  'edit/optional-anchor': rule(
    'warning',
    'Optional anchor not found',
    'The file does not contain a place that only some checkouts have. All other edits are made.',
  ),
  'edit/placement': rule(
    'warning',
    'Sibling not found',
    'The file does not contain the entry to insert after or before, so the new entry goes to its default position.',
  ),
  'edit/takes-out': rule(
    'warning',
    'Removes an entry',
    'The file contains an entry that the spec does not have. The spec decides, so the entry is removed. To keep it, add it to the spec.',
  ),
  'edit/differs': rule('warning', 'Different entry', 'An entry with the same name has different content. It is left unchanged.'),
  'edit/not-all-there': rule(
    'error',
    'Not applied by providersmith',
    '`apply` always writes everything, and `remove` removes it again. If a part is missing, something else wrote the rest, and it is left unchanged.',
  ),
  'edit/conflict': rule('error', 'Conflict', 'The name belongs to something other than this provider. It is not overwritten.'),
  'edit/broken': rule(
    'error',
    'The edit would break the file',
    'The edited file would have more syntax errors than before, so nothing is written.',
  ),
  'target/unknown': failure('Unknown target', 'No target has this id.'),
  'target/not-found': failure('Not a checkout of this target', 'The folder contains none of the files that the target edits.'),
  'target/cannot': failure('Not supported by the target', 'Only some targets can be imported, and only some have an audit.'),
  'target/not-accepted': rule(
    'error',
    'The agent does not support the provider',
    'The agent supports none of the protocols of the provider, or none of its ways to log in.',
  ),
  'target/url': rule(
    'error',
    'The agent cannot reach the URL',
    'Agents append a path to the base URL. The file of the agent cannot express a URL that does not end with that path, or one with a parameter.',
  ),
  'target/header': rule(
    'error',
    'The agent would not send the header as written',
    'Some agents expand variables in the values of headers, and some send no headers of a provider.',
  ),
  'target/found': rule(
    'info',
    'Agent found',
    '`-t all` selects the agents whose folder is in the home directory, or whose command is installed.',
  ),
  'target/skipped': rule(
    'info',
    'Agent or endpoint skipped',
    '`-t all` adds a provider to the agents that support it. The message says why another agent does not. A target that writes all endpoints skips the ones that its agent does not support.',
  ),
  'target/two-defaults': rule(
    'error',
    'Two default models',
    'With `--set-default` and several specs, the agent would get two default models.',
  ),
  'target/none': rule(
    'warning',
    'No installed agent supports any provider',
    'None of the installed agents supports any of the providers, so nothing was written or compared.',
  ),
  'target/hidden': rule(
    'warning',
    'Keys hidden in a patch',
    'A patch contains lines of user files, and can end up in a log. Whatever looks like a key is hidden.',
  ),
  'target/scope': rule('error', 'No project files', 'The agent reads providers only from the home directory.'),
  'target/key': rule(
    'warning',
    'The key goes into the file',
    'The agent cannot read the key from an environment variable, so the file contains a placeholder for it. providersmith never writes a key.',
  ),
  'target/key-elsewhere': rule(
    'info',
    'The key is stored elsewhere',
    'The agent has its own store for keys. The hint says how to add the key.',
  ),
  'target/assumed': rule(
    'warning',
    'Missing in the spec, required by the agent',
    'The agent rejects an entry without this value. The value that is written is the default of the agent, or a harmless one. Add the correct value to the spec.',
  ),
  'check/missing': rule(
    'error',
    'Missing',
    'The spec has it and the files do not. `apply` adds it. If the spec is wrong, remove it from the spec.',
  ),
  'check/extra': rule(
    'error',
    'Not in the spec',
    'The files have it and the spec does not. To keep it, add it to the spec; `apply` removes it.',
  ),
  'check/differs': rule('error', 'Different value', 'The spec and the files have different values. `apply` writes the value of the spec.'),
  'check/renamed': rule(
    'error',
    'Different id',
    'The files have an entry that is the same as one of the spec under another id, or whose id differs only in a date, a stage or separators. Check which id is correct.',
  ),
  'check/untracked': rule('info', 'No spec', 'The files have providers without a spec. `providersmith import` makes one.'),
  'config/invalid': failure('Invalid configuration', '`.providersmith.yaml` is not valid YAML, or does not match its schema.'),
  'config/no-date': failure(
    'No date to compare with',
    'Suppressions expire by the date of the checked-out commit, so that one commit always gives one result. Without a commit, `--as-of` sets the date.',
  ),
  'suppress/expired': rule(
    'warning',
    'Expired suppression',
    'The suppression has no effect any more. Fix the problem, or set a new date and reason.',
  ),
  'suppress/unused': rule('info', 'Unused suppression', 'The suppression matches no diagnostic. Remove it, or update its name.'),
  'baseline/invalid': failure('Invalid baseline', 'The file was not written by `--write-baseline`.'),
  'baseline/stale': rule(
    'warning',
    'Stale baseline',
    'The baseline lists a diagnostic that is no longer reported. Update the baseline, so that it cannot hide the diagnostic when it comes back.',
  ),
  'import/unknown-provider': failure('Unknown provider', 'The file or checkout has no provider with this id.'),
  'import/several': failure(
    'Several providers',
    'Without an output folder, one spec is written to standard output, and there are several.',
  ),
  'import/nothing': rule('error', 'No provider', 'The file or checkout contains no provider that can become a spec.'),
  'import/not-read': rule('error', 'Entry not imported', 'The entry does not contain enough for a spec. The message says what is missing.'),
  'import/not-held': rule(
    'warning',
    'Not imported',
    'A spec has no field for this, so the import omits it. An entry made from the spec differs, so check whether the difference matters.',
  ),
  'import/exists': failure(
    'A different spec exists',
    'A spec with this name has different content. Import never overwrites a spec, since it can contain edits made by hand.',
  ),
  'rule/unknown': failure('Unknown rule', 'No rule has this code, and no severity has this name.'),
  'io/read': failure('Cannot read', 'The file or folder cannot be read.'),
  'io/write': failure('Cannot write', 'A file could not be written. The files written before it were restored.'),
  'io/changed': failure('File changed during the run', 'Another program changed a file between reading and writing. Nothing was written.'),
  'io/outside': failure('Outside the folder', 'A path leads out of the folder that is edited.'),
  ...netRules,
  ...modelsRules,
  ...probeRules,
} as const satisfies Record<string, Rule>;
