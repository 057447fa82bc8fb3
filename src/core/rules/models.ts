// Rules of model lists: what differs between a spec and its sources, and what a person has to look at first.
import { failure, rule, type Rule } from './rule.js';

export const modelsRules = {
  'source/unknown': failure('No such source', 'There is no source of model lists with this id. `providersmith sources` lists them.'),
  'models/new': rule('error', 'A new model', 'A source lists a model that the spec has not. It is added with what the sources say of it.'),
  'models/gone': rule(
    'error',
    'A model is gone',
    'The sources that listed it have not had it for seven days and on three days at least, twice as long for each time that it came back before. It is taken out.',
  ),
  'models/missing': rule(
    'error',
    'A model is missing',
    'The sources that listed it do not list it any more. That is noted with the day; the model stays until there is enough evidence.',
  ),
  'models/deprecated': rule(
    'error',
    'A model has been missing for a while',
    'It was missing on two days: the spec says that it is deprecated, and names a successor where one is near.',
  ),
  'models/returned': rule('error', 'A model is back', 'A model that was missing is listed again. What was noted of that goes.'),
  'models/renamed': rule(
    'error',
    'A model has another id',
    'An id went and one came that differs in a date, a stage or separators alone, with the same limits and prices. What named the old id names the new one.',
  ),
  'models/value': rule('error', 'A value changed', 'The source of the highest authority says another value than the spec, which follows.'),
  'models/default': rule('error', 'Another default', 'The default or the small model is another one.'),
  'models/limit-shrinks': rule(
    'error',
    'Held: a limit shrinks',
    'A source names a smaller limit than the spec. That is often a mistake, or another measure, so a person looks at it first.',
  ),
  'models/limit-jump': rule(
    'error',
    'Held: a limit jumps',
    'A source names a limit of ten times the one of the spec or more. That is often another unit.',
  ),
  'models/loses-ability': rule(
    'error',
    'Held: a model can do less',
    'A source denies tool calls, reasoning, structured output or a kind of input that the spec claims. Often it does not know better, so a person looks at it first.',
  ),
  'models/price-jump': rule(
    'error',
    'Held: a price jumps',
    'A price comes from or goes to zero, or moves tenfold. That is often another unit, so a person looks at it first.',
  ),
  'models/access-change': rule(
    'error',
    'Held: the key would go elsewhere',
    'A source names another host, variable or header for the key. A key goes to no new place before a person has said so.',
  ),
  'models/private-id': rule(
    'error',
    'Held: an id that only a key shows',
    'The provider lists the model when asked with a key, and no public list has it. It may be for one account alone.',
  ),
  'models/unusual-id': rule(
    'error',
    'Held: an id with unusual characters',
    'A source lists a new model, or another id of one, with characters as in `spec/unusual-id`. That can be a mistake, or be meant to do harm where the id is pasted. Ids that the spec has already stay.',
  ),
  'models/rename': rule(
    'error',
    'Held: perhaps another id of the same model',
    'An id went and a near one came, but limits and prices are not all known and the same.',
  ),
  'models/many-new': rule(
    'error',
    'Held: many new models',
    'A source lists more new models than the spec has. A list that is a choice would be none any more.',
  ),
  'models/default-gone': rule(
    'error',
    'Held: a model that is named is gone',
    'The default or the small model would be taken out, and nothing says which one takes its place.',
  ),
  'models/never-listed': rule('info', 'No source lists the model', 'A person put it into the spec, and no source that was asked knows it.'),
  'models/disagree': rule(
    'info',
    'Sources disagree',
    'Two sources, or a source and what a person wrote, say different values. A value stays that came from a catalog of which there is no answer this time; `--accept models/disagree` takes over what the others say.',
  ),
  'models/contradiction': rule(
    'info',
    'Values do not fit together',
    'What the sources say would contradict itself in the spec, such as an output limit above the context window. It is left out.',
  ),
  'models/left-out': rule('info', 'Left out', 'A part of an answer is not what a spec can hold. The rest of it counts.'),
  'models/unlisted': rule(
    'info',
    'The source does not have the provider',
    'The answer is good, and there is nothing of this provider in it.',
  ),
  'models/partial': failure(
    'Not the whole list',
    'An answer lacks most of what its source listed before, or has nothing in common with the spec. Nothing is changed.',
  ),
  'models/doubt': failure(
    'Held: many models are missing at once',
    'An answer lacks more than a third of the models. It is believed when one of another day lacks the same; until then, nothing of it counts.',
  ),
  'models/stale': failure(
    'An older answer',
    'A kept answer, a snapshot or a file is older than one that values of the spec came from. Nothing is changed.',
  ),
  'models/answer': failure('Not an answer', 'What came back is not a list of models. Nothing is changed.'),
  'models/no-source': rule(
    'warning',
    'No source knows the provider',
    'No source that was asked has anything of this provider, so its list is as it was.',
  ),
  'models/nothing-asked': failure('Nothing to ask', 'A spec is not valid, or no source that was asked knows any of the providers.'),
  'models/form': failure(
    'The form of the spec cannot be edited',
    'What would change is in an anchor, or in another form of YAML that cannot be changed without changing what is around it. The spec stays.',
  ),
  'models/not-carried': failure(
    'The target stays as it is',
    'With `-t`, the specs and the target change together or not at all, and a file of one of them cannot be edited or written. Other specs of the same run are written, and the next run carries them into the target.',
  ),
  'models/one-at-a-time': failure(
    'One spec at a time',
    'Where a key goes is changed for one spec in a run, so that somebody has looked at it.',
  ),
  'models/unknown-field': failure('No such model or field', '`why` is asked about a model of the spec, and one of its fields.'),
  'models/lock': failure('The lock cannot be read', 'The file beside the spec that says where each value came from is not one of ours.'),
} as const satisfies Record<string, Rule>;
