import type { Diagnostic } from '../core/diagnostics.js';
import { shortHash } from '../io/hash.js';

/**
 * A name for each finding that stays the same when lines move, from its rule, its file and what it is about;
 * findings that are alike in all three are counted. Paths are those of the tree, wherever that is.
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): string[] {
  const counts = new Map<string, number>();
  return diagnostics.map(({ code, at, subject, message }) => {
    const key = JSON.stringify([code, at?.path ?? '', subject ?? message]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return shortHash(`${key} ${count}`);
  });
}
