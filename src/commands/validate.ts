import type { CommandResult } from './result.js';
import { loadSpecs } from './specs.js';

/** Checks specs, and reports all problems at once. */
export async function validate(specPaths: readonly string[]): Promise<CommandResult & { readonly count: number }> {
  const { specs, diagnostics, sources } = await loadSpecs(specPaths);
  return { diagnostics, sources, count: specs.length };
}
