// The closed list of what can be found: one row a rule, and nothing is reported that is not in it.
// `docs/reference/rules.md` is made from this table and the ones of the targets.

import { modelsRules } from './rules/models.js';
import { netRules } from './rules/net.js';
import { probeRules } from './rules/probe.js';
import { failure, rule, type Rule } from './rules/rule.js';

/** Rules of the spec, the editors, the files and the command line. */
export const coreRules = {
  'spec/syntax': rule(
    'error',
    'The spec is not YAML',
    'The file cannot be parsed as YAML 1.2 (JSON is part of it). Nothing else is checked.',
  ),
  'spec/too-large': rule(
    'error',
    'The spec is too large',
    'A spec may have 1 MiB. The largest provider known, with 400 models, has a tenth of that.',
  ),
  'spec/version': rule(
    'error',
    'Another format',
    'The member `schema` names the version of the format, and this version of providersmith reads `providersmith/1`.',
  ),
  'spec/unknown-key': rule(
    'error',
    'Unknown key',
    'The schema has no such key here. Keys are checked since a misspelt one would be ignored silently.',
  ),
  'spec/missing-key': rule('error', 'Missing key', 'The schema requires this key.'),
  'spec/value': rule('error', 'Value not allowed', 'The value does not fit the schema at this place.'),
  'spec/duplicate-id': rule(
    'error',
    'Duplicate id',
    'Two models, parameters or login methods of a spec share an id, or two specs of one run share one.',
  ),
  'spec/unknown-model': rule('error', 'Unknown model', '`default_model`, `small_model` and `successor` name a model of the list.'),
  'spec/limit': rule(
    'error',
    'Limits contradict each other',
    'The context window is at least as large as the input limit and as the output limit.',
  ),
  'spec/insecure-url': rule(
    'error',
    'Not https',
    'A URL to another machine uses https. Plain http is for loopback and for a host that the user fills in.',
  ),
  'spec/url': rule(
    'error',
    'Not a usable URL',
    'The URL has a host, no user name or password, no white space, and no fragment unless it is that of a page.',
  ),
  'spec/secret': rule(
    'error',
    'Looks like a secret',
    'A spec is published. It names variables, never values; a value with the form of a known kind of key or token is refused.',
  ),
  'spec/parameter': rule(
    'error',
    'Parameter and URL do not fit',
    'Each `{NAME}` in a URL is a parameter of the spec, and each parameter stands in some URL.',
  ),
  'spec/pointer': rule('error', 'Pointer to nothing', 'A question or a piece of evidence points at a field that the spec has.'),
  'spec/text': rule(
    'error',
    'Control character',
    'Names, ids and descriptions are text: no control characters, no line breaks, no bidirectional marks, which would make a diff read differently from what it is.',
  ),
  'spec/unusual-id': rule(
    'warning',
    'Unusual characters in an id',
    'The model id has white space, quotes, brackets, a backslash, a sign that a shell or a template reads, or one that is not ASCII. It is written correctly everywhere, but look whether it is meant.',
  ),
  'spec/unknown-target': rule('warning', 'Unknown target', '`targets` has options for a target that there is not. They have no effect.'),
  'spec/order': rule(
    'error',
    'Parts of one flow do not fit together',
    'A parameter with `prefix` is optional, a `default` is one of the `options`, a price above a context lies within it, a reasoning budget has its least below its most.',
  ),
  'draft/open-question': rule('warning', 'Open question', 'The value is assumed, not known. A spec with open questions is a draft.'),
  'draft/not-allowed': rule(
    'error',
    'The spec is a draft',
    'A spec with open questions gives a patch only when `--draft` says that this is meant.',
  ),
  'edit/syntax': rule('error', 'The file does not parse', 'A file is edited by its structure. One that cannot be parsed is left alone.'),
  'edit/anchor': rule('error', 'Anchor not found', 'The place where the edit belongs is not in the file.'),
  'edit/optional-anchor': rule('warning', 'Optional place not found', 'A place that not every checkout has is missing; the rest is done.'),
  'edit/placement': rule('warning', 'Sibling not found', 'The named sibling is not there, so the entry goes where it would go without it.'),
  'edit/takes-out': rule(
    'warning',
    'Takes something out',
    'The tree has an entry that the spec has not, and the spec is the truth: the entry goes. Add it to the spec to keep it.',
  ),
  'edit/differs': rule(
    'warning',
    'Something similar is there',
    'There is something of the same name that says something else. It is left as it is.',
  ),
  'edit/not-all-there': rule(
    'error',
    'Not what apply puts in',
    '`remove` takes back what `apply` puts in, and that is always everything. Where a part is missing, something else put the rest there, and it stays.',
  ),
  'edit/conflict': rule(
    'error',
    'Something else is there',
    'The name is taken by something that is not this provider. It is not overwritten.',
  ),
  'edit/broken': rule(
    'error',
    'The edit would break the file',
    'After the edit the file would parse worse than before, so nothing is written.',
  ),
  'target/unknown': failure('Unknown target', 'There is no target of this id.'),
  'target/not-found': failure('Not a checkout of this target', 'The folder has none of the files the target edits.'),
  'target/cannot': failure('The target cannot do this', 'Not every target can be read back into specs, and not every one has an audit.'),
  'target/not-accepted': rule(
    'error',
    'The target cannot take this provider',
    'The target speaks none of the protocols, or none of the ways to log in.',
  ),
  'target/url': rule(
    'error',
    'The target cannot reach the URL',
    'A target appends a path of its own to a base URL. A URL that does not end so, or one with a part that the user fills in, cannot be said in its file.',
  ),
  'target/header': rule(
    'error',
    'The target would not send the header as it is',
    'Some agents fill in what looks like a variable in the value of a header, and some send no headers of a provider at all.',
  ),
  'target/found': rule(
    'info',
    'An agent is there',
    'With `-t all`, the agents are those whose folder is in the home, or whose command is installed.',
  ),
  'target/skipped': rule(
    'info',
    'An agent or an endpoint is passed over',
    'With `-t all`, a provider goes to the agents that can take it; the message says why another one cannot. A target that takes all endpoints of a provider leaves out one that its agent cannot use, likewise.',
  ),
  'target/two-defaults': rule(
    'error',
    'Two defaults',
    'With `--set-default` and several specs, the agent would have to use two providers when nothing is said.',
  ),
  'target/none': rule(
    'warning',
    'An agent for none of the providers',
    'Of the agents that are there, none takes any of the providers, so nothing was written or compared.',
  ),
  'target/hidden': rule(
    'warning',
    'A patch without keys',
    'A patch shows lines of the files of a user, and can end in a log. What has the form of a key is not in it.',
  ),
  'target/scope': rule('error', 'No files of a project', 'The agent reads providers from the home of the user alone.'),
  'target/key': rule(
    'warning',
    'The key goes into the file',
    'The agent cannot be told the name of a variable, so its file has a stand-in where the key belongs. Nothing of ours writes a key.',
  ),
  'target/key-elsewhere': rule(
    'info',
    'The key is kept elsewhere',
    'The agent has a store of its own for keys. The hint says how the key gets there.',
  ),
  'target/assumed': rule(
    'warning',
    'The target needs what the spec does not know',
    'The agent refuses the entry without this value, so one is written that it would take by itself or that does no harm. Put the true one into the spec.',
  ),
  'check/missing': rule(
    'error',
    'The tree lacks something',
    'The spec has it and the tree has not. `apply` puts it in; when it is the spec that is wrong, take it out there.',
  ),
  'check/extra': rule(
    'error',
    'The tree has something more',
    'The tree has it and the spec has not. Add it to the spec to keep it; `apply` takes it out.',
  ),
  'check/differs': rule('error', 'Another value', 'Spec and tree have it with two values. `apply` writes that of the spec.'),
  'check/renamed': rule(
    'error',
    'Another id',
    'The tree has under one id what the spec has under another: all else is the same, or the ids differ in a date, a stage or separators alone. Look which is right.',
  ),
  'check/untracked': rule(
    'info',
    'No spec',
    'The tree has providers of which there is no spec among those that were named. `providersmith import` makes one.',
  ),
  'config/invalid': failure('The configuration cannot be used', '`.providersmith.yaml` is not YAML, or not what its schema accepts.'),
  'config/no-date': failure(
    'No date to compare with',
    'Whether a suppression still holds is told by the day of the commit that is checked out, so that one commit always gives one answer. Where there is no commit, `--as-of` names the day.',
  ),
  'suppress/expired': rule(
    'warning',
    'The suppression has expired',
    'It suppresses nothing any more. Mend what it is about, or give it a new day and reason.',
  ),
  'suppress/unused': rule('info', 'The suppression matches nothing', 'What it is about is gone, or has another name. Take it out.'),
  'baseline/invalid': failure('The baseline cannot be used', 'The file is not one that `--write-baseline` wrote.'),
  'baseline/stale': rule(
    'warning',
    'The baseline names what is gone',
    'A finding of the baseline is not found any more. Write the baseline anew, so that it cannot hide the finding when it comes back.',
  ),
  'import/unknown-provider': failure('No such provider', 'The file or checkout has no provider of the id that was named.'),
  'import/several': failure('Several providers', 'Without a folder to write to, one spec goes to standard output, and there are several.'),
  'import/nothing': rule('error', 'No provider', 'The file or checkout has no provider that could be made a spec.'),
  'import/not-read': rule(
    'error',
    'The entry is not imported',
    'What the file says is not enough for a spec. The message names what stands in the way.',
  ),
  'import/not-held': rule(
    'warning',
    'A spec cannot hold this',
    'An import leaves it out. A spec made of this entry gives another one, so look whether the difference matters.',
  ),
  'import/exists': failure(
    'Another spec is there',
    'A spec of that name says something else. An import never overwrites one: what people wrote into it would be lost.',
  ),
  'rule/unknown': failure('Unknown rule', 'There is no rule of this code, and no severity of this name.'),
  'io/read': failure('Cannot read', 'The file or folder cannot be read.'),
  'io/write': failure('Cannot write', 'A file could not be written. What had been written by then was put back.'),
  'io/changed': failure('Changed meanwhile', 'A file was changed by another program between reading and writing. Nothing was written.'),
  'io/outside': failure('Outside of the folder', 'A path leads out of the folder that is edited.'),
  ...netRules,
  ...modelsRules,
  ...probeRules,
} as const satisfies Record<string, Rule>;
