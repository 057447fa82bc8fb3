// Makes a listing of the entries that a source has of one provider.

import { isObject, type JsonObject } from '../../core/json-values.js';
import type { JsonValue } from '../../core/edits.js';
import { quote } from '../../core/text.js';
import type { Model, Provider } from '../../spec/provider.js';
import { readFields, type FieldReaders } from './field-readers.js';
import { pruneFacts, pruneModel, type PrunedModel } from './prune.js';
import type { ProviderFacts, Translation } from './source.js';
import { findPageProblem } from './response.js';

/** A model as a response has it. */
export interface ModelEntry {
  /** The id that is sent in requests. */
  readonly id: JsonValue | undefined;
  readonly value: JsonValue;
  /** Why the entry is not one of the provider's models. */
  readonly skipReason?: string;
}

export interface ListingOptions {
  readonly readers: FieldReaders;
  readonly isComplete: boolean;
  readonly facts?: { readonly [Key in keyof ProviderFacts]?: JsonValue | undefined };
}

/** The listing of entries, without those that a spec cannot have. */
export function readListing(
  entries: Iterable<ModelEntry>,
  provider: Provider,
  { readers, isComplete, facts = {} }: ListingOptions,
): Translation {
  const known = new Map(provider.models.map((model) => [model.id, model]));
  const models = new Map<string, Model>();
  const leftOut: string[] = [];
  let count = 0;
  for (const entry of entries) {
    count += 1;
    const read = readModel(entry, known, readers);
    if (typeof read === 'string') {
      leftOut.push(read);
      continue;
    }
    const { model } = read;
    const first = models.get(model.id);
    if (!first) {
      models.set(model.id, model);
      leftOut.push(...read.leftOut);
    } else if (JSON.stringify(first) !== JSON.stringify(model))
      leftOut.push(`${quote(model.id)} is listed again with other values: the first entry is used`);
  }
  if (count === 0) return { problem: 'it lists no models' };
  if (models.size === 0) return { problem: `none of its ${count} entries can be used: ${leftOut[0]}` };
  const about = pruneFacts(usableFacts(facts, models, isComplete));
  return { listing: { models: [...models.values()], provider: about.facts, isComplete, leftOut: [...leftOut, ...about.leftOut] } };
}

/** @returns why the entry is left out, if it is */
function readModel({ id, value, skipReason }: ModelEntry, known: ReadonlyMap<string, Model>, readers: FieldReaders): PrunedModel | string {
  if (skipReason !== undefined) return `${describeValue(id)} ${skipReason}`;
  if (!isObject(value)) return `${id === undefined ? 'an entry' : describeValue(id)} is ${describeValue(value)}, not an object`;
  const model = { id };
  readFields(readers, value, model as { id?: string }, typeof id === 'string' ? known.get(id) : undefined);
  return (
    pruneModel(model) ??
    (id === undefined ? 'an entry has no id' : `an entry has the id ${describeValue(id)}, which is not valid in a spec`)
  );
}

/** A value for a message. An object or list could be too large to print, or too deep. */
function describeValue(value: JsonValue | undefined): string {
  if (typeof value !== 'object' || value === null) return quote(value);
  return Array.isArray(value) ? '[…]' : '{…}';
}

/** The facts that have a value. A default must be one of the models, if all are listed. */
function usableFacts(
  facts: NonNullable<ListingOptions['facts']>,
  models: ReadonlyMap<string, Model>,
  isComplete: boolean,
): Record<string, JsonValue> {
  const usable = Object.entries(facts).filter(([key, value]) => {
    if (value === undefined || value === null || value === '') return false;
    return !(isComplete && key.endsWith('_model') && typeof value === 'string' && !models.has(value));
  });
  return Object.fromEntries(usable) as JsonObject;
}

/**
 * The entries of all pages, or what is wrong with them.
 * @param tokenOf what leads from a page to the next one
 */
export function readPages(
  bodies: readonly JsonValue[],
  readEntries: (bodies: readonly JsonValue[]) => ModelEntry[] | string,
  tokenOf: (body: JsonValue) => string | undefined,
): ModelEntry[] | string {
  if (bodies.length === 0) return 'it is empty';
  const entries = readEntries(bodies);
  return typeof entries === 'string' ? entries : (findPageProblem(bodies, tokenOf) ?? entries);
}
