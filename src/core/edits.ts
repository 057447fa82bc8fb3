// The edits of a plan: plain data, created without reading any file.

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A step into a document: a key, or the element of a list whose members have these values. */
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
  /** Keys whose lists and objects stay on one line if they fit. */
  readonly inline?: readonly string[];
  /** Whether dates are unquoted in YAML, for files whose readers all use version 1.2. */
  readonly plainDates?: true;
}

/** How a value is merged into the one in the file. */
export interface MergeOptions {
  /** By the path of a list, the member that identifies its elements, if that is not `id`. */
  readonly idKeys?: Readonly<Record<string, string>>;
  /** Keys whose lists mean the same in any order. */
  readonly unordered?: readonly string[];
  /** By the path of an object, the keys that are removed if the value does not have them. */
  readonly ownedKeys?: Readonly<Record<string, readonly string[] | 'all'>>;
  /** By the path of a list, where new elements go; by default after the one that precedes them in the value. */
  readonly newElements?: Readonly<Record<string, 'first' | 'last'>>;
  /** Paths of values that the user replaces: added if missing, and never compared. */
  readonly placeholders?: readonly string[];
}

/** How to tell whether an existing value belongs to the provider of the edit. */
export type Ownership =
  /** An entry: it is ours if these members have the values of the edit. Any other entry is left alone. */
  | { readonly kind: 'identity'; readonly members: readonly string[] }
  /**
   * One setting for all providers, such as the default model: `apply` sets it, and `remove` only removes our value.
   * A value that does not name its provider is ours if the setting `decidedBy` has the given value; `remove` leaves both otherwise,
   * and an existing key is a conflict, because it would be sent to another host than intended.
   */
  | { readonly kind: 'choice'; readonly decidedBy?: { readonly at: readonly string[]; readonly value: JsonValue } };

/** Items that a source file must have, at places that are found by structure. */
export interface PatchEdit {
  readonly kind: 'patch';
  readonly path: string;
  readonly language: 'rust' | 'markdown';
  readonly steps: readonly PatchStep[];
  /** Whether a missing place is only a warning, because not every checkout has it. */
  readonly optional?: boolean;
}

/** A replacement of a span of text. Offsets are UTF-16 code units after a byte order mark. */
export interface SpliceEdit {
  readonly kind: 'splice';
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type FileEdit = WriteEdit | MergeEdit | PatchEdit;

/** Nested containers in a Rust file, from the outside in. */
export interface RustScope {
  readonly impl?: string;
  readonly trait?: string;
  readonly mod?: string;
  readonly fn?: string;
}

export interface PatchStep {
  /** The kind of list: constants of an impl, elements of a slice, arms of a match, functions of a module, or `<details>` blocks. */
  readonly item: 'const' | 'element' | 'arm' | 'fn' | 'details';
  readonly within: RustScope | { readonly details: string };
  /** Identifies the item among its siblings: the name of a constant or function, a path, a string literal of a pattern, or a summary. */
  readonly key: string;
  /** The item, without indentation and without a final line break. */
  readonly text: string;
  /** A literal that no other item of the list may have. */
  readonly unique?: string;
  /** Whether an existing item with this key is kept unchanged. */
  readonly keep?: boolean;
  /** Whether an existing item is corrected, but a missing one is not inserted. */
  readonly onlyIfPresent?: boolean;
  /** Other keys of an existing item that count as this one. */
  readonly otherKeys?: readonly string[];
  /** The key of the sibling that a new item follows; null for the start. */
  readonly after?: string | null;
  /** The keys of siblings that a new item precedes: the first that exists. Otherwise it goes to the end. */
  readonly before?: readonly string[];
  /** A name for the place, for messages. */
  readonly label: string;
  /** The spec field it comes from, as a JSON Pointer. */
  readonly field?: string;
}

/** A file before and after. `before` is undefined for a new file, `after` for a deleted one. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Whether only the owner may read a new file. */
  readonly private?: true;
}

/** Loads the parser and its grammars, because editors do not read files. */
export interface Grammars {
  load(name: 'web-tree-sitter' | 'tree-sitter-rust'): Promise<Uint8Array>;
}
