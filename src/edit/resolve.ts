import { groupBy } from '../core/collections.js';
import type { Diagnostic } from '../core/diagnostics.js';
import type { FileChange, FileEdit } from '../core/edits.js';
import { FileEditor, type EditDiagnostic, type EditOptions, type UntrackedElement } from './file-editor.js';

export interface ResolveInput extends EditOptions {
  readonly edits: readonly FileEdit[];
  /** The text of a file, or undefined if it does not exist. */
  readonly read: (path: string) => Promise<string | undefined>;
}

export interface Resolution {
  /** The files that are not yet what the edits ask for. */
  readonly changes: readonly FileChange[];
  /** Every difference, at its place in the file as it is now. */
  readonly drift: readonly EditDiagnostic[];
  /** What `remove` did not find. */
  readonly absent: readonly EditDiagnostic[];
  /** List elements that no edit names, in lists where an edit names any. */
  readonly untracked: readonly UntrackedElement[];
  /** What prevents edits. Write nothing if any of them is an error. */
  readonly problems: readonly Diagnostic[];
}

/** Turns edits into changes of files: the only place where the edits of several plans meet. */
export async function resolve({ edits, read, ...options }: ResolveInput): Promise<Resolution> {
  const changes: FileChange[] = [];
  const editors: FileEditor[] = [];
  for (const [path, ofFile] of await groupByFile(edits, read)) {
    const before = await read(path);
    const editor = new FileEditor(path, before, options);
    await editor.edit(ofFile);
    editors.push(editor);
    if (editor.result !== before) changes.push({ path, before, after: editor.result });
  }
  return {
    changes,
    drift: editors.flatMap(({ drift }) => drift),
    absent: editors.flatMap(({ absent }) => absent),
    untracked: editors.flatMap(({ untracked }) => untracked),
    problems: editors.flatMap(({ problems }) => problems),
  };
}

async function groupByFile(edits: readonly FileEdit[], read: ResolveInput['read']): Promise<ReadonlyMap<string, readonly FileEdit[]>> {
  const paths = new Map<FileEdit, string>();
  for (const edit of edits) paths.set(edit, await existingPath(edit, read));
  return groupBy(edits, (edit) => [paths.get(edit)!]);
}

/** The path under which the file of an edit exists; by default the one under which it is created. */
async function existingPath(edit: FileEdit, read: ResolveInput['read']): Promise<string> {
  const otherPaths = edit.kind === 'merge' ? (edit.newFile?.otherPaths ?? []) : [];
  if (otherPaths.length === 0) return edit.path;
  for (const path of [edit.path, ...otherPaths]) if ((await read(path)) !== undefined) return path;
  return edit.path;
}
