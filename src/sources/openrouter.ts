import * as api from './api.js';

const url = 'https://openrouter.ai/api/v1/models';

interface Index {
  readonly entries: readonly api.Entry[];
  readonly byId: ReadonlyMap<string, readonly api.Entry[]>;
  readonly byTail: ReadonlyMap<string, readonly api.Entry[]>;
}

const indexOf = api.onceFor((entries: readonly api.Entry[]): Index => {
  const idsOf = ({ id }: api.Entry): string[] => (typeof id === 'string' ? [id] : []);
  return { entries, byId: api.groupBy(entries, idsOf), byTail: api.groupBy(entries, (entry) => idsOf(entry).map(tail)) };
});

const entriesOf = api.onceForPages((bodies) => api.entriesOf(bodies, api.openRouterEntries, api.openRouterNext));

/** The part behind the last slash, which is the name of the model itself. */
function tail(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The entry of the same model: by its id in a catalog, by the one on the wire, or by its own name where exactly one has it. */
function sameModel({ byId, byTail }: Index, { id, catalog_id: catalogId }: api.Model): api.Entry | undefined {
  for (const known of [catalogId, id]) {
    const [entry] = (known !== undefined && byId.get(known)) || [];
    if (entry) return entry;
  }
  for (const known of [catalogId, id]) {
    const [entry, another] = (known !== undefined && byTail.get(tail(known))) || [];
    if (entry && !another) return entry;
  }
  return undefined;
}

/** OpenRouter serves models of most vendors, so it knows facts of models that others serve too. Its prices and its list are its own. */
export default {
  id: 'openrouter',
  title: 'OpenRouter',
  homepage: 'https://openrouter.ai/docs/models',
  says: 'all of its own models with limits and prices; of the models of other providers what is true of a model wherever it runs',
  complete: 'for providers whose host is openrouter.ai',
  ...api.catalogAt(url),
  next(body, request) {
    const token = api.openRouterNext(body);
    return token === undefined ? undefined : api.pageRequest(request, undefined, token);
  },
  translate(bodies, provider) {
    const entries = entriesOf(bodies);
    if (typeof entries === 'string') return { problem: entries };
    if (api.hasHost(provider, 'openrouter.ai'))
      return api.listingOf(entries, provider, { readings: api.openRouterModel, isComplete: true });
    const index = indexOf(entries);
    const same = provider.models.flatMap((model) => {
      const entry = sameModel(index, model);
      return entry ? [{ id: model.id, value: entry.value }] : [];
    });
    if (same.length === 0) return { unknown: 'it has none of the models of the spec' };
    return api.listingOf(same, provider, { readings: api.openRouterFacts, isComplete: false });
  },
} satisfies api.Source;
