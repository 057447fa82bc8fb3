import { setFlagsFromString } from 'node:v8';

// V8 calls these testing flags: they are set for this program only, never by the library,
// and not when `PROVIDERSMITH_V8_FLAGS=0`. What they gain is in docs/how-it-works.md.
const enabled = process.env['PROVIDERSMITH_V8_FLAGS'] !== '0';

/** A process that lives for a moment ends before optimised code pays: V8 waits longer before it optimises. */
export function tuneStart(): void {
  if (enabled) setFlagsFromString('--interrupt-budget=1000000');
}

/**
 * The same for WebAssembly, where the process would even wait for the optimiser when it ends.
 * All three are needed on Node 24, the first is enough before.
 */
export function tuneWasm(): void {
  if (!enabled) return;
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
}
