// All that a source may import.
export { groupBy } from '../core/collections.js';
export type { JsonValue } from '../core/edits.js';
export type { HttpRequest } from '../core/http.js';
export { isObject, type JsonObject } from '../core/json-values.js';
export { keyHeader, splitUrl } from '../spec/normalize.js';
export type { LiveModels, Model, Protocol, Provider } from '../spec/provider.js';
export {
  catalogSource,
  indexProviders,
  normalizeId,
  servesFromHost,
  translateCatalog,
  type CatalogEntry,
  type ProviderIndex,
} from './engine/find-provider.js';
export { readListing, readPages, type ModelEntry } from './engine/listing.js';
export { describeError, member, memoizeByBody, nextPageRequest, textMember } from './engine/response.js';
export type { Source } from './engine/source.js';
export { liveShapes } from '../catalog-formats/live-models.js';
export { openRouterEntries, openRouterFacts, openRouterModel, openRouterNext } from '../catalog-formats/openrouter.js';
export { catwalkReaders, liteLlmReaders, modelsDevReaders } from '../catalog-formats/readers.js';
