import { hasErrors, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';
import { resolve } from '../edit/resolve.js';
import { grammars } from '../io/files/assets.js';
import { resolveInside, readRegularFile } from '../io/files/read.js';
import { scratchFs, writeChanges } from '../io/files/write.js';
import { downgradeToSkipped, openQuestionDiagnostics, planSpecs, type SpecPlan } from './plan.js';
import type { ChangeResult } from './result.js';
import { loadSpecs } from './specs.js';
import type { PlanOptions, Target } from '../targets/engine/target.js';
import { allTargets, loadTarget } from './targets.js';

export interface GenerateOptions extends Partial<PlanOptions> {
  /** Target ids, or `all`. */
  readonly targets: readonly string[];
  readonly out: string;
  readonly draft: boolean;
}

/**
 * Writes stand-alone files into `<out>/<provider>/<target>/`.
 * @returns the paths of all files, including those that were already up to date
 */
export async function generate(
  specPaths: readonly string[],
  options: GenerateOptions,
): Promise<ChangeResult & { readonly files: readonly string[] }> {
  const isForAll = options.targets.includes('all');
  // Each id is looked up, so that a misspelt id next to `all` is reported.
  const named = await Promise.all([...new Set(options.targets)].filter((id) => id !== 'all').map(loadTarget));
  const targets = isForAll ? await allTargets() : named;
  const { specs, diagnostics, sources } = await loadSpecs(specPaths);
  const found = [...diagnostics, ...openQuestionDiagnostics(specs, options.draft)];
  const changes: FileChange[] = [];
  const files: string[] = [];
  for (const target of targets) {
    const planned = planSpecs(target, specs, options, 'artifacts');
    found.push(...(isForAll ? planned.diagnostics.map((one) => downgradeToSkipped(one, target)) : planned.diagnostics));
    if (hasErrors(found)) continue;
    // One target at a time, so that only the texts stay in memory and not the edits.
    for (const plan of planned.plans) {
      const made = await makeFiles(plan, target, options.out);
      changes.push(...made.changes);
      files.push(...made.files);
      found.push(...made.problems);
    }
  }
  const all = sortDiagnostics(withoutRepetition(found));
  if (hasErrors(found)) return { changes: [], files: [], diagnostics: all, sources };
  writeChanges(options.out, changes, scratchFs);
  return { changes, files, diagnostics: all, sources };
}

/** The files of one provider for one target. They do not depend on what the folder contains. */
async function makeFiles(
  { spec, edits: planned }: SpecPlan,
  { id }: Target,
  out: string,
): Promise<{ changes: FileChange[]; files: string[]; problems: readonly Diagnostic[] }> {
  const edits = planned.map((edit) => ({ ...edit, path: `${spec.provider.id}/${id}/${edit.path}` }));
  const resolution = await resolve({ edits, direction: 'apply', read: async () => undefined, grammars, silent: true });
  const changes = resolution.changes.flatMap(({ path, after }): FileChange[] => {
    const before = readRegularFile(resolveInside(out, path));
    return before === after ? [] : [{ path, before, after }];
  });
  return { changes, files: [...new Set(edits.map(({ path }) => path))], problems: resolution.problems };
}

/** Two targets of one agent report the same. */
function withoutRepetition(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
