import { formatPatch, structuredPatch, type StructuredPatch } from 'diff';
import type { FileChange } from '../core/edits.js';

const context = 3;
/** A diff of a file that is rewritten from end to end would take seconds, so beyond this many edits the file is replaced as a whole. */
const maxEditLength = 8000;

/** A patch for `git apply`, including new and deleted files. */
export function formatChanges(changes: readonly FileChange[]): string {
  return changes.map(formatChange).join('');
}

function formatChange({ path, before, after }: FileChange): string {
  const old = before ?? '';
  const next = after ?? '';
  const patch: StructuredPatch =
    structuredPatch(`a/${path}`, `b/${path}`, old, next, undefined, undefined, { context, maxEditLength }) ?? wholeFile(path, old, next);
  return formatPatch({
    ...patch,
    isGit: true,
    ...(before === undefined && { isCreate: true, newMode: '100644', oldFileName: '/dev/null' }),
    ...(after === undefined && { isDelete: true, oldMode: '100644', newFileName: '/dev/null' }),
  });
}

/** A patch that removes and adds all lines. */
function wholeFile(path: string, before: string, after: string): StructuredPatch {
  const lines = (text: string, sign: string): string[] => {
    const rows = text.split('\n');
    const open = rows.pop();
    const marked = rows.map((row) => sign + row);
    return open === '' ? marked : [...marked, `${sign}${open}`, String.raw`\ No newline at end of file`];
  };
  const removed = lines(before, '-');
  const added = lines(after, '+');
  const count = (rows: readonly string[]): number => rows.filter((row) => !row.startsWith('\\')).length;
  return {
    oldFileName: `a/${path}`,
    newFileName: `b/${path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: [{ oldStart: 1, oldLines: count(removed), newStart: 1, newLines: count(added), lines: [...removed, ...added] }],
  };
}
