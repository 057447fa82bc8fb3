import { writeRestorable, type RestorableFiles } from '../io/files/write.js';
import { withBackup } from './backup.js';
import { findChanges, type ChangeOptions, type Changes } from './changes.js';
import type { ChangeResult } from './result.js';

/**
 * Writes the changes unless `dryRun` is set.
 * @throws DiagnosticError `io/write`, `io/changed`; nothing is written then
 */
export async function apply(specPaths: readonly string[], options: ChangeOptions & { readonly dryRun: boolean }): Promise<ChangeResult> {
  const result = await findChanges(specPaths, options, 'apply');
  if (!options.dryRun) writeWithBackup(result).keep();
  return result;
}

/**
 * Writes changes that add providers. Files in a home directory are backed up.
 * @throws DiagnosticError `io/write`, `io/changed`; nothing is written then
 */
export function writeWithBackup(result: Changes): RestorableFiles {
  const { root } = result.tree;
  const changes = isInHome(result) ? withBackup(root, result.changes, providerSet(result)) : result.changes;
  return writeRestorable(root, changes);
}

/** Whether the files are in a home directory. */
export function isInHome({ targets }: Changes): boolean {
  return targets.some(({ inHome }) => inHome === true);
}

/** The providers of a run as one text, which identifies its backups. */
export function providerSet({ providerIds }: Changes): string {
  return [...providerIds].toSorted().join(' ');
}
