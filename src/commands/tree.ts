import { LineIndex, type Position } from '../core/diagnostics.js';
import type { MergeEdit } from '../core/edits.js';
import { withoutMark } from '../core/text.js';
import type { RustSource, Structure, Tree } from '../core/tree.js';
import { readStructure } from '../edit/formats.js';
import { grammars } from '../io/files/assets.js';
import { listFiles, readRegularFile, resolveInside } from '../io/files/read.js';

/** Provides the files of a tree that is not a folder. */
export interface TreeFiles {
  read(path: string): string | undefined | Promise<string | undefined>;
  list(folder: string): readonly string[];
}

/** An open tree. It keeps the texts for code frames. */
export class OpenTree implements Tree {
  /** The texts that were read, by path. */
  readonly sources = new Map<string, string>();
  readonly #files: TreeFiles;
  readonly #lines = new Map<string, LineIndex>();
  readonly #rust = new Map<string, RustSource & { free(): void }>();

  constructor(folder: string, files: Partial<TreeFiles> = {}) {
    this.#files = {
      read: (path) => readRegularFile(resolveInside(folder, path)),
      list: (below) => listFiles(folder, below),
      ...files,
    };
  }

  async read(path: string): Promise<string | undefined> {
    const known = this.sources.get(path);
    if (known !== undefined) return known;
    const bytes = await this.#files.read(path);
    if (bytes === undefined) return undefined;
    const text = withoutMark(bytes);
    this.sources.set(path, text);
    return text;
  }

  async rust(path: string): Promise<RustSource | undefined> {
    const known = this.#rust.get(path);
    if (known) return known;
    const text = await this.read(path);
    if (text === undefined) return undefined;
    const { readRust } = await import('../edit/rust/file.js');
    const source = await readRust(text, grammars);
    this.#rust.set(path, source);
    return source;
  }

  async structure(path: string, format: MergeEdit['format']): Promise<Structure | undefined> {
    const text = await this.read(path);
    return text === undefined ? undefined : readStructure(text, format);
  }

  async list(folder: string): Promise<readonly string[]> {
    return this.#files.list(folder);
  }

  position(path: string, offset: number): Position {
    const index = this.#lines.get(path) ?? new LineIndex(this.sources.get(path) ?? '');
    this.#lines.set(path, index);
    return index.position(path, offset);
  }

  /** Frees the memory of the parsers. */
  close(): void {
    for (const source of this.#rust.values()) source.free();
  }
}
