// The lenses that targets are made of.
import type { JsonValue } from '../../core/edits.js';
import type { Model, Protocol } from '../../spec/provider.js';
import { modelFieldValue, type ModelField } from '../../spec/fields.js';
import type { AgentView } from './agent-view.js';
import { isObject, setIn } from '../../core/json-values.js';
import { readMappings, writeMappings, type PartialSpec, type PartialModel, type FieldMapping, type MappingTable } from './field-mapping.js';

/** What the host calls the protocol. */
export const protocol: FieldMapping = {
  of: ['protocol'],
  write: ({ wire }) => wire.as,
  read: (value, draft) => void (typeof value === 'string' && (draft.wire = value)),
};

export const id: FieldMapping = {
  of: ['id'],
  write: (host) => host.id,
  read: (value, { spec }) => void (typeof value === 'string' && (spec.id ??= value)),
};

export const name: FieldMapping = {
  of: ['name'],
  write: (host) => host.name,
  read: (value, { spec }) => void (typeof value === 'string' && (spec.name = value)),
};

export const description: FieldMapping = {
  of: ['description'],
  write: ({ provider }) => provider.description,
  read: (value, { spec }) => void (typeof value === 'string' && (spec.description = value)),
};

export const homepage: FieldMapping = {
  of: ['homepage'],
  write: ({ provider }) => provider.homepage,
  read: (value, { spec }) => void (typeof value === 'string' && (spec.homepage = value)),
};

export const baseUrl: FieldMapping = {
  of: ['url'],
  write: (host) => host.baseUrl,
  read: (value, draft) => void (typeof value === 'string' && (draft.baseUrl = value)),
};

/** The base URL in a place that is for one protocol alone, by what the host calls it. */
export function baseUrlOf(wire: string): FieldMapping {
  return {
    ...baseUrl,
    read(value, draft, model) {
      baseUrl.read!(value, draft, model);
      draft.wire ??= wire;
    },
  };
}

/** What stands for the key: a reference to its variable, or a placeholder where the file can hold a literal only. */
export function key(form: { readonly ref?: RegExp } = {}): FieldMapping {
  return {
    of: ['key'],
    ...(form.ref === undefined && { placeholder: true }),
    write: (host) => host.key,
    read(value, draft) {
      const text = typeof value === 'string' ? value : '';
      const env = (form.ref ?? /^<([A-Z][A-Z0-9_]*)>$/).exec(text)?.[1];
      if (env !== undefined) draft.env = env;
      else draft.literalKey = text;
    },
  };
}

/** A list of keys, in which one stands for the key. */
export function keyEntries(member: string): FieldMapping {
  return { of: ['key'], placeholder: true, write: (host) => (host.key === undefined ? undefined : [{ [member]: host.key }]) };
}

/** The name of the variable of the key, by itself or as the only one of a list. */
export const keyVariable: FieldMapping = {
  of: ['key'],
  write: (host) => host.env,
  read: (value, draft) => void (typeof value === 'string' && (draft.env = value)),
};

/** The headers as an object; not written when there are none. */
export const headers: FieldMapping = {
  of: ['headers'],
  write: (host) => (Object.keys(host.headers).length > 0 ? host.headers : undefined),
  read(value, { spec }) {
    if (isObject(value)) spec.headers = { ...(value as Record<string, string>) };
  },
};

/** The headers as one text, `Name: value` each. */
export function headerText(separator: string): FieldMapping {
  return {
    of: ['headers'],
    write: (host) =>
      Object.keys(host.headers).length > 0
        ? Object.entries(host.headers)
            .map(([header, value]) => `${header}: ${value}`)
            .join(separator)
        : undefined,
    read(value, { spec }) {
      if (typeof value !== 'string') return;
      const lines = value.split(separator).map((line) => /^([^:]+): ?(.*)$/.exec(line));
      spec.headers = Object.fromEntries(lines.flatMap((match) => (match ? [[match[1]!, match[2]!]] : [])));
    },
  };
}

/** How the key is sent, where the host has a switch for that. */
export function keySwitch(member: string): FieldMapping {
  return {
    of: ['key_header'],
    write: ({ keyMembers }) => keyMembers[member],
    read: (value, draft) => void (draft.keyMembers[member] = value),
  };
}

/** A value that is always the same. */
export function always(value: JsonValue): FieldMapping {
  return { of: [], write: () => value };
}

/** A value that the host must find, and changes by itself. */
export function once(value: JsonValue): FieldMapping {
  return { of: [], once: true, write: () => value };
}

/** A value that is there for one protocol alone. @param wire what the wire of that protocol is called */
export function when(wanted: Protocol, value: JsonValue, wire: string): FieldMapping {
  return {
    of: ['protocol'],
    write: (host) => (host.protocol === wanted ? value : undefined),
    read: (found, draft) => void (found === value && (draft.wire = wire)),
  };
}

/** How the endpoint differs from what its protocol asks for. */
export function quirk(of: 'reasoning_field' | 'max_tokens_field'): FieldMapping {
  return { of: [`quirks.${of}`], write: ({ provider }) => provider.quirks[of] };
}

/** A value of the provider that is not a field by itself. */
export function from(
  of: FieldMapping['of'],
  write: (host: AgentView, model: Model | undefined) => JsonValue | undefined,
  approximates?: string,
): FieldMapping {
  return { of, write, ...(approximates !== undefined && { approximates }) };
}

/** The id of a model as it goes over the wire. */
export const modelId: FieldMapping = {
  of: ['models.id'],
  write: (_, model) => model!.id,
  read: (value, _, model) => void (typeof value === 'string' && (model!.id = value)),
};

/** The id of a model behind that of its provider, as a host calls it that has one list for all. */
export function qualified(separator: string): FieldMapping {
  return from(['id', 'models.id'], (host, model) => `${host.id}${separator}${model!.id}`);
}

/** The name of a model; its id where it has none and the host must have one. */
export const modelName: FieldMapping = {
  of: ['models.name'],
  write: (_, model) => model!.name ?? model!.id,
  read: (value, _, model) => void (typeof value === 'string' && value !== model!.id && (model!.name = value)),
};

/** A number that the host must have: where the spec does not know it, what the host would take by itself, and a finding says so. */
export function needed(field: ModelField, otherwise: JsonValue): FieldMapping {
  return {
    of: [`models.${field}`],
    write(host, model) {
      const value = modelFieldValue(model!, field) as JsonValue | undefined;
      if (value === undefined) host.assumed.push({ field, model: model!.id, value: otherwise });
      return value ?? otherwise;
    },
    read: (value, _, model) => setIn(model!, field, value),
  };
}

/** A price per token, where the spec has it per million. */
export function perToken(field: ModelField & `cost.${string}`): FieldMapping {
  return {
    of: [`models.${field}`],
    write(_, model) {
      const price = modelFieldValue(model!, field) as number | undefined;
      // By text, so that 0.6 gives 6e-7 and not 6.000000000000001e-7.
      return price === undefined ? undefined : Number(`${price}e-6`);
    },
    read: (value, _, model) => void (typeof value === 'number' && setIn(model!, field, Number((value * 1e6).toPrecision(12)))),
  };
}

/** Whether a model takes a kind of input. */
export function takes(kind: 'image' | 'audio' | 'video' | 'pdf'): FieldMapping {
  return {
    of: ['models.modalities.input'],
    approximates: `only whether it takes ${kind === 'pdf' ? 'PDF' : kind === 'image' ? 'images' : kind}`,
    write: (_, model) => model!.modalities?.input?.includes(kind),
    read(value, _, model) {
      const known: readonly string[] = model!.modalities?.input ?? ['text'];
      if (typeof value === 'boolean') setIn(model!, 'modalities.input', value ? [...known, kind] : known);
    },
  };
}

/** The opposite of what a lens says. */
export function not(lens: FieldMapping): FieldMapping {
  const opposite = (value: JsonValue | undefined): JsonValue | undefined => (typeof value === 'boolean' ? !value : undefined);
  return {
    ...lens,
    write: (host, model) => opposite(lens.write(host, model)),
    read: (value, draft, model) => lens.read?.(opposite(value) ?? null, draft, model),
  };
}

/** Words of a list, each there when its lens says true. */
export function words(of: Readonly<Record<string, FieldMapping>>): FieldMapping {
  const lenses = Object.values(of);
  return {
    of: lenses.flatMap((lens) => lens.of),
    approximates: 'a word for what is there, and none for what is not or is unknown',
    anyOrder: true,
    write(host, model) {
      const list = Object.entries(of).flatMap(([word, lens]) => (lens.write(host, model) === true ? [word] : []));
      return list.length > 0 ? list : undefined;
    },
    read(value, draft, model) {
      if (!Array.isArray(value)) return;
      for (const [word, lens] of Object.entries(of)) if (value.includes(word)) lens.read?.(true, draft, model);
    },
  };
}

/** A field of a model that is true, false or unknown, for `words` and `not`. */
export function flag(field: ModelField): FieldMapping {
  return {
    of: [`models.${field}`],
    write: (_, model) => modelFieldValue(model!, field) as JsonValue | undefined,
    read: (value, _, model) => setIn(model!, field, value),
  };
}

/** What another value stands for, where the spec knows nothing. */
export function or(lens: FieldMapping, otherwise: JsonValue): FieldMapping {
  return { ...lens, write: (host, model) => lens.write(host, model) ?? otherwise };
}

/** The models as an object by their ids. */
export function modelsById(rows: MappingTable): FieldMapping {
  return {
    of: ['models.id'],
    models: { rows },
    write(host) {
      if (host.models.length === 0) return undefined;
      return Object.fromEntries(host.models.map((model) => [model.id, writeMappings(rows, host, model) ?? {}]));
    },
    read(value, draft) {
      if (!isObject(value)) return;
      draft.spec.models = Object.entries(value).map(([modelKey, member]) => readModel(rows, member, draft, modelKey));
    },
  };
}

/** The models as a list of objects, in one row of which is the id. */
export function modelList(rows: MappingTable): FieldMapping {
  const idKey = Object.keys(rows).find((path) => rows[path] === modelId)!;
  return {
    of: [],
    models: { rows, idKey },
    write: (host) => (host.models.length === 0 ? undefined : host.models.map((model) => writeMappings(rows, host, model)!)),
    read(value, draft) {
      if (Array.isArray(value)) draft.spec.models = (value as JsonValue[]).map((member) => readModel(rows, member, draft, ''));
    },
  };
}

export function readModel(rows: MappingTable, value: JsonValue, draft: PartialSpec, modelKey: string): PartialModel & { id: string } {
  const model = { id: modelKey };
  draft.unread.push(...readMappings(rows, value, draft, model));
  return model;
}

/** The ids of the models as a list. */
export const modelIds: FieldMapping = {
  of: ['models.id'],
  write: ({ models }) => (models.length === 0 ? undefined : models.map((model) => model.id)),
  read(value, { spec }) {
    if (Array.isArray(value)) spec.models = (value as string[]).map((one) => ({ id: one }));
  },
};
