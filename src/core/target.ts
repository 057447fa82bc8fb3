import type { Diagnostic, Position } from './diagnostics.js';
import type { Field, Held } from './fields.js';
import type { FileEdit, JsonValue, MergeEdit, PatchStep, RustScope, SpliceEdit } from './edits.js';
import type { Provider, ProviderSpec, Protocol, Auth } from './provider.js';
import type { Rule } from './rules.js';

export interface Plan {
  readonly edits: readonly FileEdit[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlanOptions {
  /** Whose files: those in the home of a user, or those of a project. A checkout has no such difference. */
  readonly scope: 'user' | 'project';
  /** Whether the provider becomes the one that is used when nothing is said. */
  readonly setDefault: boolean;
}

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
  structure(path: string, format: MergeEdit['format']): Promise<Structure | undefined>;
  /** The paths of the files below a folder, sorted; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** @param offset in a text that was read */
  position(path: string, offset: number): Position;
}

/** A provider of a tree as a spec. */
export interface ImportedProvider {
  readonly spec: ProviderSpec;
  /** Where it stands. */
  readonly at: Position;
  /** What the spec cannot hold, each at its place in the tree. */
  readonly losses: readonly Diagnostic[];
}

export interface Import {
  readonly providers: readonly ImportedProvider[];
  /** Why the tree, or one provider of it, cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Target {
  readonly id: string;
  readonly title: string;
  readonly homepage: string;
  /** `config` in a user's home or project, `checkout` of somebody's source, `artifact` that stands alone. */
  readonly kind: 'config' | 'checkout' | 'artifact';
  /** The files it edits, relative to the folder it is applied to. The first tells whether the folder is the right one. */
  readonly files: readonly string[];
  /** Other names under which they may be there. */
  readonly otherFiles?: readonly string[];
  readonly accepts: { readonly protocols: readonly Protocol[]; readonly auth: readonly Auth['type'][] };
  /** Whether the files are below the home of a user, so that this is where they are looked for. */
  readonly inHome?: true;
  /** The files of a project, where there are any. */
  readonly projectFiles?: readonly string[];
  /** The commands by which one sees that the agent is installed. */
  readonly commands?: readonly string[];
  /** Another target of the same files, which is taken when all are asked for. */
  readonly variantOf?: string;
  /** By field of a spec, whether the target can say it. */
  readonly held: Readonly<Record<Field, Held>>;
  /** What only this target finds when it plans or imports, by the part of the code behind `<id>/`. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** What its audit finds, likewise. */
  readonly auditRules?: Readonly<Record<string, Rule>>;
  /** The edits that make this target know the provider. Pure. */
  plan(provider: Provider, options: PlanOptions): Plan;
  /** The same as files that stand alone, for somebody without a checkout. Pure. */
  artifacts(provider: Provider, options: PlanOptions): Plan;
  /** The inverse of `plan`: the providers of a tree. Planned again, they give the bytes they were read from. */
  import?(tree: Tree): Promise<Import>;
  /** What is wrong in a tree, without a spec. */
  audit?(tree: Tree): Promise<Diagnostic[]>;
}
