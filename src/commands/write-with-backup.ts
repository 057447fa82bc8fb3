import { writeRestorable, type RestorableFiles } from '../io/files/write.js';
import { withBackup } from './backup.js';
import type { Changes } from './changes.js';

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
