import { diagnose, hasErrors, sortDiagnostics } from '../core/diagnostics.js';
import { redactSecrets } from '../core/secrets.js';
import { formatChanges } from '../edit/patch.js';
import { removeEmptyFolders, writeChanges } from '../io/files/write.js';
import { backupFolder, fromBackup, keptPaths, isBackup, withBackup } from './backup.js';
import { findChanges, type ChangeOptions, type Changes } from './change.js';
import type { ChangeResult } from './result.js';

/** The changes as a patch that `git apply` takes, where no key of a user stands in a line that it shows. */
export async function diff(specPaths: readonly string[], options: ChangeOptions): Promise<ChangeResult & { readonly patch: string }> {
  const result = await findChanges(specPaths, options, 'apply');
  const patch = formatChanges(result.changes);
  // The code of a checkout is no secret, and what looks like a key in it is none.
  const shown = result.isConfig ? redactSecrets(patch) : patch;
  if (shown === patch) return { ...result, patch };
  const hidden = diagnose(
    'target/hidden',
    'keys that are in the files are shown as asterisks, and `git apply` does not take such a patch',
    {
      hint: 'use `apply`; its `--dry-run` names the files',
    },
  );
  return { ...result, patch: shown, diagnostics: [...result.diagnostics, hidden] };
}

/**
 * Makes the changes, or says what they would be.
 * @throws DiagnosticError `io/write`, `io/changed`; nothing is written then
 */
export async function apply(specPaths: readonly string[], options: ChangeOptions & { readonly dryRun: boolean }): Promise<ChangeResult> {
  const result = await findChanges(specPaths, options, 'apply');
  if (!options.dryRun) await write(result);
  return result;
}

/**
 * Writes what `changesFor` has found to put in; of somebody's own files, the old texts are kept.
 * @param also what else is done when all is written; when that fails, all is put back
 * @throws DiagnosticError `io/write`, `io/changed`, and what `also` throws; nothing is written then
 */
export async function write({ tree: { root }, inHome, changes, providers }: Changes, also?: () => void): Promise<void> {
  writeChanges(root, inHome ? await withBackup(root, changes, providers) : changes, undefined, also);
}

/** Takes back what `apply` puts in. Open questions do not matter for that. */
export async function remove(
  specPaths: readonly string[],
  options: Omit<ChangeOptions, 'draft'> & { readonly dryRun: boolean },
): Promise<ChangeResult> {
  const result = await findChanges(specPaths, { ...options, draft: true }, 'remove');
  const { root } = result.tree;
  const inHome = result.inHome && !hasErrors(result.diagnostics);
  const all = inHome
    ? await fromBackup(root, result.changes, [...result.tree.paths, ...(await keptPaths(root)).filter(result.isOurs)], result.providers)
    : result.changes;
  if (!options.dryRun) writeChanges(root, all);
  if (!options.dryRun && inHome) removeEmptyFolders(root, backupFolder);
  return { ...result, changes: all.filter((change) => !isBackup(change)) };
}

/**
 * Every difference between specs and tree as a finding. With `fix`, what is left after `apply`.
 * @throws DiagnosticError `io/write`, `io/changed`; nothing is written then
 */
export async function check(
  specPaths: readonly string[],
  options: Omit<ChangeOptions, 'draft'> & { readonly fix: boolean },
): Promise<ChangeResult> {
  const found = await findChanges(specPaths, { ...options, draft: true }, 'apply');
  if (!options.fix || found.changes.length === 0)
    return { ...found, changes: [], diagnostics: [...found.diagnostics, ...sortDiagnostics(found.drift)] };
  await write(found);
  return { ...(await check(specPaths, { ...options, fix: false })), changes: found.changes };
}
