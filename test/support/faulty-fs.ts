import * as nodeFs from 'node:fs';
import type { WriteFs } from '../../src/io/files/write.js';

export interface FaultyFs {
  readonly fs: WriteFs;
  /** The names of the calls so far. */
  readonly calls: readonly string[];
}

export interface Fault {
  /** Which calls fail, counted from 0. */
  readonly fails: (index: number, name: string) => boolean;
  readonly code: string;
  /** Whether the call does its work before it fails, as a network file system may do. */
  readonly late?: boolean;
}

type Call = (...args: unknown[]) => unknown;

/** The real file system, in which chosen calls fail. A write that fails early has written half by then. */
export function faultyFs({ fails, code, late = false }: Fault): FaultyFs {
  const calls: string[] = [];
  const fs: Record<string, unknown> = { ...nodeFs };
  for (const [name, member] of Object.entries(nodeFs)) {
    if (typeof member !== 'function' || !name.endsWith('Sync')) continue;
    fs[name] = (...args: unknown[]): unknown => {
      const failing = fails(calls.push(name) - 1, name);
      if (!failing || late) {
        const result = (member as Call)(...args);
        if (!failing) return result;
      } else if (name === 'writeFileSync') {
        nodeFs.writeFileSync(args[0] as number, String(args[1]).slice(0, 3));
      }
      throw Object.assign(new Error(`${code}: made to fail, ${name}`), { code, syscall: name });
    };
  }
  return { fs: fs as unknown as WriteFs, calls };
}
