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

/** A format that is edited as a tree of values. JSON may have comments and trailing commas. */
export type FileFormat = 'json' | 'yaml' | 'toml' | 'dotenv';

/**
 * A value that a structured file must have at a place. Members that the value does not name are left alone.
 * Paths into the value are dotted, with `[]` for any element of a list: `models[].name`.
 */
export interface MergeEdit {
  readonly kind: 'merge';
  readonly path: string;
  readonly format: FileFormat;
  /** The place in the file; empty for a file that is ours as a whole. */
  readonly at: readonly PathStep[];
  readonly value: JsonValue;
  /** How to create the file. Without it, a missing file is an error. */
  readonly newFile?: NewFile;
  /** The `id` of the element that a new element follows; null for the start, and by default the end. */
  readonly after?: string | null;
  readonly layout?: ValueLayout;
  readonly options?: MergeOptions;
  /** Without it, whatever is at the place belongs to the provider of the edit. */
  readonly ownership?: Ownership;
  /** By path, the JSON Pointer of the spec field that a value comes from; `[]` in it is the same index. The longest path wins. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface NewFile {
  /** The content before any entry. A file that `remove` reduces to this is deleted. */
  readonly content: string;
  /** Other paths where the file may be: the first that exists is edited instead. */
  readonly otherPaths?: readonly string[];
}

/** How new text is written. */
export interface ValueLayout {
  /** Keys whose lists and objects stay on one line where they fit. */
  readonly inline?: readonly string[];
  /** Whether dates are unquoted in YAML, for files whose readers all use version 1.2. */
  readonly plainDates?: true;
}

/** How a value is merged into the one in the file. */
export interface MergeOptions {
  /** By the path of a list, the member that identifies its elements, where that is not `id`. */
  readonly idKeys?: Readonly<Record<string, string>>;
  /** Keys whose lists mean the same in any order. */
  readonly unordered?: readonly string[];
  /** By the path of an object, the keys that are removed when the value does not have them. */
  readonly ownedKeys?: Readonly<Record<string, readonly string[] | 'all'>>;
  /** By the path of a list, where new elements go; by default after the one that precedes them in the value. */
  readonly newElements?: Readonly<Record<string, 'first' | 'last'>>;
  /** Paths of values that the user replaces: added where they are missing, and never compared. */
  readonly placeholders?: readonly string[];
}

/** How to tell whether an existing value belongs to the provider of the edit. */
export type Ownership =
  /** An entry: it is ours if these members have the values of the edit. Any other entry is left alone. */
  | { readonly kind: 'identity'; readonly members: readonly string[] }
  /**
   * One setting for all providers, such as the default model: `apply` sets it, and `remove` only removes our value.
   * A value that does not name its provider is ours if the setting `decidedBy` has the given value; `remove` leaves both otherwise,
   * and an existing key is a conflict, because it would be sent to a host it is not for.
   */
  | { readonly kind: 'choice'; readonly decidedBy?: { readonly at: readonly string[]; readonly value: JsonValue } };

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
