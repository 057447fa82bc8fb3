import * as api from './api.js';

const url = 'https://models.dev/api.json';

interface ListedProvider extends api.CatalogEntry {
  readonly value: api.JsonObject;
  readonly models: api.JsonObject;
}

/** Indexes the providers of a body; undefined if it is not models.dev's. */
const indexBody = api.memoizeByBody((body: api.JsonValue): api.ProviderIndex<ListedProvider> | undefined => {
  if (!api.isObject(body)) return undefined;
  const entries = Object.entries(body).flatMap(([id, value]): ListedProvider[] => {
    const models = api.member(value, 'models');
    if (!api.isObject(value) || !api.isObject(models)) return [];
    // In the words of a spec: `${NAME}` is filled in by the user, and its variable holds no key.
    const baseUrl = api.textMember(value, 'api')?.replaceAll(/\$\{([A-Za-z0-9_]+)\}/g, '{$1}');
    const env = api.member(value, 'env');
    const variables = Array.isArray(env) ? env.filter((name) => typeof name === 'string' && !baseUrl?.includes(`{${name}}`)) : [];
    return [{ id, url: baseUrl, env: variables as string[], value, models }];
  });
  return entries.length === 0 ? undefined : api.indexProviders(entries);
});

/** The models of a provider. The key is the id in models.dev. `id` is sent in requests, unless the spec has another id for this `catalog_id`. */
function* modelsDevEntries({ id: provider, models }: ListedProvider, { models: known }: api.Provider): Generator<api.ModelEntry> {
  const idsByCatalogId = new Map(
    known.flatMap(({ id, catalog_id: catalogId }) => (catalogId === undefined ? [] : [[catalogId, id] as const])),
  );
  const specIds = new Set(known.map(({ id }) => id));
  for (const [key, value] of Object.entries(models)) {
    const id = api.member(value, 'id') ?? key;
    const specId = idsByCatalogId.get(key) ?? idsByCatalogId.get(`${provider}/${key}`);
    yield { id: specId === undefined || (typeof id === 'string' && specIds.has(id)) ? id : specId, value };
  }
}

/** The catalog of opencode, which other agents read too: prices in USD per million tokens, what a spec has nearly word for word. */
export default {
  id: 'models.dev',
  title: 'models.dev',
  homepage: 'https://models.dev',
  says: 'models of about 150 providers, with limits, prices, modalities and reasoning options; names, URLs and variables of keys',
  complete: 'for every provider it lists',
  ...api.catalogSource(url),
  translate([body], provider) {
    return api.translateCatalog('models-dev', body, indexBody, provider, (found) => {
      const { value, env } = found;
      const parameters = new Set(provider.parameters.map(({ name }) => name));
      const facts = {
        name: api.member(value, 'name'),
        docs: api.member(value, 'doc'),
        url: found.url,
        env: env.filter((name) => !parameters.has(name)),
      };
      return api.readListing(modelsDevEntries(found, provider), provider, { readers: api.modelsDevReaders, isComplete: true, facts });
    });
  },
} satisfies api.Source;
