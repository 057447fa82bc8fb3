// `models diff`: loads the specs, gathers answers, refreshes and edits the specs, and plans the target.
import { diagnose, hasErrors, type Diagnostic } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import type { HoldRule } from '../models/types.js';
import type { ValidSpec } from '../spec/validate.js';
import { findChangesOfSpecs, type Changes } from './changes.js';
import { gatherAnswers, type GatherOptions, type Origin } from './gather.js';
import { refreshSpec, type SpecReport } from './refresh-spec.js';
import type { ChangeResult } from './result.js';
import { loadSpecs } from './specs.js';

export interface ModelsOptions extends GatherOptions {
  /** The rules whose held changes are accepted. */
  readonly accept: readonly HoldRule[];
  /** The target that is updated with the specs. */
  readonly target?: string;
  readonly into?: string;
  readonly draft: boolean;
}

export interface ModelsResult extends ChangeResult {
  /** One for each refreshed spec. */
  readonly reports: readonly SpecReport[];
  /** The origins of answers that the run did not get over the network. */
  readonly origins: readonly Origin[];
  /** The changes of the target. */
  readonly carried?: Changes;
}

/**
 * What `models update` would change.
 * @throws DiagnosticError `models/one-at-a-time`, `source/unknown`, `target/unknown`, `target/not-found`, `io/read`
 */
export async function modelsDiff(paths: readonly string[], options: ModelsOptions): Promise<ModelsResult> {
  const { sources, specs, diagnostics: invalid } = await loadSpecs(paths);
  if (hasErrors(invalid)) {
    const reason = diagnose('models/nothing-asked', 'a spec is not valid, so nothing was asked');
    return { changes: [], reports: [], origins: [], diagnostics: [...invalid, reason], sources };
  }
  requireOneSpecForAccess(specs, options);

  const { gathered, origins } = await gatherAnswers(specs, options);
  const refreshes = await Promise.all(gathered.map(async ({ spec, ...answers }) => refreshSpec(spec, answers, options.accept)));
  const carried = await carryIntoTarget(
    refreshes.map(({ spec }) => spec),
    options,
  );

  const changes: FileChange[] = refreshes.flatMap((refresh) => refresh.changes);
  const reports = refreshes.flatMap(({ report }) => report ?? []);
  const diagnostics = [...invalid, ...refreshes.flatMap((refresh) => refresh.diagnostics), ...carryProblems(carried, options)];
  if (reports.length === 0 && !hasErrors(diagnostics))
    diagnostics.push(diagnose('models/nothing-asked', 'no source has any of the providers'));
  return { changes, reports, origins, diagnostics, sources, ...(carried && { carried }) };
}

function requireOneSpecForAccess(specs: readonly ValidSpec[], { accept }: ModelsOptions): void {
  if (specs.length <= 1 || !accept.includes('models/access-change')) return;
  throw new DiagnosticError(
    diagnose('models/one-at-a-time', '`--accept models/access-change` accepts the change of one spec, but there are several', {
      hint: 'review each change, and run the command with that spec only',
    }),
  );
}

async function carryIntoTarget(specs: readonly ValidSpec[], { target, into, draft }: ModelsOptions): Promise<Changes | undefined> {
  return target === undefined ? undefined : findChangesOfSpecs(specs, { target, draft, ...(into !== undefined && { into }) });
}

/** Why a target cannot be updated. Fields that it cannot represent are not repeated here: `apply` and `explain` report them. */
function carryProblems(carried: Changes | undefined, { target }: ModelsOptions): Diagnostic[] {
  if (!carried) return [];
  const problems = carried.diagnostics.filter(({ code, severity }) => severity === 'error' || code.startsWith('edit/'));
  return hasErrors(problems) ? [...problems, notCarried(target!, 'so nothing is written')] : problems;
}

/** @param consequence what it means for the files */
export function notCarried(target: string, consequence: string): Diagnostic {
  const hint = 'fix the problem above, or omit `-t` to update only the specs';
  return diagnose('models/not-carried', `the change cannot be carried into ${target}, ${consequence}`, { hint });
}
