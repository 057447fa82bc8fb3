import type { Diagnostic } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';

/** What every command returns: diagnostics, and the texts their positions are in. */
export interface CommandResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by path, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
  /** The tree that was read: its folder, and the paths of its files relative to it, as in diagnostics. */
  readonly tree?: { readonly root: string; readonly paths: ReadonlySet<string> };
}

/** A command that changes files, or would. */
export interface ChangeResult extends CommandResult {
  readonly changes: readonly FileChange[];
}
