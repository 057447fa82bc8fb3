import * as api from './api.js';

const url = 'https://catwalk.charm.land/v2/providers';

interface ListedProvider extends api.CatalogEntry {
  readonly value: api.JsonObject;
  readonly models: readonly api.JsonValue[];
}

/** Indexes the providers of a body; undefined if it is not catwalk's. */
const indexBody = api.memoizeByBody((body: api.JsonValue): api.ProviderIndex<ListedProvider> | undefined => {
  const entries = (Array.isArray(body) ? (body as readonly api.JsonValue[]) : []).flatMap((value): ListedProvider[] => {
    const id = api.textMember(value, 'id');
    const models = api.member(value, 'models');
    if (!api.isObject(value) || id === undefined || !Array.isArray(models)) return [];
    // A variable such as `$OPENAI_API_ENDPOINT` is for users of another host.
    const endpoint = api.textMember(value, 'api_endpoint');
    const variable = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/.exec(api.textMember(value, 'api_key') ?? '')?.[1];
    return [{ id, url: endpoint?.startsWith('$') ? undefined : endpoint, env: variable === undefined ? [] : [variable], value, models }];
  });
  return entries.length === 0 ? undefined : api.indexProviders(entries);
});

/**
 * The catalog of Crush (internal/config/provider.go of charmbracelet/crush@37f36e93 asks this URL; main.go of charmbracelet/catwalk@64dad50e
 * answers with a list of providers).
 */
export default {
  id: 'catwalk',
  title: 'catwalk',
  homepage: 'https://github.com/charmbracelet/catwalk',
  says: 'models of about 40 providers, with limits, prices and reasoning levels; names, URLs, variables of keys, default and small models',
  complete: 'for every provider it lists',
  ...api.catalogSource(url),
  translate([body], provider) {
    return api.translateCatalog('catwalk', body, indexBody, provider, (found) => {
      const { value, models, env } = found;
      const facts = {
        name: api.member(value, 'name'),
        url: found.url,
        ...(env.length > 0 && { env }),
        default_model: api.member(value, 'default_large_model_id'),
        small_model: api.member(value, 'default_small_model_id'),
      };
      const entries = models.map((model) => ({ id: api.member(model, 'id'), value: model }));
      return api.readListing(entries, provider, { readers: api.catwalkReaders, isComplete: true, facts });
    });
  },
} satisfies api.Source;
