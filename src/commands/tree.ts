import { LineIndex } from '../core/diagnostics.js';
import type { RustSource, Tree } from '../core/tree.js';
import { withoutMark } from '../core/text.js';
import { readStructure } from '../edit/formats.js';
import { grammars } from '../io/files/assets.js';
import { resolveInside, listFiles, readRegularFile } from '../io/files/read.js';

/** A tree that is read, with the texts that were looked at, for code frames. */
export interface OpenTree extends Tree {
  readonly sources: ReadonlyMap<string, string>;
  /** Gives back what the parsers hold. */
  close(): void;
}

/** @param read reads a file by its path in the tree; by default from the folder */
export function openTree(
  folder: string,
  read: (path: string) => string | undefined | Promise<string | undefined> = (path) => readRegularFile(resolveInside(folder, path)),
): OpenTree {
  const sources = new Map<string, string>();
  const lines = new Map<string, LineIndex>();
  const rust = new Map<string, RustSource & { free(): void }>();
  const readText = async (path: string): Promise<string | undefined> => {
    const known = sources.get(path);
    if (known !== undefined) return known;
    const bytes = await read(path);
    if (bytes === undefined) return undefined;
    const text = withoutMark(bytes);
    sources.set(path, text);
    return text;
  };
  return {
    sources,
    read: readText,
    async rust(path) {
      const known = rust.get(path);
      if (known) return known;
      const text = await readText(path);
      if (text === undefined) return undefined;
      const { readRust } = await import('../edit/rust/file.js');
      const source = await readRust(text, grammars);
      rust.set(path, source);
      return source;
    },
    async structure(path, format) {
      const text = await readText(path);
      if (text === undefined) return undefined;
      return readStructure(text, format);
    },
    list: async (below) => listFiles(folder, below),
    position(path, offset) {
      const index = lines.get(path) ?? new LineIndex(sources.get(path) ?? '');
      lines.set(path, index);
      return index.position(path, offset);
    },
    close() {
      for (const source of rust.values()) source.free();
    },
  };
}
