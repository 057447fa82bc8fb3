import type { Diagnostic } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';

/** What every command returns: diagnostics, and the texts their positions are in. */
export interface CommandResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Texts by path, for code frames. */
  readonly sources: ReadonlyMap<string, string>;
  /** The tree that was looked at: its folder, and the paths of its files, which diagnostics name relative to it. */
  readonly tree?: { readonly root: string; readonly paths: ReadonlySet<string> };
}

/** A command that changes files, or would. */
export interface ChangeResult extends CommandResult {
  readonly changes: readonly FileChange[];
}
