// The body of a source's response: its members, its error and its pages.
import type { JsonValue } from '../../core/edits.js';
import type { HttpRequest } from '../../core/http.js';
import { isObject } from '../../core/json-values.js';
import { quote } from '../../core/text.js';
import { maxPages } from './source.js';

/** A member of an object, but not of its prototype. */
export function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A member that is a text and not empty. */
export function textMember(value: JsonValue | undefined, key: string): string | undefined {
  const text = member(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** The lists under one key of all pages, joined, or what is wrong with them. */
export function joinLists(bodies: readonly JsonValue[], key: string): readonly JsonValue[] | string {
  const all: JsonValue[] = [];
  for (const body of bodies) {
    const list = member(body, key);
    if (!Array.isArray(list)) return `it has no list \`${key}\`${describeError(body)}`;
    // Not spread into arguments: a list can be longer than a call takes.
    for (const value of list as readonly JsonValue[]) all.push(value);
  }
  return all;
}

/** The error that a response has instead of models, for a message. */
export function describeError(body: JsonValue | undefined): string {
  const error = member(body, 'error');
  const message = typeof error === 'string' ? error : textMember(error, 'message');
  return message === undefined ? '' : `, but the error ${quote(message)}`;
}

/**
 * What is wrong with the pages of a response, if anything: one repeats, or the last one is not there.
 * @param tokenOf what leads from a page to the next one
 */
export function findPageProblem(bodies: readonly JsonValue[], tokenOf: (body: JsonValue) => string | undefined): string | undefined {
  const seen = new Set<string>();
  for (const [index, body] of bodies.entries()) {
    const token = tokenOf(body);
    if (token !== undefined && seen.has(token)) return `its pages repeat: ${quote(token)} appears twice`;
    if (token === undefined && index < bodies.length - 1) return `page ${index + 1} of ${bodies.length} is marked as the last one`;
    if (token !== undefined) seen.add(token);
  }
  if (bodies.length > maxPages) return `it has more than ${maxPages} pages`;
  return tokenOf(bodies.at(-1)!) === undefined
    ? undefined
    : `only ${bodies.length} of its pages ${bodies.length === 1 ? 'was' : 'were'} read`;
}

/**
 * The request for the next page; undefined if it leads to another host, which must not get the key.
 * @param parameter the query parameter for the token; undefined if the token is itself a link
 */
export function nextPageRequest(request: HttpRequest, parameter: string | undefined, token: string): HttpRequest | undefined {
  const link = parameter === undefined ? token : request.url;
  if (!URL.canParse(link, request.url)) return undefined;
  const next = new URL(link, request.url);
  if (parameter !== undefined) next.searchParams.set(parameter, token);
  const current = new URL(request.url);
  return next.origin !== current.origin || next.href === current.href ? undefined : { ...request, url: next.href };
}

/**
 * Keeps what is made of a body for as long as the body exists. A catalog is one body for all providers of a run: reading models.dev for its
 * 147 providers takes 1.0 s instead of 1.7 s.
 */
export function memoizeByBody<Out>(make: (body: JsonValue) => Out): (body: JsonValue) => Out {
  const made = new WeakMap<object, Out>();
  return (body) => {
    if (typeof body !== 'object' || body === null) return make(body);
    if (!made.has(body)) made.set(body, make(body));
    return made.get(body)!;
  };
}
