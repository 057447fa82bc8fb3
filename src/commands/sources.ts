import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import type { Source } from '../core/source.js';
import { didYouMean } from '../core/text.js';
import { sourceLoaders } from '../generated/sources.js';

export const sourceIds: readonly string[] = Object.keys(sourceLoaders);

/** @throws DiagnosticError `source/unknown` */
export async function loadSource(id: string): Promise<Source> {
  const load = Object.hasOwn(sourceLoaders, id) ? sourceLoaders[id] : undefined;
  if (load) return load();
  const near = didYouMean(id, sourceIds);
  throw new DiagnosticError(
    diagnose('source/unknown', `there is no source \`${id}\``, {
      hint: near ? `did you mean \`${near}\`?` : '`providersmith sources` lists them',
    }),
  );
}

export async function allSources(): Promise<Source[]> {
  return Promise.all(sourceIds.map(loadSource));
}
