import { hasErrors, type Diagnostic } from '../core/diagnostics.js';

/** Rules that say the command could not run, rather than that something was found. */
const couldNotRun = new Set(['io/read', 'io/write', 'io/changed', 'io/outside', 'target/unknown', 'target/not-found', 'target/cannot']);

/** 0 done and clean, 1 drift, findings or an invalid spec, 2 could not run. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): 0 | 1 | 2 {
  if (diagnostics.some(({ code }) => couldNotRun.has(code))) return 2;
  return hasErrors(diagnostics) ? 1 : 0;
}
