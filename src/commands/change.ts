import { diagnose, hasErrors, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import type { Plan, Target } from '../core/target.js';
import { list, withoutMark } from '../core/text.js';
import type { Direction } from '../edit/outcome.js';
import { resolve, type Resolution } from '../edit/resolve.js';
import { grammars } from '../io/assets.js';
import { inside, isFolder, readRegularFile } from '../io/read.js';
import { draftProblems, editsOf, planAll } from './plan.js';
import type { ChangeResult } from './result.js';
import { loadSpecs } from './specs.js';
import { loadTarget } from './targets.js';

export interface ChangeOptions {
  readonly target: string;
  /** The folder that is edited. */
  readonly into: string;
  /** Whether a spec with open questions is taken. */
  readonly draft: boolean;
}

/** What `diff`, `apply`, `check` and `remove` share: the changes that would make the tree what the specs say, and why. */
export interface Changes extends ChangeResult {
  readonly drift: readonly Diagnostic[];
}

/**
 * @returns no changes when anything stands in the way
 * @throws DiagnosticError `io/read`, `target/unknown`, `target/not-found`
 */
export async function changesFor(specPaths: readonly string[], options: ChangeOptions, direction: Direction): Promise<Changes> {
  const target = await loadTarget(options.target);
  const { specs, diagnostics, sources } = await loadSpecs(specPaths);
  const drafts = draftProblems(specs, options.draft);
  const planned = planAll(target, specs);
  // To take something out, open questions and what the host cannot say do not matter.
  const all = [...diagnostics, ...drafts, ...planned.diagnostics];
  const before = direction === 'apply' ? all : all.filter(({ severity }) => severity === 'error');
  if (hasErrors(before)) return { changes: [], drift: [], diagnostics: sortDiagnostics(before), sources };

  await refuseOtherFolder(target, options.into);
  const read = async (path: string): Promise<string | undefined> => {
    const text = await readRegularFile(inside(options.into, path));
    if (text !== undefined) sources.set(path, withoutMark(text));
    return text;
  };
  if (direction === 'remove') before.push(...(await partsMissing(planned.plans, read)));
  if (hasErrors(before)) return { changes: [], drift: [], diagnostics: sortDiagnostics(before), sources };
  const resolution: Resolution = await resolve({ edits: editsOf(planned.plans), direction, read, grammars });
  const blocked = hasErrors(resolution.problems);
  return {
    changes: blocked ? [] : resolution.changes,
    drift: resolution.drift,
    diagnostics: [...sortDiagnostics(before), ...sortDiagnostics(resolution.problems)],
    sources,
  };
}

/** `apply` puts in everything. A provider of which only a part is there was put there by somebody else. */
async function partsMissing(plans: readonly Plan[], read: (path: string) => Promise<string | undefined>): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const { edits } of plans) {
    const { drift, absent } = await resolve({ edits, direction: 'remove', read, grammars });
    if (drift.length > 0)
      found.push(...absent.map((diagnostic) => ({ ...diagnostic, hint: 'nothing is taken out; undo the rest by hand or with git' })));
  }
  return found;
}

/** A checkout is told by the files it has. A folder that has none of them is somebody else's. */
export async function refuseOtherFolder(target: Target, into: string): Promise<void> {
  if (!(await isFolder(into)))
    throw new DiagnosticError(
      diagnose('target/not-found', `${into} is not a folder`, { hint: 'name the checkout with `--into <folder>`' }),
    );
  if (target.kind !== 'checkout') return;
  const first = target.files[0]!;
  if ((await readRegularFile(inside(into, first))) !== undefined) return;
  throw new DiagnosticError(
    diagnose('target/not-found', `${into} is not a ${target.title} checkout: it has no ${first}`, {
      hint: `name the checkout with \`--into <folder>\`; one has ${list(target.files)}`,
    }),
  );
}
