// What a target asks for: plain data, made without looking at any file.

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A step down into a document: a key, or the element of a list whose members have these values. */
export type PathStep = string | { readonly where: Readonly<Record<string, string>> };

/** A whole file. */
export interface WriteEdit {
  readonly kind: 'write';
  readonly path: string;
  readonly content: string;
}

/**
 * A value that a structured file must have at a place; what is not named in it is left alone.
 * Paths into the value are written with dots, and `[]` for any element of a list: `models[].name`.
 */
export interface MergeEdit {
  readonly kind: 'merge';
  readonly path: string;
  /** JSON is with comments and trailing commas, where the file has them. */
  readonly format: 'json' | 'yaml' | 'toml' | 'dotenv';
  /** Other names the file may have: the first that is there is edited instead. */
  readonly elsewhere?: readonly string[];
  /** What a file that is made here begins with. Without it, a file that is not there is a finding. It goes again when nothing else is left in it. */
  readonly create?: string;
  /** Where in the file; nothing for a file that is ours as a whole. */
  readonly at: readonly PathStep[];
  readonly value: JsonValue;
  /** The `id` of the element behind which a new element goes; null for the start, and without it, at the end. */
  readonly after?: string | null;
  /** Keys whose lists hold small objects that stay on one line where they fit. */
  readonly inline?: readonly string[];
  /** Whether days stand without quotes in YAML, since all who read the file know version 1.2. */
  readonly plainDates?: true;
  /** By the path of a list, the member that tells its elements apart, where that is not `id`. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Paths of members that tell whose it is. Where what is there has other values, it is somebody else's, and stays as it is. */
  readonly identity?: readonly string[];
  /** Whether it is a choice among several, such as the default model: another one is the user's, and `remove` leaves it. */
  readonly choice?: true;
  /**
   * For a choice that does not say whose it is, the place that does. Where that has another value, `remove` leaves both, and a key that is
   * there is a conflict: it would go to another host than it is for.
   */
  readonly chosenBy?: { readonly at: readonly string[]; readonly value: JsonValue };
  /** Paths of values that the user replaces: put in where there is none, and never compared. */
  readonly placeholders?: readonly string[];
  /** Keys whose lists mean the same in any order. */
  readonly unordered?: readonly string[];
  /** By the path of an object, the keys that are taken out where the value has them not: some, or all. */
  readonly owned?: Readonly<Record<string, readonly string[] | 'all'>>;
  /** By the path of a list, where elements go that are new to it. By default behind the one before them in the value. */
  readonly newElements?: Readonly<Record<string, 'first' | 'last'>>;
  /** By path, the JSON Pointer of the field of the spec it comes from; `[]` in it stands for the same index. The longest path counts. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Items that a source file must have, each in a place that is found by structure. */
export interface PatchEdit {
  readonly kind: 'patch';
  readonly path: string;
  readonly language: 'rust' | 'markdown';
  readonly steps: readonly PatchStep[];
  /** Not every checkout has the place: a missing anchor is then a warning. */
  readonly optional?: boolean;
}

/** A stretch of a file that gets another text. Offsets are UTF-16 code units behind a byte order mark. */
export interface SpliceEdit {
  readonly kind: 'splice';
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type FileEdit = WriteEdit | MergeEdit | PatchEdit;

/** A container in a Rust file, from the outside in. */
export interface RustScope {
  readonly impl?: string;
  readonly trait?: string;
  readonly mod?: string;
  readonly fn?: string;
}

export interface PatchStep {
  /** What kind of list it is: constants of an impl, elements of a slice, arms of a match, functions of a module, or a `<details>` block. */
  readonly item: 'const' | 'element' | 'arm' | 'fn' | 'details';
  readonly within: RustScope | { readonly details: string };
  /** What tells this item from its siblings: constant, path, string literal of the pattern, function, or a line of a block. */
  readonly key: string;
  /** The item, indented as at the left margin, without a line break at its end. */
  readonly text: string;
  /** A literal that no other item of the list may have. */
  readonly unique?: string;
  /** Whether an item of the same key is left as it is, whatever it says. */
  readonly keep?: boolean;
  /** Whether an item of the key is corrected where it is there, and none is put in where it is not. */
  readonly onlyIfThere?: boolean;
  /** Other names under which the item may be there. */
  readonly also?: readonly string[];
  /** The key of the sibling behind which it goes; null for the start. */
  readonly after?: string | null;
  /** The keys of siblings before which it goes, the first that is there; else at the end. */
  readonly before?: readonly string[];
  /** What people call this place, for messages. */
  readonly label: string;
  /** The field of the spec it comes from, as a JSON Pointer. */
  readonly field?: string;
}

/** One file before and after; `before` is undefined for a file that is new, `after` for one that goes. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Whether a new file is for its owner alone. */
  readonly private?: true;
}

/** Where the bytes of the parser and of its grammars come from. The editors read no files. */
export interface Grammars {
  load(name: 'web-tree-sitter' | 'tree-sitter-rust'): Promise<Uint8Array>;
}
