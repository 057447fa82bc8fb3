import { hasErrors, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import { usedFields, type Field, type FieldSupport } from '../spec/fields.js';
import { planSpecs } from './plan.js';
import type { CommandResult } from './result.js';
import { loadSpecs } from './specs.js';
import { allTargets, loadTarget } from './targets.js';

/** What comes of a provider at one target. */
export interface Explained {
  readonly provider: string;
  readonly target: string;
  readonly title: string;
  /** Why the target cannot take the provider; the fields do not matter then. */
  readonly refused?: string;
  /** The fields that the provider has, and what comes of each; undefined where it is refused. */
  readonly fields?: readonly ({ readonly field: Field } & FieldSupport)[];
  /** What the target says of this provider: values that are assumed, a key that goes into a file. */
  readonly notes: readonly Diagnostic[];
}

/**
 * Which fields of a spec each target can hold.
 * @param targetIds all targets when there is none
 * @throws DiagnosticError `target/unknown`
 */
export async function explain(
  specPaths: readonly string[],
  targetIds: readonly string[],
): Promise<CommandResult & { readonly explained: readonly Explained[] }> {
  // Each name is looked up, so that a misspelt one next to `all` is reported.
  const named = await Promise.all(targetIds.filter((id) => id !== 'all').map(loadTarget));
  const targets = targetIds.length === 0 || targetIds.includes('all') ? await allTargets() : named;
  const { specs, diagnostics, sources } = await loadSpecs(specPaths);
  if (hasErrors(diagnostics)) return { explained: [], diagnostics: sortDiagnostics(diagnostics), sources };
  const explained = specs.flatMap((spec) =>
    targets.map((target): Explained => {
      const { provider } = spec;
      const about = { provider: provider.id, target: target.id, title: target.title };
      const notes = planSpecs(target, [spec], { setDefault: true }).diagnostics;
      const refusal = notes.find(({ severity }) => severity === 'error');
      if (refusal) return { ...about, refused: [refusal.message, refusal.hint].filter((text) => text !== undefined).join('; '), notes: [] };
      return { ...about, fields: usedFields(provider).map((field) => ({ field, ...target.fieldSupport[field] })), notes };
    }),
  );
  return { explained, diagnostics: sortDiagnostics(diagnostics), sources };
}
