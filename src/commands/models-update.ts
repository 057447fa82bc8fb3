// `models update`: writes what `models diff` shows.
import { hasErrors, type Diagnostic } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import { splitPath } from '../io/files/read.js';
import { writeChanges, type RestorableFiles } from '../io/files/write.js';
import { writeWithBackup } from './write-with-backup.js';
import type { Changes } from './changes.js';
import { lockPath } from './lock-file.js';
import { modelsDiff, notCarried, type ModelsOptions, type ModelsResult } from './models-diff.js';

/**
 * Writes each spec with its lock, and the change of a target. A spec that no source has, or that cannot be written, stays unchanged. A target
 * gets the changes of all specs or none; if it cannot be written, the specs stay unchanged too.
 */
export async function modelsUpdate(paths: readonly string[], options: ModelsOptions): Promise<ModelsResult> {
  const result = await modelsDiff(paths, options);
  const { carried } = result;
  if (!carried) {
    const { written, problems } = writeSpecs(result);
    return { ...result, changes: written, diagnostics: [...result.diagnostics, ...problems] };
  }
  if (hasErrors(carried.diagnostics)) return { ...result, changes: [] };
  const { written, problems } = writeWithTarget(result, carried);
  if (problems.length === 0) return { ...result, changes: written };
  const reason = notCarried(options.target!, written.length === 0 ? 'so nothing is written' : 'which stays as it is');
  return {
    ...result,
    changes: written,
    carried: { ...carried, changes: [] },
    diagnostics: [...result.diagnostics, ...problems, reason],
  };
}

interface WrittenSpecs {
  readonly written: readonly FileChange[];
  readonly problems: readonly Diagnostic[];
}

/** Writes the target first, and restores it if a spec cannot be written. */
function writeWithTarget(result: ModelsResult, carried: Changes): WrittenSpecs {
  let target: RestorableFiles;
  try {
    target = writeWithBackup(carried);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { written: [], problems: [error.diagnostic] };
  }
  let specs: WrittenSpecs;
  try {
    specs = writeSpecs(result);
  } catch (bug) {
    target.restore();
    throw bug;
  }
  if (specs.problems.length === 0) {
    target.keep();
    return specs;
  }
  const unrestored = target.restore();
  const [first, ...others] = specs.problems;
  return { ...specs, problems: [{ ...first!, ...(unrestored !== undefined && { hint: unrestored }) }, ...others] };
}

/** A spec that cannot be written does not keep others from being written. */
function writeSpecs({ reports, changes }: ModelsResult): WrittenSpecs {
  const written: FileChange[] = [];
  const problems: Diagnostic[] = [];
  for (const { path } of reports) {
    const own = changes.filter((change) => change.path === path || change.path === lockPath(path));
    try {
      writeChanges(
        splitPath(path).folder,
        own.map((change) => ({ ...change, path: splitPath(change.path).name })),
      );
      written.push(...own);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      problems.push(error.diagnostic);
    }
  }
  return { written, problems };
}
