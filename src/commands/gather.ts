// Asks sources about providers.
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
import { readProviders } from './read-providers.js';
import { loadSource, sourceIds, type Age } from './sources.js';
import { targetIds } from './targets.js';
import type { ValidSpec } from '../spec/validate.js';

/**
 * A source as the user names it: an id, and optionally a file to read instead of the network. With a file, it can be the id of a target.
 * An id that is both, such as `litellm`, means the source.
 */
export interface NamedSource {
  readonly id: string;
  readonly path?: string;
}

export interface GatherOptions {
  /** Empty for the provider's own list, if the spec has `live_models`, then models.dev. */
  readonly sources: readonly NamedSource[];
  readonly offline: boolean;
  /** The date of the files. By default the date of their last change. */
  readonly asOf?: string;
}

/** The answers about one provider. If there is an error among the diagnostics, no answer counts. */
export interface GatheredAnswers {
  /** The provider's own list first, then the catalogs in the order of the options. */
  readonly answers: readonly Answer[];
  readonly diagnostics: readonly Diagnostic[];
}

/** An answer that the run did not get over the network. */
export interface Origin extends Age {
  readonly source: string;
  readonly from: Fetched['from'];
}

/** The stored answers of a run, each once, in an order that does not depend on which source answers first. */
class OriginLog {
  readonly #origins = new Map<string, Origin>();

  add(source: string, { from, date }: Pick<Fetched, 'from' | 'date'>): void {
    if (from !== 'network') this.#origins.set(`${source} ${from} ${date}`, { source, from, date, days: daysSince(date) });
  }

  get all(): Origin[] {
    return [...this.#origins].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, origin]) => origin);
  }
}

/** The state that all sources of one run share. */
interface Run {
  readonly options: GatherOptions;
  readonly fetchJson: FetchJson;
  /** By the digest of their text: a catalog has one body for all providers. */
  readonly bodies: Map<string, JsonValue>;
  readonly origins: OriginLog;
}

type AskSource = (provider: Provider) => Promise<Answer | Diagnostic>;

/**
 * Asks the sources of each spec.
 * @throws DiagnosticError `source/unknown`, `io/read`
 */
export async function gatherAnswers(
  specs: readonly ValidSpec[],
  options: GatherOptions,
): Promise<{ gathered: readonly (GatheredAnswers & { readonly spec: ValidSpec })[]; origins: readonly Origin[] }> {
  const run: Run = { options, fetchJson: lazyFetcher(options.offline), bodies: new Map(), origins: new OriginLog() };
  const opened = new Map<string, Promise<AskSource>>();
  const openOnce = (named: NamedSource): Promise<AskSource> => {
    const key = JSON.stringify(named);
    const ask = opened.get(key) ?? openSource(named, run);
    opened.set(key, ask);
    return ask;
  };
  const gathered = await Promise.all(
    specs.map(async (spec) => {
      const named = options.sources.length > 0 ? options.sources : defaultSources(spec.provider);
      const results = await Promise.all(named.map(async (source) => askSource(source.id, await openOnce(source), spec.provider)));
      const answers = results.filter((result) => 'listing' in result);
      return {
        spec,
        answers: answers.toSorted((a, b) => rankOf(a) - rankOf(b)),
        diagnostics: results.filter((result) => 'code' in result),
      };
    }),
  );
  return { gathered, origins: run.origins.all };
}

function defaultSources({ live_models: live }: Provider): NamedSource[] {
  return [...(live ? [{ id: 'own' }] : []), { id: 'models.dev' }];
}

function rankOf({ authority }: Answer): number {
  return authority === 'own' ? 0 : 1;
}

/** An error of a source is one of its provider, so that other providers are still asked about. */
async function askSource(id: string, ask: AskSource, provider: Provider): Promise<Answer | Diagnostic> {
  try {
    return await ask(provider);
  } catch (error) {
    const hint = 'nothing was changed; try again, or name other sources with `--source`';
    if (!(error instanceof DiagnosticError)) throw error;
    const { diagnostic } = error;
    return { hint, ...diagnostic, message: `${id}: ${diagnostic.message}`, subject: provider.id };
  }
}

/** Loads the network code with the first request. */
function lazyFetcher(offline: boolean): FetchJson {
  let loaded: Promise<FetchJson> | undefined;
  return async (request) => {
    loaded ??= import('../io/net/fetch-json.js').then(({ createFetcher }) => createFetcher({ offline }));
    return (await loaded)(request);
  };
}

async function openSource({ id, path }: NamedSource, run: Run): Promise<AskSource> {
  const isTarget = targetIds.includes(id) && !sourceIds.includes(id);
  return path !== undefined && isTarget ? openTargetFile(id, path, run) : openListedSource(id, path, run);
}

interface Bodies {
  readonly values: readonly JsonValue[];
  readonly digest: string;
  readonly date: string;
  readonly url: string;
  readonly isPublic: boolean;
  readonly isStored: boolean;
  /** Caches the pages. */
  readonly keep: () => void;
}

/** @param path a file to read instead of the network */
async function openListedSource(id: string, path: string | undefined, run: Run): Promise<AskSource> {
  const source = await loadSource(id);
  const file = path === undefined ? undefined : readBodyFile(path, run.options.asOf);
  if (file) run.origins.add(id, { from: 'file', date: file.date });
  return async (provider) => {
    const request = source.request(provider);
    if (!file && !request) return unlisted(id, provider, 'it has no list that can be requested');
    const bodies = file ?? (await fetchPages(source, request!, provider, run));
    const translation = source.translate(bodies.values, provider);
    // An invalid response must not replace a cached one.
    if (!('problem' in translation)) bodies.keep();
    return toAnswer(source, bodies, translation, provider);
  };
}

function readBodyFile(path: string, asOf: string | undefined): Bodies {
  const text = readText(path);
  if (text === undefined) throw new DiagnosticError(diagnose('io/read', `cannot read ${path}: it does not exist`));
  return {
    values: [parseBody(text, path)],
    digest: digestOf(text),
    date: asOf ?? modifiedOn(path),
    // The folder describes this machine, not the answer.
    url: splitPath(path).name,
    isPublic: true,
    isStored: true,
    keep: () => {},
  };
}

function parseBody(text: string, path: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // The message of the parser quotes the text, and a file that was named by mistake can contain a key.
    throw new DiagnosticError(diagnose('io/read', `${path} is not JSON`, { hint: 'name a file with a response of the source' }));
  }
}

async function fetchPages(source: Source, first: HttpRequest, provider: Provider, { fetchJson, bodies, origins }: Run): Promise<Bodies> {
  const pages: Fetched[] = [];
  const values: JsonValue[] = [];
  for (let request: HttpRequest | undefined = first; request;) {
    const page = await fetchJson(request);
    const value = bodies.get(page.digest) ?? (JSON.parse(page.body) as JsonValue);
    bodies.set(page.digest, value);
    pages.push(page);
    values.push(value);
    origins.add(source.id, page);
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

/** Reads the models of another agent's file. A model that is not in it is not missing. */
async function openTargetFile(id: string, path: string, { options, origins }: Run): Promise<AskSource> {
  const { imported, sources } = await readProviders(id, path);
  const date = options.asOf ?? modifiedOn(path);
  origins.add(id, { from: 'file', date });
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

function toAnswer(source: Source, bodies: Bodies, translation: Translation, provider: Provider): Answer | Diagnostic {
  if ('problem' in translation)
    return diagnose('models/answer', `${source.id}: ${translation.problem}`, {
      subject: provider.id,
      hint: 'nothing was changed; check the response of the URL, or name other sources with `--source`',
    });
  if ('unknown' in translation) return unlisted(source.id, provider, translation.unknown);
  const { values: _, keep: __, ...from } = bodies;
  return { source: source.id, authority: source.authority, listing: translation.listing, ...from };
}

function unlisted(source: string, { id }: Provider, why: string): Diagnostic {
  return diagnose('models/unlisted', `${source} does not have ${quote(id)}: ${why}`, { subject: id });
}
