import type { Source } from '../core/source.js';
import { sourceLoaders } from '../generated/sources.js';
import { load } from './registry.js';

export const sourceIds: readonly string[] = Object.keys(sourceLoaders);

/** @throws DiagnosticError `source/unknown` */
export async function loadSource(id: string): Promise<Source> {
  return load('source', sourceLoaders, id);
}

export async function allSources(): Promise<Source[]> {
  return Promise.all(sourceIds.map(loadSource));
}
