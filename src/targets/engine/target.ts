import type { Diagnostic, Position } from '../../core/diagnostics.js';
import type { Field, FieldSupport } from '../../spec/fields.js';
import type { FileEdit } from '../../core/edits.js';
import type { Tree } from '../../core/tree.js';
import type { Provider, ProviderSpec, Protocol, Auth } from '../../spec/provider.js';
import type { Rule } from '../../core/rules/rule.js';

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
  readonly fieldSupport: Readonly<Record<Field, FieldSupport>>;
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
