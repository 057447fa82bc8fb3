// Finds a provider in a catalog.
import { groupBy } from '../../core/collections.js';
import { splitUrl } from '../../spec/normalize.js';
import type { JsonValue } from '../../core/edits.js';
import type { Provider } from '../../spec/provider.js';
import type { HttpRequest } from '../../core/http.js';
import type { Source, Translation } from './source.js';
import { describeError } from './response.js';

/** The members that all catalogs share: one answer has all providers. */
export function catalogSource(url: string): Pick<Source, 'authority' | 'url'> & { request(): HttpRequest } {
  return { authority: 'catalog', url, request: () => ({ method: 'GET', url, headers: {} }) };
}

/** A provider in a catalog, by what it can be found. */
export interface CatalogEntry {
  readonly id: string;
  /** With `{NAME}` for each part that the user fills in. */
  readonly url?: string | undefined;
  readonly env: readonly string[];
}

export interface ProviderIndex<Entry extends CatalogEntry> {
  readonly byId: ReadonlyMap<string, readonly Entry[]>;
  readonly byUrl: ReadonlyMap<string, readonly Entry[]>;
  readonly byEnv: ReadonlyMap<string, readonly Entry[]>;
}

export function indexProviders<Entry extends CatalogEntry>(entries: readonly Entry[]): ProviderIndex<Entry> {
  return {
    byId: groupBy(entries, ({ id }) => [normalizeId(id)]),
    byUrl: groupBy(entries, ({ url }) => (url === undefined ? [] : [normalizeUrl(url)])),
    byEnv: groupBy(entries, ({ env }) => env),
  };
}

/**
 * Finds a provider by the id that the spec names for this catalog, or its own id; then by the host and path of a base URL that only one
 * entry has; then by a key variable that only one entry has, unless that entry has another host.
 */
export function findProvider<Entry extends CatalogEntry>(
  { byId, byUrl, byEnv }: ProviderIndex<Entry>,
  provider: Provider,
  target: string,
): Entry | undefined {
  const own = provider.targets[target] ?? {};
  const wanted = ('id' in own ? own.id : undefined) ?? provider.id;
  const sameId = byId.get(normalizeId(wanted)) ?? [];
  const named = sameId.find(({ id }) => id === wanted) ?? sameId[0];
  if (named) return named;

  const urls = baseUrls(provider);
  const sameUrl = new Set(urls.flatMap((url) => byUrl.get(url) ?? []));
  if (sameUrl.size > 0) return singleOf([...sameUrl]);

  const key = provider.auth.find(({ type }) => type === 'api_key');
  const sameKey = key?.type === 'api_key' && key.env !== undefined ? singleOf(byEnv.get(key.env) ?? []) : undefined;
  if (sameKey?.url === undefined) return sameKey;
  const hosts = urls.map(hostOf);
  return hosts.includes(hostOf(normalizeUrl(sameKey.url))) ? sameKey : undefined;
}

/**
 * Translates the entry of one provider.
 * @param target the target of the same catalog, for which a spec can name another id
 * @param indexBody returns undefined for a body that is not this catalog
 */
export function translateCatalog<Entry extends CatalogEntry>(
  target: string,
  body: JsonValue | undefined,
  indexBody: (body: JsonValue) => ProviderIndex<Entry> | undefined,
  provider: Provider,
  translate: (entry: Entry) => Translation,
): Translation {
  const index = body === undefined ? undefined : indexBody(body);
  if (!index) return { problem: `it has no providers with models${describeError(body)}` };
  const entry = findProvider(index, provider, target);
  return entry ? translate(entry) : { unknown: 'it has no such provider' };
}

/** The base URLs of a provider as catalogs write them: some include the version that the official SDK appends. */
function baseUrls({ endpoints }: Provider): string[] {
  return endpoints.flatMap(({ protocol, base_url: url }) => {
    const versions = protocol === 'anthropic-messages' ? ['/v1'] : protocol === 'google-generative-ai' ? ['/v1beta'] : [];
    return ['', ...versions].map((version) => normalizeUrl(splitUrl(url).origin + splitUrl(url).prefix + version));
  });
}

/** An id for comparison: some catalogs write `_` for `-`. */
export function normalizeId(id: string): string {
  return id.toLowerCase().replaceAll('_', '-');
}

/** Host and path for comparison: `api.cline.bot/api/v1`. */
function normalizeUrl(url: string): string {
  const [, host, path] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^?#]*)/i.exec(url)!;
  return `${host!.toLowerCase()}${path!.replace(/\/+$/, '')}`;
}

/** Whether an endpoint of a provider is on a host. */
export function servesFromHost({ endpoints }: Provider, host: string): boolean {
  return endpoints.some(({ origin }) => normalizeUrl(origin) === host);
}

function hostOf(url: string): string {
  return url.split('/')[0]!;
}

function singleOf<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
