import * as api from './api.js';

const url = 'https://catwalk.charm.land/v2/providers';

interface Listed extends api.Listed {
  readonly value: api.JsonObject;
  readonly models: readonly api.JsonValue[];
}

/** The providers of a body; undefined when it is none of catwalk. */
const providersOf = api.onceFor((body: api.JsonValue): api.ProviderIndex<Listed> | undefined => {
  const entries = (Array.isArray(body) ? (body as readonly api.JsonValue[]) : []).flatMap((value): Listed[] => {
    const id = api.textIn(value, 'id');
    const models = api.member(value, 'models');
    if (!api.isObject(value) || id === undefined || !Array.isArray(models)) return [];
    // `$OPENAI_API_ENDPOINT` is there for a user who wants another host.
    const endpoint = api.textIn(value, 'api_endpoint');
    const variable = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/.exec(api.textIn(value, 'api_key') ?? '')?.[1];
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
  says: 'models of some 40 providers, with windows, prices and reasoning levels; names, URLs, variables of keys, default and small model',
  complete: 'for every provider that it has',
  ...api.catalogAt(url),
  translate([body], provider) {
    return api.fromCatalog('catwalk', body, providersOf, provider, (found) => {
      const { value, models, env } = found;
      const facts = {
        name: api.member(value, 'name'),
        url: found.url,
        ...(env.length > 0 && { env }),
        default_model: api.member(value, 'default_large_model_id'),
        small_model: api.member(value, 'default_small_model_id'),
      };
      const entries = models.map((model) => ({ id: api.member(model, 'id'), value: model }));
      return api.listingOf(entries, provider, { readings: api.catwalkReadings, isComplete: true, facts });
    });
  },
} satisfies api.Source;
