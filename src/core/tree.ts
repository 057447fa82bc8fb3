// A checkout or home directory, for reading.
import type { Position } from './diagnostics.js';
import type { FileFormat, JsonValue, PatchStep, RustScope, SpliceEdit } from './edits.js';

/** A list in a Rust file: constants of an impl, elements of a slice, arms of a match, functions of a module. */
export interface RustQuery {
  readonly item: Exclude<PatchStep['item'], 'details'>;
  readonly within: RustScope;
}

/** An item of such a list. Offsets are UTF-16 code units. */
export interface RustItem {
  readonly start: number;
  readonly end: number;
  /** The name of a constant or function, a path, or the string literals of a pattern. */
  readonly keys: readonly string[];
  readonly text: string;
  /** The values of the string literals in it. */
  readonly strings: readonly string[];
  /** The value of an arm, as code. */
  readonly value?: string;
}

export interface RustSource {
  /** The number of syntax errors. */
  readonly errors: number;
  /** The items in the order of the file; undefined if the list does not exist. */
  items(query: RustQuery): readonly RustItem[] | undefined;
  /** The splices that insert what is missing for these steps, or remove it; none if that is not possible. */
  edits(path: string, steps: readonly PatchStep[], direction: 'apply' | 'remove'): readonly SpliceEdit[];
}

/** A node of a structured file: its value, its offset, and the nodes in it. */
export interface StructureNode {
  readonly value: JsonValue;
  readonly offset: number;
  readonly members?: ReadonlyMap<string, StructureNode>;
  readonly elements?: readonly StructureNode[];
}

export type Structure =
  | { readonly root: StructureNode; readonly problem?: undefined }
  | { readonly root?: undefined; readonly problem: { readonly offset: number; readonly message: string } };

/** A checkout or home directory. Paths are relative to it, with slashes; texts have no byte order mark. */
export interface Tree {
  /** The text of a file, or undefined if it does not exist. */
  read(path: string): Promise<string | undefined>;
  /** A Rust file, or undefined if it does not exist. */
  rust(path: string): Promise<RustSource | undefined>;
  /** A structured file as a tree, or why it does not parse; undefined if it does not exist. */
  structure(path: string, format: FileFormat): Promise<Structure | undefined>;
  /** The sorted paths of the files below a folder; none if it does not exist. */
  list(folder: string): Promise<readonly string[]>;
  /** @param offset in a text that has been read */
  position(path: string, offset: number): Position;
}
