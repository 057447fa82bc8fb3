import * as kit from './kit.js';

const url = 'https://catwalk.charm.land/v2/providers';

interface Listed extends kit.Listed {
  readonly value: kit.Members;
  readonly models: readonly kit.JsonValue[];
}

/** The providers of a body; undefined when it is none of catwalk. */
const providersOf = kit.onceFor((body: kit.JsonValue): kit.ProviderIndex<Listed> | undefined => {
  const entries = (Array.isArray(body) ? (body as readonly kit.JsonValue[]) : []).flatMap((value): Listed[] => {
    const id = kit.textIn(value, 'id');
    const models = kit.member(value, 'models');
    if (!kit.isMembers(value) || id === undefined || !Array.isArray(models)) return [];
    // `$OPENAI_API_ENDPOINT` is there for a user who wants another host.
    const endpoint = kit.textIn(value, 'api_endpoint');
    const variable = /^\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?$/.exec(kit.textIn(value, 'api_key') ?? '')?.[1];
    return [{ id, url: endpoint?.startsWith('$') ? undefined : endpoint, env: variable === undefined ? [] : [variable], value, models }];
  });
  return entries.length === 0 ? undefined : kit.indexProviders(entries);
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
  ...kit.catalogAt(url),
  translate([body], provider) {
    return kit.fromCatalog('catwalk', body, providersOf, provider, (found) => {
      const { value, models, env } = found;
      const facts = {
        name: kit.member(value, 'name'),
        url: found.url,
        ...(env.length > 0 && { env }),
        default_model: kit.member(value, 'default_large_model_id'),
        small_model: kit.member(value, 'default_small_model_id'),
      };
      const entries = models.map((model) => ({ id: kit.member(model, 'id'), value: model }));
      return kit.listingOf(entries, provider, { readings: kit.catwalkReadings, isComplete: true, facts });
    });
  },
} satisfies kit.Source;
