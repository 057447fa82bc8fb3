import { setFlagsFromString } from 'node:v8';

let tuned = false;

/**
 * A parser that lives for a moment is not worth optimising: the process would wait for the optimiser when it ends.
 * V8 calls these testing flags, so they are set for this program only, never by the library, and not when
 * `PROVIDERSMITH_WASM_TUNING=0`. All three are needed on Node 24, the first is enough before.
 */
export function tuneWasm(): void {
  if (tuned || process.env['PROVIDERSMITH_WASM_TUNING'] === '0') return;
  tuned = true;
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
}
