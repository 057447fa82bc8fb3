// The rules of model lists: how a spec differs from its sources, and which changes are held for review.
import { failure, rule, type Rule } from './rule.js';

export const modelsRules = {
  'source/unknown': failure('Unknown source', 'There is no source with this id. `providersmith sources` lists all sources.'),
  'models/new': rule('error', 'New model', 'A source lists a model that is not in the spec. It is added with the values of all sources.'),
  'models/gone': rule(
    'error',
    'Model removed',
    'The sources that listed the model have not listed it for at least seven days, in answers of at least three days. Each time it came back before doubles the seven days.',
  ),
  'models/missing': rule(
    'error',
    'Missing model',
    'The sources that listed the model no longer do. The lock records the day; the model stays until there is enough evidence.',
  ),
  'models/deprecated': rule(
    'error',
    'Model deprecated',
    'The model was missing on two days. It gets `status: deprecated`, and a `successor` if a new model has a similar id.',
  ),
  'models/returned': rule('error', 'Model returned', 'A missing model is listed again. The "missing" mark is removed.'),
  'models/renamed': rule(
    'error',
    'Model renamed',
    'An id disappeared while another appeared that differs only in a date, a stage or separators, with equal limits and prices. References to the old id are updated.',
  ),
  'models/value': rule(
    'error',
    'Value changed',
    'The source with the highest authority has another value than the spec, and the spec is updated.',
  ),
  'models/default': rule('error', 'Default changed', 'The default model or the small model changed.'),
  'models/limit-shrinks': rule(
    'error',
    'Held: a limit shrinks',
    'A source has a smaller limit than the spec. That is often a mistake or another unit, so it needs a review.',
  ),
  'models/limit-jump': rule(
    'error',
    'Held: a limit jumps',
    'A source has a limit at least ten times that of the spec. That is often another unit, so it needs a review.',
  ),
  'models/loses-ability': rule(
    'error',
    'Held: a model loses an ability',
    'A source denies tool calls, reasoning, structured output or an input kind that the spec claims. The source is often wrong, so it needs a review.',
  ),
  'models/price-jump': rule(
    'error',
    'Held: a price jumps',
    'A price changes from or to zero, or by a factor of ten. That is often another unit, so it needs a review.',
  ),
  'models/access-change': rule(
    'error',
    'Held: the key would be sent elsewhere',
    'A source has another host, key variable or key header. A key is sent to a new host, or under a new name, only after a review.',
  ),
  'models/private-id': rule(
    'error',
    'Held: a model listed only with a key',
    'The provider lists the model only if the request has a key, and no public list has it. It may be private to one account.',
  ),
  'models/unusual-id': rule(
    'error',
    'Held: an id with unusual characters',
    'A source lists a new id that has characters as in `spec/unusual-id`. That may be a mistake, or an attack on programs that the id is pasted into. Ids that are already in the spec stay.',
  ),
  'models/rename': rule(
    'error',
    'Held: a possible rename',
    'An id disappeared while a similar one appeared, but limits and prices are not all known and equal.',
  ),
  'models/many-new': rule(
    'error',
    'Held: many new models',
    'A source lists more new models than the spec has. A curated list would stop being curated.',
  ),
  'models/default-gone': rule(
    'error',
    'Held: a default model is missing',
    'The default or the small model would be removed, and no model is known to replace it.',
  ),
  'models/never-listed': rule(
    'info',
    'Model not listed by any source',
    'No source that was asked has ever listed the model, so it was added by hand.',
  ),
  'models/disagree': rule(
    'info',
    'Sources disagree',
    'Two sources have different values, or a source differs from a value that was edited by hand. A value from a catalog that did not answer stays; `--accept models/disagree` replaces it.',
  ),
  'models/contradiction': rule(
    'info',
    'Contradicting values',
    'The values of the sources would contradict each other in the spec, such as an output limit above the context window. They are left out.',
  ),
  'models/left-out': rule('info', 'Left out', 'A part of an answer is not valid in a spec. The rest of the answer is used.'),
  'models/unlisted': rule('info', 'Provider not listed', 'The answer of the source is valid, and does not have this provider.'),
  'models/partial': failure(
    'Incomplete list',
    'An answer lacks most of the models that its source listed before, or has no model of the spec. Nothing is changed.',
  ),
  'models/doubt': failure(
    'Held: many models are missing at once',
    'An answer lacks more than a third of the models. It is used once an answer of another day lacks the same models; until then nothing is changed.',
  ),
  'models/stale': failure(
    'Outdated answer',
    'A cached answer, a snapshot or a file is older than an answer that gave values to the spec. Nothing is changed.',
  ),
  'models/answer': failure('Not a model list', 'The response of a source is not a list of models. Nothing is changed.'),
  'models/no-source': rule(
    'warning',
    'No source has the provider',
    'No source that was asked has this provider. Its model list stays as it is.',
  ),
  'models/nothing-asked': failure('Nothing to refresh', 'A spec is not valid, or no source that was asked has any of the providers.'),
  'models/form': failure(
    'Spec cannot be edited',
    'The change would be in a YAML anchor, or in another form that cannot be edited without changing other lines. The spec stays as it is.',
  ),
  'models/not-carried': failure(
    'Target not updated',
    'With `-t`, the specs and the target are updated together or not at all, and one of their files cannot be edited or written. Other specs of the run are written, and the next run updates the target.',
  ),
  'models/one-at-a-time': failure(
    'One spec at a time',
    'A change of where the key is sent is accepted for one spec per run, so that each one is reviewed.',
  ),
  'models/unknown-field': failure(
    'Unknown model or field',
    '`why` explains a model of the spec, one of its fields, or `default_model` or `small_model`.',
  ),
  'models/lock': failure('Invalid lock file', 'The lock file next to the spec cannot be read.'),
} as const satisfies Record<string, Rule>;
