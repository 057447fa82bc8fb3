import { setFlagsFromString } from 'node:v8';

// V8 calls these testing flags: they are set for this program only, never by the library,
// and not when `PROVIDERSMITH_V8_FLAGS=0`. What they gain is in docs/internals/how-it-works.md.
// A version of V8 that does not know a flag says so on stderr: each is set where it was tried, by the major version of Node.
const startFlags: Readonly<Record<string, readonly string[]>> = { '20': ['--interrupt-budget=1000000'] };
const wasmFlags = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];
const wasmFlagsBy: Readonly<Record<string, readonly string[]>> = { '20': wasmFlags, '22': wasmFlags, '24': wasmFlags };

/** A process that lives for a moment ends before optimised code pays: V8 waits longer before it optimises. */
export function tuneStart(): void {
  set(startFlags);
}

/**
 * The same for WebAssembly, where the process would even wait for the optimiser when it ends.
 * All three are needed on Node 24, the first is enough before.
 */
export function tuneWasm(): void {
  set(wasmFlagsBy);
}

function set(flagsByMajor: Readonly<Record<string, readonly string[]>>): void {
  if (process.env['PROVIDERSMITH_V8_FLAGS'] === '0') return;
  for (const flag of flagsByMajor[process.versions.node.split('.', 1)[0]!] ?? []) setFlagsFromString(flag);
}
