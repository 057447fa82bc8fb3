import { hasErrors, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';
import { resolve } from '../edit/resolve.js';
import { grammars } from '../io/files/assets.js';
import { resolveInside, readRegularFile } from '../io/files/read.js';
import { scratchFs, writeChanges } from '../io/files/write.js';
import { openQuestionDiagnostics, downgradeToSkipped, planSpecs } from './plan.js';
import type { ChangeResult } from './result.js';
import { loadSpecs } from './specs.js';
import type { PlanOptions } from '../targets/engine/target.js';
import { allTargets, loadTarget } from './targets.js';

export interface GenerateOptions extends Partial<PlanOptions> {
  /** The ids of targets, or `all`. */
  readonly targets: readonly string[];
  readonly out: string;
  readonly draft: boolean;
}

/**
 * Writes stand-alone files into `<out>/<provider>/<target>/`.
 * @returns all files it makes, those that were there already in the same form included
 */
export async function generate(
  specPaths: readonly string[],
  options: GenerateOptions,
): Promise<ChangeResult & { readonly files: readonly string[] }> {
  // Each name is looked up, so that a misspelt one beside `all` is told.
  const named = await Promise.all([...new Set(options.targets)].filter((id) => id !== 'all').map(loadTarget));
  const targets = options.targets.includes('all') ? await allTargets() : named;
  // Not every agent can take every provider.
  const lenient = options.targets.includes('all');
  const { specs, diagnostics, sources } = await loadSpecs(specPaths);
  const found: Diagnostic[] = [...diagnostics, ...openQuestionDiagnostics(specs, options.draft)];
  const changes: FileChange[] = [];
  const files: string[] = [];
  const told = new Set<string>();
  for (const target of targets) {
    const planned = planSpecs(target, specs, options, 'artifacts');
    // Two targets of one agent find the same.
    for (const one of planned.diagnostics) {
      const diagnostic = lenient ? downgradeToSkipped(one, target) : one;
      const key = JSON.stringify(diagnostic);
      if (!told.has(key)) found.push(diagnostic);
      told.add(key);
    }
    // Each in turn, so that no more than the texts are kept.
    for (const { spec, edits: own } of hasErrors(found) ? [] : planned.plans) {
      const edits = own.map((edit) => ({ ...edit, path: `${spec.provider.id}/${target.id}/${edit.path}` }));
      // What stands alone does not depend on what is there.
      const resolution = await resolve({ edits, direction: 'apply', read: async () => undefined, grammars, silent: true });
      for (const { path, after } of resolution.changes) {
        const before = readRegularFile(resolveInside(options.out, path));
        if (before !== after) changes.push({ path, before, after });
      }
      found.push(...resolution.problems);
      files.push(...new Set(edits.map(({ path }) => path)));
    }
  }
  if (hasErrors(found)) return { changes: [], files: [], diagnostics: sortDiagnostics(found), sources };
  writeChanges(options.out, changes, scratchFs);
  return { changes, files, diagnostics: sortDiagnostics(found), sources };
}
