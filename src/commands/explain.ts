import { hasErrors, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import { usedFields, type Field, type FieldSupport } from '../spec/fields.js';
import { planSpecs } from './plan.js';
import type { CommandResult } from './result.js';
import { loadSpecs } from './specs.js';
import { allTargets, loadTarget } from './targets.js';

/** How a target supports one provider. */
export interface Explained {
  readonly provider: string;
  readonly target: string;
  readonly title: string;
  /** Why the target does not support the provider. */
  readonly refused?: string;
  /** The fields of the provider and how each is supported; undefined if the provider is not supported. */
  readonly fields?: readonly ({ readonly field: Field } & FieldSupport)[];
  /** The diagnostics of planning, such as assumed values or a key that goes into a file. */
  readonly notes: readonly Diagnostic[];
}

/**
 * How each target supports the fields of specs.
 * @param targetIds all targets if empty
 * @throws DiagnosticError `target/unknown`
 */
export async function explain(
  specPaths: readonly string[],
  targetIds: readonly string[],
): Promise<CommandResult & { readonly explained: readonly Explained[] }> {
  // Each name is looked up, so that a misspelt id next to `all` is reported.
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
