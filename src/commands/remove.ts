import { hasErrors } from '../core/diagnostics.js';
import { escapeRegExp } from '../core/text.js';
import { removeEmptyFolders, writeChanges } from '../io/files/write.js';
import type { Target } from '../targets/engine/target.js';
import { isInHome, providerSet } from './write-with-backup.js';
import { backupFolder, fromBackup, isBackup, keptPaths } from './backup.js';
import { findChanges, type ChangeOptions } from './changes.js';
import type { ChangeResult } from './result.js';

/** Removes what `apply` added. Open questions do not matter for that. */
export async function remove(
  specPaths: readonly string[],
  options: Omit<ChangeOptions, 'draft'> & { readonly dryRun: boolean },
): Promise<ChangeResult> {
  const result = await findChanges(specPaths, { ...options, draft: true }, 'remove');
  const { root, paths } = result.tree;
  const hasBackups = isInHome(result) && !hasErrors(result.diagnostics);
  const changes = hasBackups
    ? fromBackup(root, result.changes, [...paths, ...backedUpPaths(root, result.targets)], providerSet(result))
    : result.changes;
  if (!options.dryRun) writeChanges(root, changes);
  if (!options.dryRun && hasBackups) removeEmptyFolders(root, backupFolder);
  return { ...result, changes: changes.filter((change) => !isBackup(change)) };
}

/** The files of these targets with a backup, including those that the specs no longer lead to. */
function backedUpPaths(root: string, targets: readonly Target[]): string[] {
  const patterns = targets.flatMap(({ files, projectFiles = [] }) => [...files, ...projectFiles]);
  return keptPaths(root).filter((path) => patterns.some((pattern) => matchesFilePattern(pattern, path)));
}

/** @param pattern a path with placeholders such as `{id}` for parts of file or folder names */
function matchesFilePattern(pattern: string, path: string): boolean {
  return new RegExp(
    `^${pattern
      .split(/\{\w+\}/)
      .map(escapeRegExp)
      .join('[^/]+')}$`,
  ).test(path);
}
