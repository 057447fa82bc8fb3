// What the definition of a config target consists of.
import type { FileFormat, PathStep } from '../../core/edits.js';
import type { Rule } from '../../core/rules/rule.js';
import type { Field, FieldSupport } from '../../spec/fields.js';
import type { AgentView, AgentDefinition } from './agent-view.js';
import type { FieldMapping, MappingTable } from './field-mapping.js';

/** A file that is edited, relative to the home of the user or to the folder of a project. In a path `{id}` is the id of the provider, and `{spec}` the one of its spec, where the file says what the host calls it. */
export interface ConfigFile {
  readonly format: FileFormat;
  readonly user: string;
  readonly project?: string;
  /** Other names under which it may be there. */
  readonly elsewhere?: { readonly user?: readonly string[]; readonly project?: readonly string[] };
  /** What it begins with where there is none. */
  readonly create: string;
}

/** A place in a file. In its steps `{id}` is the id of the provider, `{name}` its name, `{url}` the base URL, `{wire}` what the host calls the protocol, and `{model}` the id of a model, and `{profile}` a name for a file about it. */
export interface Part {
  /** Which file; by default the first. */
  readonly file?: string;
  readonly at: readonly PathStep[];
  /** What stands there: an object by rows, or one value. */
  readonly rows?: MappingTable;
  readonly value?: FieldMapping;
  /** Whether there is one for each model. */
  readonly each?: 'model';
  /** Whether it is a choice that the user makes, such as the default model: written when that is asked for. */
  readonly choice?: true;
  /** For a choice that does not say whose it is, the place that does: that of the provider, or of the base URL. */
  readonly chosenBy?: { readonly at: readonly string[]; readonly value: FieldMapping };
  /** Whether it stands there in some cases only. */
  readonly when?: (host: AgentView) => boolean;
  /** For a place that only one provider can have, the paths of the rows that tell whose it is. */
  readonly identity?: readonly string[];
  /** Keys whose lists and objects stay on one line. */
  readonly inline?: readonly string[];
}

export interface ConfigDefinition extends AgentDefinition {
  readonly homepage: string;
  readonly files: Readonly<Record<string, ConfigFile>>;
  readonly parts: readonly Part[];
  /** Why a provider cannot be taken, for reasons of this host alone. */
  readonly refuses?: (host: AgentView) => string | undefined;
  /** What the host fills in by itself for a field that is not written, and what it drops for another reason than that it has no place. */
  readonly notes?: Readonly<Partial<Record<Field, FieldSupport>>>;
  readonly rules?: Readonly<Record<string, Rule>>;
  /** Whether its files are somewhere else than in the home, so that `--into` names the folder; by default they are in it. */
  readonly inHome?: false;
  /** What a user must know of it, as Markdown, a paragraph each. */
  readonly remarks?: readonly string[];
  /** Whether what is read is written again, so that all of it that comes back as something else is told: for a file whose values follow from each other. */
  readonly isCompared?: true;
  /** The commands by which one sees that the agent is installed. */
  readonly commands?: readonly string[];
  /** Another target of the same files. */
  readonly variantOf?: string;
}
