import { findChanges, type ChangeOptions } from './changes.js';
import type { ChangeResult } from './result.js';
import { writeWithBackup } from './write-with-backup.js';

/**
 * Writes the changes unless `dryRun` is set.
 * @throws DiagnosticError `io/write`, `io/changed`; nothing is written then
 */
export async function apply(specPaths: readonly string[], options: ChangeOptions & { readonly dryRun: boolean }): Promise<ChangeResult> {
  const result = await findChanges(specPaths, options, 'apply');
  if (!options.dryRun) writeWithBackup(result).keep();
  return result;
}
