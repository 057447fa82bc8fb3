import { diagnose } from '../core/diagnostics.js';
import { redactSecrets } from '../core/secrets.js';
import { formatChanges } from '../edit/patch.js';
import { findChanges, type ChangeOptions } from './changes.js';
import type { ChangeResult } from './result.js';

/** The changes as a patch that `git apply` accepts, unless it would show a key from a config file. */
export async function diff(specPaths: readonly string[], options: ChangeOptions): Promise<ChangeResult & { readonly patch: string }> {
  const result = await findChanges(specPaths, options, 'apply');
  const patch = formatChanges(result.changes);
  // Source code is public: what looks like a key in a checkout is not one.
  const isConfig = result.targets.some(({ kind }) => kind !== 'checkout');
  const shown = isConfig ? redactSecrets(patch) : patch;
  if (shown === patch) return { ...result, patch };
  const hidden = diagnose('target/hidden', 'keys are shown as asterisks, so `git apply` rejects this patch', {
    hint: 'use `apply`; its `--dry-run` lists the files',
  });
  return { ...result, patch: shown, diagnostics: [...result.diagnostics, hidden] };
}
