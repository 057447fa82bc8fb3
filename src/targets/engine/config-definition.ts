// The definition of a config target.
import type { FileFormat, PathStep } from '../../core/edits.js';
import type { AgentDefinition, AgentView } from './agent-definition.js';
import type { FieldMapping, MappingTable } from './field-mapping.js';
import type { TargetFacts } from './target.js';

/** The names that a path or a step of a place can have in braces. */
export type Hole = 'id' | 'spec' | 'name' | 'url' | 'protocol' | 'model' | 'profile';

export const holePattern = /\{(id|spec|name|url|protocol|model|profile)\}/g;

/**
 * A file that is edited, relative to the home directory or to a project. In a path, `{id}` is the agent's id of the provider, and `{spec}`
 * the spec's own id, for files whose content holds the agent's id.
 */
export interface ConfigFile {
  readonly format: FileFormat;
  readonly user: string;
  readonly project?: string;
  /** Other names that the file can have. */
  readonly elsewhere?: { readonly user?: readonly string[]; readonly project?: readonly string[] };
  /** The text of a new file before any entry. */
  readonly create: string;
}

/**
 * A place in a file. In its steps, `{id}` is the id of the provider, `{name}` its name, `{url}` the base URL, `{protocol}` what the agent
 * calls the protocol, `{model}` the id of a model, and `{profile}` a file name for it.
 */
interface Place {
  /** Which file; by default the first. */
  readonly file?: string;
  readonly at: readonly PathStep[];
  /** Whether there is one for each model. */
  readonly each?: 'model';
  /** For which providers the place is written; by default for all. */
  readonly when?: (agent: AgentView) => boolean;
}

/** An object with a table of values: the entry of a provider or of a model. */
export interface EntryPart extends Place {
  readonly mappings: MappingTable;
  /** If only one provider can use the place, the paths of the values that identify the provider. */
  readonly identity?: readonly string[];
  /** Keys whose lists and objects stay on one line. */
  readonly inline?: readonly string[];
}

/** One value. */
export interface ValuePart extends Place {
  readonly value: FieldMapping;
  readonly choice?: undefined;
}

/** A value that the user chooses, such as the default model: it is written with `--set-default` only. */
export interface ChoicePart extends Place {
  readonly value: FieldMapping;
  readonly choice: true;
  /** If the value does not identify the provider, the place that does: that of its id or its base URL. */
  readonly chosenBy?: { readonly at: readonly string[]; readonly value: FieldMapping };
}

export type Part = EntryPart | ValuePart | ChoicePart;

export function isEntry(part: Part): part is EntryPart {
  return 'mappings' in part;
}

export function isChoice(part: Part): part is ChoicePart {
  return 'choice' in part && part.choice === true;
}

export interface ConfigDefinition extends AgentDefinition, TargetFacts {
  readonly files: Readonly<Record<string, ConfigFile>>;
  readonly parts: readonly Part[];
  /** Whether the files are outside the home directory, so that `--into` names their folder. */
  readonly inHome?: false;
  /** Whether import plans the spec again and reports every difference: for a file whose values depend on each other. */
  readonly isComparedOnImport?: true;
}
