import type { Source } from '../sources/engine/source.js';
import { sourceLoaders } from '../generated/sources.js';
import { daysSince } from '../io/dates.js';
import { readSnapshot } from '../io/net/snapshot.js';
import { loadById } from './registry.js';

/** The day that an answer is from, YYYY-MM-DD in UTC, and how many days ago that was. */
export interface Age {
  readonly date: string;
  readonly days: number;
}

export const sourceIds: readonly string[] = Object.keys(sourceLoaders);

/** @throws DiagnosticError `source/unknown` */
export async function loadSource(id: string): Promise<Source> {
  return loadById('source', sourceLoaders, id);
}

export async function allSources(): Promise<Source[]> {
  return Promise.all(sourceIds.map(loadSource));
}

/** All sources, each with the age of the answer of it that comes with the package, where there is one. */
export async function sourcesWithSnapshots(): Promise<(Source & { readonly snapshot?: Age })[]> {
  return (await allSources()).map((source) => {
    const kept = source.url === undefined ? undefined : readSnapshot(source.url);
    return { ...source, ...(kept && { snapshot: { date: kept.date, days: daysSince(kept.date) } }) };
  });
}
