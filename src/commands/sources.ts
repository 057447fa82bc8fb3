import type { Source } from '../sources/engine/source.js';
import { sourceLoaders } from '../generated/sources.js';
import { daysSince } from '../io/dates.js';
import { readSnapshot } from '../io/net/snapshot.js';
import { loadById } from './registry.js';

/** The date of an answer, YYYY-MM-DD in UTC, and its age in days. */
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

/** All sources, each with the age of its snapshot in the package, if it has one. */
export async function sourcesWithSnapshots(): Promise<(Source & { readonly snapshot?: Age })[]> {
  return (await allSources()).map((source) => {
    const kept = source.url === undefined ? undefined : readSnapshot(source.url);
    return { ...source, ...(kept && { snapshot: { date: kept.date, days: daysSince(kept.date) } }) };
  });
}
