import * as api from './api.js';

const url = 'https://openrouter.ai/api/v1/models';

/** The name of a model without its vendor. */
function nameOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Finds the entry of a model: by its id in a catalog, by the id sent in requests, or by its name if only one entry has it. */
function entryFinder(entries: readonly api.ModelEntry[]): (model: api.Model) => api.ModelEntry | undefined {
  const idsOf = ({ id }: api.ModelEntry): string[] => (typeof id === 'string' ? [id] : []);
  const byId = api.groupBy(entries, idsOf);
  const byName = api.groupBy(entries, (entry) => idsOf(entry).map(nameOf));
  return ({ id, catalog_id: catalogId }) => {
    const ids = catalogId === undefined ? [id] : [catalogId, id];
    const sameId = ids.find((one) => byId.has(one));
    const sameName = ids.find((one) => byName.get(nameOf(one))?.length === 1);
    if (sameId !== undefined) return byId.get(sameId)![0];
    return sameName === undefined ? undefined : byName.get(nameOf(sameName))![0];
  };
}

/** OpenRouter serves models of most vendors, so it knows facts about models that other providers serve too. Its prices and its list are only its own. */
export default {
  id: 'openrouter',
  title: 'OpenRouter',
  homepage: 'https://openrouter.ai/docs/models',
  says: 'all of its own models, with limits and prices; for models of other providers, the values that do not depend on the provider',
  complete: 'for providers whose host is openrouter.ai',
  ...api.catalogSource(url),
  next(body, request) {
    const token = api.openRouterNext(body);
    return token === undefined ? undefined : api.nextPageRequest(request, undefined, token);
  },
  translate(bodies, provider) {
    const entries = api.readPages(bodies, api.openRouterEntries, api.openRouterNext);
    if (typeof entries === 'string') return { problem: entries };
    if (api.servesFromHost(provider, 'openrouter.ai'))
      return api.readListing(entries, provider, { readers: api.openRouterModel, isComplete: true });
    const findEntry = entryFinder(entries);
    const same = provider.models.flatMap((model) => {
      const entry = findEntry(model);
      return entry ? [{ id: model.id, value: entry.value }] : [];
    });
    if (same.length === 0) return { unknown: 'it has no model of the spec' };
    return api.readListing(same, provider, { readers: api.openRouterFacts, isComplete: false });
  },
} satisfies api.Source;
