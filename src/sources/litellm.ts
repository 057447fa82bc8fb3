import * as api from './api.js';

const url = 'https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json';

/** What LiteLLM calls the modes in which a model writes text. */
const textModes = new Set<api.JsonValue | undefined>(['chat', 'responses', 'completion', undefined]);

interface PricedModel extends api.ModelEntry {
  readonly id: string;
  readonly provider: string;
}

/**
 * The entries by provider, with the ids sent in requests. Most keys have the provider, or a group of providers, before the id. Undefined if
 * the body is not a price map.
 */
const groupByProvider = api.memoizeByBody((body: api.JsonValue): ReadonlyMap<string, readonly PricedModel[]> | undefined => {
  if (!api.isObject(body)) return undefined;
  const entries = Object.entries(body).flatMap(([key, value]): PricedModel[] => {
    const provider = api.textMember(value, 'litellm_provider');
    // `sample_spec` documents the members.
    if (provider === undefined || key === 'sample_spec' || !textModes.has(api.member(value, 'mode'))) return [];
    const slash = key.indexOf('/');
    const prefixed = { id: key.slice(slash + 1), value, provider: key.slice(0, Math.max(slash, 0)) };
    return prefixed.provider === provider ? [prefixed] : [{ id: key, value, provider }, ...(slash > 0 ? [prefixed] : [])];
  });
  return entries.length === 0 ? undefined : api.groupBy(entries, ({ provider }) => [api.normalizeId(provider)]);
});

/** LiteLLM's price map: prices in USD per token, limits in tokens. Models are added by hand, so a list is never complete. */
export default {
  id: 'litellm',
  title: 'LiteLLM',
  homepage: 'https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json',
  says: 'limits and prices of models in the spec',
  complete: 'never',
  ...api.catalogSource(url),
  translate([body], provider) {
    const index = body === undefined ? undefined : groupByProvider(body);
    if (!index) return { problem: `it has no models with a \`litellm_provider\`${api.describeError(body)}` };
    const known = new Set(provider.models.map(({ id }) => id));
    const entries = index.get(api.normalizeId(provider.id))?.filter(({ id }) => known.has(id)) ?? [];
    if (entries.length === 0) return { unknown: 'it has no model of the spec under this provider' };
    return api.readListing(entries, provider, { readers: api.liteLlmReaders, isComplete: false });
  },
} satisfies api.Source;
