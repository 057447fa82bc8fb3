import { setFlagsFromString } from 'node:v8';

// V8 calls these testing flags: they are set for this program only, never by the library,
// and not with `PROVIDERSMITH_V8_FLAGS=0`. docs/internals/how-it-works.md has the measurements.
// V8 prints a warning for a flag that it does not know, so a flag is set only for the major versions of Node that it was tried with.
const startFlags: Readonly<Record<string, readonly string[]>> = { '20': ['--interrupt-budget=1000000'] };
const wasmFlags = ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];
const wasmFlagsBy: Readonly<Record<string, readonly string[]>> = { '20': wasmFlags, '22': wasmFlags, '24': wasmFlags };

/** Makes V8 optimise later: a short process ends before optimised code pays off. */
export function tuneStart(): void {
  set(startFlags);
}

/**
 * Turns the optimiser of WebAssembly off, for which the process would wait at its end.
 * Node 24 needs all three flags, older versions only the first.
 */
export function tuneWasm(): void {
  set(wasmFlagsBy);
}

function set(flagsByMajor: Readonly<Record<string, readonly string[]>>): void {
  if (process.env['PROVIDERSMITH_V8_FLAGS'] === '0') return;
  for (const flag of flagsByMajor[process.versions.node.split('.', 1)[0]!] ?? []) setFlagsFromString(flag);
}
