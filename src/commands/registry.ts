import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { didYouMean } from '../core/text.js';

/**
 * Loads the entry of a registry with an id.
 * @throws DiagnosticError `target/unknown`, `source/unknown`
 */
export async function loadById<T>(kind: 'target' | 'source', loaders: Readonly<Record<string, () => Promise<T>>>, id: string): Promise<T> {
  const found = Object.hasOwn(loaders, id) ? loaders[id] : undefined;
  if (found) return found();
  const near = didYouMean(id, Object.keys(loaders));
  throw new DiagnosticError(
    diagnose(`${kind}/unknown`, `there is no ${kind} \`${id}\``, {
      hint: near ? `did you mean \`${near}\`?` : `\`providersmith ${kind}s\` lists them`,
    }),
  );
}
