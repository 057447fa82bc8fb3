// Bodies of sources: what is looked up in them, and the listing that comes of their entries.
import type { JsonValue } from '../../core/edits.js';
import { isObject } from '../../core/json-values.js';
import type { HttpRequest } from '../../core/http.js';
import type { Model, Provider } from '../../spec/provider.js';
import { maxPages, type ProviderFacts, type Translation } from './source.js';
import { quote } from '../../core/text.js';
import { keepValid, keepValidFacts } from './valid-model.js';
import { readEntry, type Readings } from './field-readers.js';

/** A model as a body has it, with the id that goes over the wire. */
export interface Entry {
  readonly id: JsonValue | undefined;
  readonly value: JsonValue;
  /** Why the entry is none of the provider's models. */
  readonly left?: string;
}

export interface Reader {
  readonly readings: Readings;
  readonly isComplete: boolean;
  readonly facts?: { readonly [Key in keyof ProviderFacts]?: JsonValue | undefined };
}

/** The listing of entries. A source that is not complete says nothing of other models than those of the spec, so it may say nothing. */
export function listingOf(entries: Iterable<Entry>, provider: Provider, { readings, isComplete, facts = {} }: Reader): Translation {
  const models = new Map<string, Model>();
  const leftOut: string[] = [];
  let count = 0;
  for (const { id, value, left } of entries) {
    count += 1;
    if (left !== undefined) {
      leftOut.push(`${shown(id)} ${left}`);
      continue;
    }
    const read = readModel({ id, value }, provider, readings);
    if (typeof read === 'string') leftOut.push(read);
    else if (!models.has(read.model.id)) {
      models.set(read.model.id, read.model);
      leftOut.push(...read.leftOut);
    } else if (JSON.stringify(models.get(read.model.id)) !== JSON.stringify(read.model))
      leftOut.push(`${quote(id)} is there again with other values: the first counts`);
  }
  if (count === 0) return { problem: 'it lists no model' };
  if (models.size === 0) return { problem: `none of its ${count} entries can be used: ${leftOut[0]}` };
  const about = keepValidFacts(factsWithin(facts, models, isComplete));
  return { listing: { models: [...models.values()], provider: about.facts, isComplete, leftOut: [...leftOut, ...about.leftOut] } };
}

function readModel({ id, value }: Entry, provider: Provider, readings: Readings): NonNullable<ReturnType<typeof keepValid>> | string {
  if (!isObject(value)) return `${id === undefined ? 'an entry' : shown(id)} is ${shown(value)}, not an object`;
  const model = { id };
  const known = typeof id === 'string' ? modelsOf(provider).get(id) : undefined;
  readEntry(readings, value, model as { id?: string }, known);
  return keepValid(model) ?? (id === undefined ? 'an entry has no id' : `an entry has the id ${shown(id)}, which no spec can have`);
}

/** A value for a message. One that holds others can be large, and nested deeper than it could be printed. */
function shown(value: JsonValue | undefined): string {
  if (typeof value !== 'object' || value === null) return quote(value);
  return Array.isArray(value) ? '[…]' : '{…}';
}

/** What is known of the provider. A default that is not among all the models leads nowhere. */
function factsWithin(
  facts: NonNullable<Reader['facts']>,
  models: ReadonlyMap<string, Model>,
  isComplete: boolean,
): Record<string, JsonValue> {
  const known = Object.entries(facts).filter(([key, value]) => {
    if (value === undefined || value === null || value === '') return false;
    return !(isComplete && key.endsWith('_model') && typeof value === 'string' && !models.has(value));
  });
  return Object.fromEntries(known) as Record<string, JsonValue>;
}

/** The models of the spec by their ids. */
export const modelsOf = onceFor(
  (provider: Provider): ReadonlyMap<string, Model> => new Map(provider.models.map((model) => [model.id, model])),
);

/** Keeps what is made of a value for as long as that is there: a body is looked up in once for each provider. */
export function onceFor<In extends JsonValue | object, Out>(make: (value: In) => Out): (value: In) => Out {
  const made = new WeakMap<object, Out>();
  return (value) => {
    if (typeof value !== 'object' || value === null) return make(value);
    if (!made.has(value)) made.set(value, make(value));
    return made.get(value)!;
  };
}

/** The same for the pages of an answer, which are kept as long as the first one. */
export function onceForPages<Out>(make: (bodies: readonly JsonValue[]) => Out): (bodies: readonly JsonValue[]) => Out {
  const made = new WeakMap<object, { readonly bodies: readonly JsonValue[]; readonly out: Out }>();
  return (bodies) => {
    const [first] = bodies;
    if (typeof first !== 'object' || first === null) return make(bodies);
    const before = made.get(first);
    if (before?.bodies.length === bodies.length && before.bodies.every((body, index) => body === bodies[index])) return before.out;
    const out = make(bodies);
    made.set(first, { bodies: [...bodies], out });
    return out;
  };
}

/** A member of an object, its own and no other. */
export function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A text that says something. */
export function textIn(value: JsonValue | undefined, key: string): string | undefined {
  const text = member(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The list that is a member of each page, in their order, or what is wrong with it. */
export function listIn(bodies: readonly JsonValue[], key: string): readonly JsonValue[] | string {
  const all: JsonValue[] = [];
  for (const body of bodies) {
    const list = member(body, key);
    if (!Array.isArray(list)) return `it has no list \`${key}\`${errorIn(body)}`;
    for (const value of list as readonly JsonValue[]) all.push(value);
  }
  return all;
}

/** What an answer says of an error, for people. */
export function errorIn(body: JsonValue | undefined): string {
  const error = member(body, 'error');
  const message = typeof error === 'string' ? error : textIn(error, 'message');
  return message === undefined ? '' : `, but the error ${quote(message)}`;
}

/**
 * The entries of all pages, or what is wrong with them: a page has another shape, leads back to one before, or the last one is not there.
 * @param token what leads from a page to the next one
 */
export function entriesOf(
  bodies: readonly JsonValue[],
  entries: (bodies: readonly JsonValue[]) => Entry[] | string,
  token: (body: JsonValue) => string | undefined,
): Entry[] | string {
  if (bodies.length === 0) return 'there is no answer';
  const found = entries(bodies);
  return typeof found === 'string' ? found : (pagesProblem(bodies, token) ?? found);
}

function pagesProblem(bodies: readonly JsonValue[], tokenOf: (body: JsonValue) => string | undefined): string | undefined {
  const seen = new Set<string>();
  for (const [index, body] of bodies.entries()) {
    const token = tokenOf(body);
    if (token !== undefined && seen.has(token)) return `its pages go in a circle: ${quote(token)} comes twice`;
    if (token === undefined && index < bodies.length - 1) return `page ${index + 1} of ${bodies.length} says that it is the last one`;
    if (token !== undefined) seen.add(token);
  }
  if (bodies.length > maxPages) return `it has more than ${maxPages} pages`;
  return tokenOf(bodies.at(-1)!) === undefined ? undefined : `there are more pages than the ${bodies.length} that were read`;
}

/**
 * The request for the next page. The key that goes with it has no business with another host.
 * @param parameter the parameter of the query that takes the token; undefined when the token is a link itself
 */
export function pageRequest(request: HttpRequest, parameter: string | undefined, token: string): HttpRequest | undefined {
  const link = parameter === undefined ? token : request.url;
  if (!URL.canParse(link, request.url)) return undefined;
  const next = new URL(link, request.url);
  if (parameter !== undefined) next.searchParams.set(parameter, token);
  const here = new URL(request.url);
  return next.origin !== here.origin || next.href === here.href ? undefined : { ...request, url: next.href };
}
