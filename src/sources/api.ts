// All that a source may import.
export { keyHeader, splitUrl } from '../spec/normalize.js';
export { quote } from '../core/text.js';
export type { JsonValue } from '../core/edits.js';
export { groupBy } from '../core/collections.js';
export { isObject, type JsonObject } from '../core/json-values.js';
export type { HttpRequest } from '../core/http.js';
export type { LiveModels, Model, Protocol, Provider } from '../spec/provider.js';
export type { Source, Translation } from './engine/source.js';
export * from './engine/find-provider.js';
export * from './engine/listing.js';
export * from './engine/field-readers.js';
export * from '../catalog-formats/readers.js';
export * from '../catalog-formats/live-models.js';
export * from '../catalog-formats/openrouter.js';
