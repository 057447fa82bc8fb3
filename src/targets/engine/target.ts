// A target: a place that has to know a provider, and the operations on it.
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
  /** Whether the files are in the home directory or in a project. A checkout does not distinguish them. */
  readonly scope: 'user' | 'project';
  /** Whether the provider becomes the default of the agent. */
  readonly setDefault: boolean;
}

/** A provider imported from a tree. */
export interface ImportedProvider {
  readonly spec: ProviderSpec;
  /** Where its entry is. */
  readonly at: Position;
  /** The values that the spec cannot hold, at their places in the tree. */
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
  /** The target of the same agent that `all` selects instead. */
  readonly variantOf?: string;
}

/** The description of a target. */
export interface TargetFacts extends Detection {
  readonly homepage: string;
  /** Remarks for users, as Markdown, one paragraph each. */
  readonly remarks?: readonly string[];
  /** The support of fields that the agent fills in by itself, or drops for a particular reason. */
  readonly notes?: Readonly<Partial<Record<Field, FieldSupport>>>;
}

/** Where its files are, relative to the folder it is applied to. */
interface TargetFiles {
  /** The first one identifies a folder as the right one. */
  readonly files: readonly string[];
  /** Alternative names of the files. */
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
  /** The same as new files, with nothing to edit. */
  artifacts(provider: Provider, options: PlanOptions): Plan;
}

/** Reports problems of a checkout, without a spec. */
export interface Auditor {
  readonly rules: Readonly<Record<string, Rule>>;
  audit(tree: Tree): Promise<Diagnostic[]>;
}

export interface Target extends TargetFiles, Detection, Planner {
  readonly id: string;
  readonly title: string;
  readonly homepage: string;
  /** An agent's config in the home directory or a project, a checkout of its source code, or a stand-alone file. */
  readonly kind: 'config' | 'checkout' | 'artifact';
  /** The rules of this target's own diagnostics of planning and importing; a code is `<id>/<name>`. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** The inverse of `plan`: the providers of a tree. Planned again, they give the bytes they were read from. */
  import?(tree: Tree): Promise<Import>;
  readonly auditor?: Auditor;
}
