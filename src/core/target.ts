import type { Diagnostic } from './diagnostics.js';
import type { FileEdit } from './edits.js';
import type { Provider, Protocol, Auth } from './provider.js';
import type { Rule } from './rules.js';

export interface Plan {
  readonly edits: readonly FileEdit[];
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
  readonly accepts: { readonly protocols: readonly Protocol[]; readonly auth: readonly Auth['type'][] };
  /** What only this target finds, by the part of the code behind `<id>/`. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** The edits that make this target know the provider. Pure. */
  plan(provider: Provider): Plan;
  /** The same as files that stand alone, for somebody without a checkout. Pure. */
  artifacts(provider: Provider): Plan;
}
