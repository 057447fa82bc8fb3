import { sortDiagnostics } from '../core/diagnostics.js';
import { writeWithBackup } from './write-with-backup.js';
import { findChanges, type ChangeOptions } from './changes.js';
import type { ChangeResult } from './result.js';

/**
 * Reports every difference between specs and tree; with `fix`, the differences that remain after `apply`.
 * @throws DiagnosticError `io/write`, `io/changed`; nothing is written then
 */
export async function check(
  specPaths: readonly string[],
  options: Omit<ChangeOptions, 'draft'> & { readonly fix: boolean },
): Promise<ChangeResult> {
  const result = await findChanges(specPaths, { ...options, draft: true }, 'apply');
  if (!options.fix || result.changes.length === 0)
    return { ...result, changes: [], diagnostics: [...result.diagnostics, ...sortDiagnostics(result.drift)] };
  writeWithBackup(result).keep();
  return { ...(await check(specPaths, { ...options, fix: false })), changes: result.changes };
}
