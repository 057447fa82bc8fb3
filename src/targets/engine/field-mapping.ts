// What a target's file says, place by place, and the field of the spec it comes from: one table that is written from and read back.
import type { JsonValue } from '../../core/edits.js';
import type { Model, ProviderSpec } from '../../spec/provider.js';
import { modelFieldValue, type Field, type ModelField } from '../../spec/fields.js';
import { getIn, setIn } from '../../core/json-values.js';
import type { AgentView } from './agent-view.js';

type Mutable<T> = T extends readonly (infer E)[] ? Mutable<E>[] : T extends object ? { -readonly [K in keyof T]?: Mutable<T[K]> } : T;

/** A spec while it is read back. `base_url` is what the file says; `wire` is what the file calls the protocol. */
export interface PartialSpec {
  readonly spec: Mutable<ProviderSpec>;
  wire?: string;
  baseUrl?: string;
  /** What is appended there, where that is not what the wire appends. */
  appended?: string;
  /** The ways to log in, where they are not a key in a variable. */
  auth?: PartialSpec['spec']['auth'];
  env?: string;
  /** The variables that the file lists without saying what each is for: the key, other names of it, and those in the URL. */
  variables?: readonly string[];
  /** What the file has for the key where that names no variable: it may be the key itself, and goes into no output. */
  literalKey?: string;
  /** What the file says of how the key is sent, by the members of its wire. */
  readonly keyMembers: Record<string, JsonValue>;
  /** The paths of what no lens reads. */
  readonly unread: string[];
}

export type PartialModel = Mutable<Model>;

/** One value of a file. */
export interface FieldMapping {
  /** The fields of the spec it comes from. */
  readonly of: readonly Field[];
  /** Why it does not say all that the field says. Without it the field is held as it is. */
  readonly approximates?: string;
  /** Whether the user replaces it: it is put in where there is none, and never compared. */
  readonly placeholder?: boolean;
  /** Whether the host changes it by itself: likewise put in, and never compared. */
  readonly once?: true;
  /** Whether it is a list whose order says nothing. */
  readonly anyOrder?: true;
  /** The rows of the models it holds, by id or as a list of which one member is the id. */
  readonly models?: { readonly rows: MappingTable; readonly idKey?: string };
  /** @returns undefined for what is not written */
  write(host: AgentView, model: Model | undefined): JsonValue | undefined;
  /** Reads it back; what it does not understand it leaves. */
  read?(value: JsonValue, draft: PartialSpec, model: PartialModel | undefined): void;
}

/** The values of an object by their paths, `limit.context` for one, in the order in which they are written. A name alone is a field of a model. */
export type MappingTable = Readonly<Record<string, ModelField | FieldMapping>>;

export function toFieldMapping(row: ModelField | FieldMapping): FieldMapping {
  return typeof row === 'string' ? exactly(row) : row;
}

/** A field of a model as it is. */
function exactly(field: ModelField): FieldMapping {
  return {
    of: [`models.${field}`],
    write: (_, model) => modelFieldValue(model!, field) as JsonValue | undefined,
    read: (value, _, model) => setIn(model!, field, value),
  };
}

const listed = new WeakMap<MappingTable, (readonly [path: string, lens: FieldMapping])[]>();

function rowsOf(rows: MappingTable): readonly (readonly [path: string, lens: FieldMapping])[] {
  let found = listed.get(rows);
  if (!found) listed.set(rows, (found = Object.entries(rows).map(([path, row]) => [path, toFieldMapping(row)] as const)));
  return found;
}

/** The object that rows make; undefined when there is nothing in it. */
export function writeMappings(rows: MappingTable, host: AgentView, model?: Model): { [key: string]: JsonValue } | undefined {
  const result: { [key: string]: JsonValue } = {};
  for (const [path, lens] of rowsOf(rows)) {
    const value = lens.write(host, model);
    if (value !== undefined) setIn(result, path, value);
  }
  return Object.keys(result).length === 0 ? undefined : result;
}

/** @returns the paths of what no row reads */
export function readMappings(rows: MappingTable, value: JsonValue, draft: PartialSpec, model?: PartialModel): string[] {
  const read = new Set<string>();
  for (const [path, row] of Object.entries(rows)) {
    const found = getIn(value, path);
    read.add(path);
    if (found !== undefined) toFieldMapping(row).read?.(found, draft, model);
  }
  return leaves(value).filter((path) => ![...read].some((known) => path === known || path.startsWith(`${known}.`)));
}

function leaves(value: JsonValue, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, member]) => leaves(member, path === '' ? key : `${path}.${key}`));
}

/** A name for a file that is about one model: what some file system takes for something else is `-`. */
export function modelProfileName(provider: string, model: { readonly id?: string }): string {
  return `${provider}-${model.id}`.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
}

/** The provider of such a name; undefined when it is another model's. */
export function providerFromProfileName(profile: string, model: { readonly id?: string }): string | undefined {
  const end = modelProfileName('', model);
  return profile.endsWith(end) ? profile.slice(0, -end.length) : undefined;
}

const walked = new WeakMap<MappingTable, ReturnType<typeof mappingsWithPaths>>();

/** Each lens of a table with its path, those of models behind that of their list. */
export function mappingsWithPaths(rows: MappingTable): readonly { readonly path: string; readonly lens: FieldMapping }[] {
  let found = walked.get(rows);
  if (!found) walked.set(rows, (found = [...walk(rows)]));
  return found;
}

function* walk(rows: MappingTable, prefix = ''): Generator<{ readonly path: string; readonly lens: FieldMapping }> {
  for (const [key, row] of Object.entries(rows)) {
    const lens = toFieldMapping(row);
    const path = prefix === '' ? key : `${prefix}.${key}`;
    yield { path, lens };
    if (lens.models) yield* walk(lens.models.rows, lens.models.idKey === undefined ? `${path}.*` : `${path}[]`);
  }
}
