import * as kit from './kit.js';

const url = 'https://models.dev/api.json';

interface Listed extends kit.Listed {
  readonly value: kit.Members;
  readonly models: kit.Members;
}

/** The providers of a body; undefined when it is none of models.dev. */
const providersOf = kit.onceFor((body: kit.JsonValue): kit.ProviderIndex<Listed> | undefined => {
  if (!kit.isMembers(body)) return undefined;
  const entries = Object.entries(body).flatMap(([id, value]): Listed[] => {
    const models = kit.member(value, 'models');
    if (!kit.isMembers(value) || !kit.isMembers(models)) return [];
    // In the words of a spec: `${NAME}` is filled in by the user, and its variable holds no key.
    const api = kit.textIn(value, 'api')?.replaceAll(/\$\{([A-Za-z0-9_]+)\}/g, '{$1}');
    const env = kit.member(value, 'env');
    const variables = Array.isArray(env) ? env.filter((name) => typeof name === 'string' && !api?.includes(`{${name}}`)) : [];
    return [{ id, url: api, env: variables as string[], value, models }];
  });
  return entries.length === 0 ? undefined : kit.indexProviders(entries);
});

/**
 * The models of a provider. The key is the id in models.dev, and `id` what goes over the wire. Where the spec says that a model has this id
 * in models.dev and another one on the wire, the latter counts.
 */
function* entriesOf({ id: provider, models }: Listed, { models: known }: kit.Provider): Generator<kit.Entry> {
  const wireIds = new Map(known.flatMap(({ id, catalog_id: catalogId }) => (catalogId === undefined ? [] : [[catalogId, id] as const])));
  const isWireId = new Set(known.map(({ id }) => id));
  for (const [key, value] of Object.entries(models)) {
    const id = kit.member(value, 'id') ?? key;
    const said = wireIds.get(key) ?? wireIds.get(`${provider}/${key}`);
    yield { id: said === undefined || (typeof id === 'string' && isWireId.has(id)) ? id : said, value };
  }
}

/** The catalog of opencode, which other agents read too: prices in USD per million tokens, what a spec has nearly word for word. */
export default {
  id: 'models.dev',
  title: 'models.dev',
  homepage: 'https://models.dev',
  says: 'models of some 150 providers, with limits, prices, modalities and how reasoning is set; names, URLs and variables of keys',
  complete: 'for every provider that it has',
  ...kit.catalogAt(url),
  translate([body], provider) {
    return kit.fromCatalog('models-dev', body, providersOf, provider, (found) => {
      const { value, env } = found;
      const parameters = new Set(provider.parameters.map(({ name }) => name));
      const facts = {
        name: kit.member(value, 'name'),
        docs: kit.member(value, 'doc'),
        url: found.url,
        env: env.filter((name) => !parameters.has(name)),
      };
      return kit.listingOf(entriesOf(found, provider), provider, { readings: kit.modelsDevReadings, isComplete: true, facts });
    });
  },
} satisfies kit.Source;
