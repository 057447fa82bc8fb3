import type { Diagnostic } from '../../src/core/diagnostics.js';
import type { FileEdit } from '../../src/core/edits.js';
import type { Direction } from '../../src/edit/edit-result.js';
import { resolve, type Resolution } from '../../src/edit/resolve.js';
import { grammars } from '../../src/io/files/assets.js';

/** How many documents a law is tried on: 500 in `npm test`, more by LAW_RUNS. */
export const lawRuns = Number(process.env['LAW_RUNS'] ?? 500);

/** Edits one file held in memory. */
export async function editText(
  text: string,
  edits: readonly FileEdit[],
  direction: Direction = 'apply',
): Promise<{ text: string; resolution: Resolution; errors: Diagnostic[] }> {
  const resolution = await resolve({ edits, direction, read: async () => text, grammars });
  const errors = resolution.problems.filter((problem) => problem.severity === 'error');
  // A file that goes says nothing any more.
  return { text: resolution.changes[0] ? (resolution.changes[0].after ?? '') : text, resolution, errors };
}
