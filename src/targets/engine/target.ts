// What a target is: something that has to know a provider, and what can be done with it.
import type { Diagnostic, Position } from '../../core/diagnostics.js';
import type { FileEdit } from '../../core/edits.js';
import type { Rule } from '../../core/rules/rule.js';
import type { Tree } from '../../core/tree.js';
import type { Field, FieldSupport } from '../../spec/fields.js';
import type { Auth, Protocol, Provider, ProviderSpec } from '../../spec/provider.js';

export interface Plan {
  readonly edits: readonly FileEdit[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface PlanOptions {
  /** Whose files: those in the home directory, or those of a project. A checkout has no such difference. */
  readonly scope: 'user' | 'project';
  /** Whether the provider becomes the default of the agent. */
  readonly setDefault: boolean;
}

/** A provider of a tree as a spec. */
export interface ImportedProvider {
  readonly spec: ProviderSpec;
  /** Where its entry is. */
  readonly at: Position;
  /** What the spec cannot hold, each at its place in the tree. */
  readonly losses: readonly Diagnostic[];
}

export interface Import {
  readonly providers: readonly ImportedProvider[];
  /** Why the tree, or one provider of it, cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How `all` finds the installed agents. */
interface Detection {
  /** Commands that show that the agent is installed. */
  readonly commands?: readonly string[];
  /** Another target of the same files, which `all` means. */
  readonly variantOf?: string;
}

/** What a definition says about its target. */
export interface TargetFacts extends Detection {
  readonly homepage: string;
  /** What a user must know, as Markdown, a paragraph each. */
  readonly remarks?: readonly string[];
  /** How the agent itself fills in a field that is not written, or drops it for a reason of its own. */
  readonly notes?: Readonly<Partial<Record<Field, FieldSupport>>>;
}

/** Where its files are, relative to the folder it is applied to. */
interface TargetFiles {
  /** The first shows whether a folder is the right one. */
  readonly files: readonly string[];
  /** Other names that they can have. */
  readonly otherFiles?: readonly string[];
  readonly projectFiles?: readonly string[];
  /** Whether the files are in the home directory. */
  readonly inHome?: true;
}

/** The protocols and login methods that a target accepts. */
export interface Acceptance {
  readonly protocols: readonly Protocol[];
  readonly auth: readonly Auth['type'][];
}

/** Adds a provider. Both functions are pure. */
interface Planner {
  readonly accepts: Acceptance;
  /** How the target supports each field of a spec. */
  readonly fieldSupport: Readonly<Record<Field, FieldSupport>>;
  /** The edits of the user's files or of a checkout. */
  plan(provider: Provider, options: PlanOptions): Plan;
  /** The same as new files, without anything to edit. */
  artifacts(provider: Provider, options: PlanOptions): Plan;
}

/** Finds what is wrong in a checkout, without a spec. */
export interface Auditor {
  readonly rules: Readonly<Record<string, Rule>>;
  audit(tree: Tree): Promise<Diagnostic[]>;
}

export interface Target extends TargetFiles, Detection, Planner {
  readonly id: string;
  readonly title: string;
  readonly homepage: string;
  /** An agent's config in the home directory or a project, a checkout of its source code, or a file that stands alone. */
  readonly kind: 'config' | 'checkout' | 'artifact';
  /** The rules of this target's own diagnostics of planning and importing; a code is `<id>/<name>`. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** The inverse of `plan`: the providers of a tree. Planned again, they give the bytes they were read from. */
  import?(tree: Tree): Promise<Import>;
  readonly auditor?: Auditor;
}
