// All that a source may import.
export { keyHeader, splitUrl } from '../core/normalize.js';
export { quote } from '../core/text.js';
export type { JsonValue } from '../core/edits.js';
export type { HttpRequest } from '../core/http.js';
export type { LiveModels, Model, Protocol, Provider } from '../core/provider.js';
export type { Source, Translation } from '../core/source.js';
export * from '../kit/find-provider.js';
export * from '../kit/listing.js';
export * from '../kit/readings.js';
export * from '../kit/shapes/catalog-readings.js';
export * from '../kit/shapes/live-models.js';
export * from '../kit/shapes/openrouter.js';
