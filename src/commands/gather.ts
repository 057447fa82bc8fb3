// Asks sources about providers, and turns what comes back into answers that count.
import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import type { JsonValue } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import type { Fetched, FetchJson, HttpRequest } from '../core/http.js';
import type { Provider } from '../spec/provider.js';
import type { Answer } from '../models/types.js';
import { maxPages, type Listing, type Source, type Translation } from '../sources/engine/source.js';
import { quote } from '../core/text.js';
import { daysSince } from '../io/dates.js';
import { digestOf } from '../io/net/cache.js';
import { findKeyVariable } from '../io/net/key.js';
import { modifiedOn, splitPath, readText } from '../io/files/read.js';
import { readProviders } from './import.js';
import { loadSource, sourceIds, type Age } from './sources.js';
import { targetIds } from './targets.js';

/**
 * A source as the user names it: its id, or the id of a source or a target and a file that is read in the place of the network. What is both,
 * such as `litellm`, is the source.
 */
export interface NamedSource {
  readonly id: string;
  readonly path?: string;
}

export interface GatherOptions {
  readonly sources: readonly NamedSource[];
  readonly offline: boolean;
  /** The day that files are from. By default, that on which they were changed. */
  readonly asOf?: string;
}

/** What a run has heard of one provider. With an error among the findings, nothing of it counts. */
export interface Heard {
  readonly answers: readonly Answer[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where an answer is from that did not come over the network just now, for people. */
export interface Origin extends Age {
  readonly source: string;
  readonly from: Fetched['from'];
}

type Ask = (provider: Provider) => Promise<Answer | Diagnostic>;

/**
 * @param fetchJson what sends, for all that one run opens
 * @throws DiagnosticError `source/unknown`, `io/read`
 */
export async function openSources(
  options: GatherOptions,
  fetchJson: FetchJson,
): Promise<{ gather: (provider: Provider) => Promise<Heard>; origins: () => readonly Origin[] }> {
  const origins = new Map<string, Origin>();
  const note = (source: string, { from, date }: Pick<Fetched, 'from' | 'date'>): void => {
    if (from === 'network') return;
    origins.set(`${source} ${from} ${date}`, { source, from, date, days: daysSince(date) });
  };
  const asks: (readonly [id: string, ask: Ask])[] = [];
  for (const { id, path } of options.sources)
    asks.push([
      id,
      path !== undefined && targetIds.includes(id) && !sourceIds.includes(id)
        ? await targetAsk(id, path, options.asOf, note)
        : await sourceAsk(id, path, options.asOf, fetchJson, note),
    ]);
  const gather = async (provider: Provider): Promise<Heard> => {
    const heard = await Promise.all(asks.map(async ([id, ask]) => settled(id, ask, provider)));
    const answers = heard.filter((one) => 'listing' in one);
    const diagnostics = heard.filter((one) => 'code' in one);
    // The word of the provider itself comes first, the others in the order in which they are named.
    return { answers: answers.toSorted((a, b) => rank(a) - rank(b)), diagnostics };
  };
  return { gather, origins: () => [...origins.values()] };
}

function rank({ authority }: Answer): number {
  return authority === 'own' ? 0 : 1;
}

async function settled(id: string, ask: Ask, provider: Provider): Promise<Answer | Diagnostic> {
  try {
    return await ask(provider);
  } catch (error) {
    const hint = 'nothing was changed; run it again, or leave the source out with `--source`';
    if (!(error instanceof DiagnosticError)) throw error;
    const { diagnostic } = error;
    return { hint, ...diagnostic, message: `${id}: ${diagnostic.message}`, subject: provider.id };
  }
}

/** Nothing that sends is loaded before something is sent. */
export function lazyFetcher(offline: boolean): FetchJson {
  let loaded: Promise<FetchJson> | undefined;
  return async (request) => {
    loaded ??= import('../io/net/fetch-json.js').then(({ createFetcher }) => createFetcher({ offline }));
    return (await loaded)(request);
  };
}

interface Bodies {
  readonly values: readonly JsonValue[];
  readonly digest: string;
  readonly date: string;
  readonly url: string;
  readonly isPublic: boolean;
  readonly isStored: boolean;
  /** Keeps the pages for later runs. */
  readonly keep: () => void;
}

async function sourceAsk(
  id: string,
  path: string | undefined,
  asOf: string | undefined,
  fetchJson: FetchJson,
  note: (source: string, origin: Pick<Fetched, 'from' | 'date'>) => void,
): Promise<Ask> {
  const source = await loadSource(id);
  const file = path === undefined ? undefined : bodiesOfFile(path, asOf);
  if (file) note(id, { from: 'file', date: file.date });
  const parsed = new Map<string, JsonValue>();
  return async (provider) => {
    const request = source.request(provider);
    if (!file && !request) return unlisted(id, provider, 'it has no list of its own that can be asked for');
    const bodies = file ?? (await allPages(source, request!, provider, fetchJson, parsed, note));
    const translation = source.translate(bodies.values, provider);
    // What is not understood takes the place of no answer that was.
    if (!('problem' in translation)) bodies.keep();
    return answerOf(source, bodies, translation, provider);
  };
}

function bodiesOfFile(path: string, asOf: string | undefined): Bodies {
  const text = readText(path);
  if (text === undefined) throw new DiagnosticError(diagnose('io/read', `cannot read ${path}: it does not exist`));
  return {
    values: [parse(text, path)],
    digest: digestOf(text),
    date: asOf ?? modifiedOn(path),
    // Where it stood says something of a machine, and nothing of the answer.
    url: splitPath(path).name,
    isPublic: true,
    isStored: true,
    keep: () => {},
  };
}

function parse(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // What the parser says quotes the text, and a file that was named by mistake can hold a key.
    throw new DiagnosticError(diagnose('io/read', `${path} is not JSON`, { hint: 'name a file with what the source answers' }));
  }
}

async function allPages(
  source: Source,
  first: HttpRequest,
  provider: Provider,
  fetchJson: FetchJson,
  parsed: Map<string, JsonValue>,
  note: (source: string, origin: Pick<Fetched, 'from' | 'date'>) => void,
): Promise<Bodies> {
  const pages: Fetched[] = [];
  const values: JsonValue[] = [];
  for (let request: HttpRequest | undefined = first; request;) {
    const page = await fetchJson(request);
    const value = parsed.get(page.digest) ?? (JSON.parse(page.body) as JsonValue);
    // A catalog is one body for all providers.
    parsed.set(page.digest, value);
    pages.push(page);
    values.push(value);
    note(source.id, page);
    request = pages.length === maxPages ? undefined : source.next?.(value, request, provider);
  }
  const [page] = pages;
  return {
    values,
    digest: pages.length === 1 ? page!.digest : digestOf(pages.map(({ digest }) => digest).join('\n')),
    date: pages.map(({ date }) => date).toSorted()[0]!,
    url: first.url,
    isPublic: findKeyVariable(first) === undefined,
    isStored: pages.some(({ from }) => from !== 'network'),
    keep: () => {
      for (const { keep } of pages) keep();
    },
  };
}

/** The providers of another agent's file: what it says of models counts, and that it lacks one says nothing. */
async function targetAsk(
  id: string,
  path: string,
  asOf: string | undefined,
  note: (source: string, origin: Pick<Fetched, 'from' | 'date'>) => void,
): Promise<Ask> {
  const { imported, sources } = await readProviders(id, path);
  const date = asOf ?? modifiedOn(path);
  note(id, { from: 'file', date });
  const digest = digestOf([...sources.values()].join('\n'));
  return async (provider) => {
    const found = imported.providers
      .map(({ spec }) => spec)
      .find((spec) => spec.id === provider.id || spec.id.replaceAll('_', '-') === provider.id);
    if (!found) return unlisted(id, provider, `${path} does not have it`);
    const listing: Listing = { models: found.models ?? [], provider: {}, isComplete: false, leftOut: [] };
    return { source: id, authority: 'catalog', listing, isPublic: true, isStored: true, url: splitPath(path).name, digest, date };
  };
}

function answerOf(source: Source, bodies: Bodies, translation: Translation, provider: Provider): Answer | Diagnostic {
  if ('problem' in translation)
    return diagnose('models/answer', `${source.id}: ${translation.problem}`, {
      subject: provider.id,
      hint: 'nothing was changed; look at what the URL answers, or leave the source out with `--source`',
    });
  if ('unknown' in translation) return unlisted(source.id, provider, translation.unknown);
  const { values: _, keep: __, ...from } = bodies;
  return { source: source.id, authority: source.authority, listing: translation.listing, ...from };
}

function unlisted(source: string, { id }: Provider, why: string): Diagnostic {
  return diagnose('models/unlisted', `${source} says nothing of ${quote(id)}: ${why}`, { subject: id });
}
