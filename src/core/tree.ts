// A checkout or a home directory that is read, and what its files look like to whoever reads them.
import type { Position } from './diagnostics.js';
import type { FileFormat, JsonValue, PatchStep, RustScope, SpliceEdit } from './edits.js';

/** Which list of a Rust file: constants of an impl, elements of a slice, arms of a match, functions of a module. */
export interface RustQuery {
  readonly item: Exclude<PatchStep['item'], 'details'>;
  readonly within: RustScope;
}

/** An item of such a list. Offsets are UTF-16 code units. */
export interface RustItem {
  readonly start: number;
  readonly end: number;
  /** What it is called: constant, path, string literals of the pattern, function. */
  readonly keys: readonly string[];
  readonly text: string;
  /** The string literals in it, by what they mean. */
  readonly strings: readonly string[];
  /** The value of an arm, as code. */
  readonly value?: string;
}

export interface RustSource {
  /** How many places do not parse. */
  readonly errors: number;
  /** The items in the order of the file; undefined when there is no such place. */
  items(query: RustQuery): readonly RustItem[] | undefined;
  /** The edits that put in what is missing of these steps, or take it out; none where the place does not allow it. */
  edits(path: string, steps: readonly PatchStep[], direction: 'apply' | 'remove'): readonly SpliceEdit[];
}

/** A node of a structured file: its value, where it is, and the nodes in it by key or one after another. */
export interface StructureNode {
  readonly value: JsonValue;
  readonly offset: number;
  readonly members?: ReadonlyMap<string, StructureNode>;
  readonly elements?: readonly StructureNode[];
}

export type Structure =
  | { readonly root: StructureNode; readonly problem?: undefined }
  | { readonly root?: undefined; readonly problem: { readonly offset: number; readonly message: string } };

/** A checkout or a home that is read. Paths are relative to it, with `/` between; texts come without byte order mark. */
export interface Tree {
  /** The text of a file, or undefined when there is none. */
  read(path: string): Promise<string | undefined>;
  /** A Rust file by its structure, or undefined when there is none. */
  rust(path: string): Promise<RustSource | undefined>;
  /** A structured file as a tree, or why it does not parse; undefined when there is none. */
  structure(path: string, format: FileFormat): Promise<Structure | undefined>;
  /** The paths of the files below a folder, sorted; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** @param offset in a text that was read */
  position(path: string, offset: number): Position;
}
