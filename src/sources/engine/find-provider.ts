// A provider in a catalog that has many.
import { groupBy } from '../../core/collections.js';
import { splitUrl } from '../../spec/normalize.js';
import type { JsonValue } from '../../core/edits.js';
import type { Provider } from '../../spec/provider.js';
import type { HttpRequest } from '../../core/http.js';
import type { Source, Translation } from './source.js';
import { errorIn } from './listing.js';

/** A catalog: one answer for all providers. */
export function catalogAt(url: string): Pick<Source, 'authority' | 'url'> & { request(): HttpRequest } {
  return { authority: 'catalog', url, request: () => ({ method: 'GET', url, headers: {} }) };
}

/** What a catalog says of a provider, by which it can be found. */
export interface Listed {
  readonly id: string;
  /** With `{NAME}` for what the user fills in. */
  readonly url?: string | undefined;
  readonly env: readonly string[];
}

export interface ProviderIndex<Entry extends Listed> {
  readonly byId: ReadonlyMap<string, readonly Entry[]>;
  readonly byUrl: ReadonlyMap<string, readonly Entry[]>;
  readonly byEnv: ReadonlyMap<string, readonly Entry[]>;
}

export function indexProviders<Entry extends Listed>(entries: readonly Entry[]): ProviderIndex<Entry> {
  return {
    byId: groupBy(entries, ({ id }) => [idForm(id)]),
    byUrl: groupBy(entries, ({ url }) => (url === undefined ? [] : [urlForm(url)])),
    byEnv: groupBy(entries, ({ env }) => env),
  };
}

/**
 * The entry of a provider: by its id, which is that of the catalog where the spec says it, else by the host and path of a base URL that no
 * other entry has, else by the variable of its key when no other entry has that one and this entry has no other host.
 */
export function findProvider<Entry extends Listed>(
  { byId, byUrl, byEnv }: ProviderIndex<Entry>,
  provider: Provider,
  target: string,
): Entry | undefined {
  const own = provider.targets[target] ?? {};
  const wanted = ('id' in own ? own.id : undefined) ?? provider.id;
  const sameId = byId.get(idForm(wanted)) ?? [];
  const named = sameId.find(({ id }) => id === wanted) ?? sameId[0];
  if (named) return named;

  const urls = baseUrls(provider);
  const sameUrl = new Set(urls.flatMap((url) => byUrl.get(url) ?? []));
  if (sameUrl.size > 0) return onlyOne([...sameUrl]);

  const key = provider.auth.find(({ type }) => type === 'api_key');
  const sameKey = key?.type === 'api_key' && key.env !== undefined ? onlyOne(byEnv.get(key.env) ?? []) : undefined;
  if (sameKey?.url === undefined) return sameKey;
  const hosts = urls.map(hostOf);
  return hosts.includes(hostOf(urlForm(sameKey.url))) ? sameKey : undefined;
}

/**
 * What a catalog of many providers says of one.
 * @param target the target of the same catalog, for which a spec can name another id
 * @param providersOf the providers of a body, or undefined when it is none of this catalog
 */
export function fromCatalog<Entry extends Listed>(
  target: string,
  body: JsonValue | undefined,
  providersOf: (body: JsonValue) => ProviderIndex<Entry> | undefined,
  provider: Provider,
  read: (found: Entry) => Translation,
): Translation {
  const index = body === undefined ? undefined : providersOf(body);
  if (!index) return { problem: `it has no providers with models${errorIn(body)}` };
  const found = findProvider(index, provider, target);
  return found ? read(found) : { unknown: 'it has no such provider' };
}

/** The base URLs of a provider as catalogs write them: some count the version among them where the official SDK appends it. */
function baseUrls({ endpoints }: Provider): string[] {
  return endpoints.flatMap(({ protocol, base_url: url }) => {
    const versions = protocol === 'anthropic-messages' ? ['/v1'] : protocol === 'google-generative-ai' ? ['/v1beta'] : [];
    return ['', ...versions].map((version) => urlForm(splitUrl(url).origin + splitUrl(url).prefix + version));
  });
}

/** An id as catalogs compare it: some write `_` where others have `-`. */
export function idForm(id: string): string {
  return id.toLowerCase().replaceAll('_', '-');
}

/** Host and path: `api.cline.bot/api/v1`. */
function urlForm(url: string): string {
  const [, host, path] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^?#]*)/i.exec(url)!;
  return `${host!.toLowerCase()}${path!.replace(/\/+$/, '')}`;
}

/** Whether the host of a URL is that of a provider. */
export function hasHost({ endpoints }: Provider, host: string): boolean {
  return endpoints.some(({ origin }) => urlForm(origin) === host);
}

function hostOf(form: string): string {
  return form.split('/')[0]!;
}

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}
