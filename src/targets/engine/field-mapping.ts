// Mapping tables: the values of a target's file by path, each with its field of the spec. They are read and written.
import { getIn, setIn } from '../../core/json-values.js';
import type { JsonValue } from '../../core/edits.js';
import { modelFieldValue, type Field, type ModelField } from '../../spec/fields.js';
import type { Model, ProviderSpec } from '../../spec/provider.js';
import type { AgentView } from './agent-definition.js';
import type { Assumption } from './assumptions.js';

type Mutable<T> = T extends readonly (infer E)[] ? Mutable<E>[] : T extends object ? { -readonly [K in keyof T]?: Mutable<T[K]> } : T;

/** A spec while a file is imported. */
export interface PartialSpec {
  readonly spec: Mutable<ProviderSpec>;
  /** The name of the protocol in the file, and its variant if the file names one. */
  protocolName?: string;
  protocolVariant?: string;
  /** The base URL of the file. */
  baseUrl?: string;
  /** What is appended to it, if that is not what the protocol mapping appends. */
  appended?: string;
  /** The login methods, if they are not a key in a variable. */
  auth?: PartialSpec['spec']['auth'];
  env?: string;
  /** Variables that the file lists without their purpose: the key, its aliases, and those in the URL. */
  variables?: readonly string[];
  /** A text in place of the name of a variable. It may be the key itself, so it is never printed. */
  literalKey?: string;
  /** Whether the file shows that the agent stores a key elsewhere. */
  hasStoredKey?: true;
  /** The members of the file that decide how the key is sent. */
  readonly keyMembers: Record<string, JsonValue>;
  /** The values of the file that are not in the spec. */
  readonly unread: UnreadValue[];
}

export type PartialModel = Mutable<Model>;

/** A value of a file that is not in the spec. */
export interface UnreadValue {
  readonly path: string;
  /** The mapping that would write it: nothing is lost if it writes the same value again. */
  readonly written?: { readonly mapping: FieldMapping; readonly value: JsonValue; readonly model: PartialModel | undefined };
}

/** One value of a file. */
export interface FieldMapping {
  /** The fields of the spec that it comes from. */
  readonly fields: readonly Field[];
  /** Why the value has less information than the field. Without it, the field is supported exactly. */
  readonly approximates?: string;
  /** Whether the user replaces the value: it is added if missing, and never compared. */
  readonly isPlaceholder?: boolean;
  /** Whether the agent changes the value: it is added if missing, and never compared. */
  readonly isWrittenOnce?: true;
  /** Whether it is a list whose order has no meaning. */
  readonly isUnordered?: true;
  /** The mappings of the models in it: an object by id, or a list with the member that holds the id. */
  readonly models?: { readonly mappings: MappingTable; readonly idKey?: string };
  /** @returns undefined for what is not written */
  write(agent: AgentView, model: Model | undefined): JsonValue | undefined;
  /** What `write` assumes because the spec does not have it. */
  assume?(agent: AgentView, model: Model | undefined): Assumption | undefined;
  /** Reads the value back. @returns whether the spec has it now */
  read?(value: JsonValue, partial: PartialSpec, model: PartialModel | undefined): boolean;
}

/** The values of an object by their paths (`limit.context`), in the order in which they are written. A name alone is a field of a model. */
export type MappingTable = Readonly<Record<string, ModelField | FieldMapping>>;

export function toFieldMapping(row: ModelField | FieldMapping): FieldMapping {
  return typeof row === 'string' ? exactField(row) : row;
}

/** A field of a model, unchanged. */
export function exactField(field: ModelField): FieldMapping {
  return {
    fields: [`models.${field}`],
    write: (_, model) => modelFieldValue(model!, field) as JsonValue | undefined,
    read(value, _, model) {
      setIn(model!, field, value);
      return true;
    },
  };
}

/** The object that a table writes; undefined if there is nothing in it. */
export function writeMappings(table: MappingTable, agent: AgentView, model?: Model): { [key: string]: JsonValue } | undefined {
  const result: { [key: string]: JsonValue } = {};
  for (const [path, row] of Object.entries(table)) {
    const value = typeof row === 'string' ? (modelFieldValue(model!, row) as JsonValue | undefined) : row.write(agent, model);
    if (value !== undefined) setIn(result, path, value);
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

/** The assumptions of a table, for one model or for all models in it. */
export function assumptionsOf(table: MappingTable, agent: AgentView, model?: Model): Assumption[] {
  return Object.values(table).flatMap((mapping) => {
    if (typeof mapping === 'string') return [];
    const { mappings } = mapping.models ?? {};
    if (mappings) return agent.models.flatMap((one) => assumptionsOf(mappings, agent, one));
    return mapping.assume?.(agent, model) ?? [];
  });
}

/** Reads an object into a partial spec. @returns the values that are not in the spec, or that another value may contradict */
export function readMappings(table: MappingTable, value: JsonValue, partial: PartialSpec, model?: PartialModel): UnreadValue[] {
  const rows: FoundRow[] = Object.entries(table).map(([path, row]) => ({ path, mapping: toFieldMapping(row), found: getIn(value, path) }));
  const unread: UnreadValue[] = [];
  for (const row of rows) {
    const { path, mapping, found } = row;
    if (found === undefined) continue;
    const isRead = mapping.read?.(found, partial, model) === true;
    if (mapping.isPlaceholder || mapping.isWrittenOnce || (isRead && !sharesField(row, rows))) continue;
    unread.push({ path, written: { mapping, value: found, model } });
  }
  const unknown = leafPaths(value).filter((leaf) => !rows.some(({ path }) => leaf === path || leaf.startsWith(`${path}.`)));
  return [...unknown.map((path) => ({ path })), ...unread];
}

/** Fields that several values of a file make up together. */
const jointFields: readonly Field[] = ['id', 'protocol', 'url', 'key', 'key_header', 'headers', 'models.id'];

interface FoundRow {
  readonly path: string;
  readonly mapping: FieldMapping;
  readonly found: JsonValue | undefined;
}

/** Whether another value in the file is about the same field, so that they can contradict each other. */
function sharesField({ path, mapping }: FoundRow, rows: readonly FoundRow[]): boolean {
  const others = rows.filter((row) => row.path !== path && row.found !== undefined);
  return mapping.fields.some((field) => !jointFields.includes(field) && others.some((row) => row.mapping.fields.includes(field)));
}

function leafPaths(value: JsonValue, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, member]) => leafPaths(member, path === '' ? key : `${path}.${key}`));
}

/** Each mapping of a table with its path; those of models are below the path of their list. */
export function mappingsWithPaths(table: MappingTable, prefix = ''): { readonly path: string; readonly mapping: FieldMapping }[] {
  return Object.entries(table).flatMap(([key, row]) => {
    const mapping = toFieldMapping(row);
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const { mappings, idKey } = mapping.models ?? {};
    const inner = mappings ? mappingsWithPaths(mappings, idKey === undefined ? `${path}.*` : `${path}[]`) : [];
    return [{ path, mapping }, ...inner];
  });
}
