// Mappings of models.
import type { JsonValue } from '../../core/edits.js';
import { getIn, isObject, setIn } from '../../core/json-values.js';
import { modelFields, modelFieldValue, type ModelField } from '../../spec/fields.js';
import { readNumber, readText, writeOnly } from './derived-mappings.js';
import {
  exactField,
  readMappings,
  toFieldMapping,
  writeMappings,
  type FieldMapping,
  type MappingTable,
  type PartialModel,
  type PartialSpec,
} from './field-mapping.js';

/** The id of a model, as in requests. */
export const modelId: FieldMapping = {
  fields: ['models.id'],
  write: (_, model) => model!.id,
  read: (value, _, model) => readText(value, (text) => (model!.id = text)),
};

/** The id of a model with its provider as a prefix, for agents with one list of all models. */
export function qualifiedModelId(separator: string): FieldMapping {
  return writeOnly(['id', 'models.id'], ({ id }, model) => `${id}${separator}${model!.id}`);
}

/** The name of a model, or its id if it has no name and the agent requires one. */
export const modelName: FieldMapping = {
  fields: ['models.name'],
  write: (_, model) => model!.name ?? model!.id,
  read: (value, _, model) => value === model!.id || readText(value, (text) => (model!.name = text)),
};

/** The name of a model in a catalog, which can end in a tab or contain hidden characters. */
export const visibleModelName: FieldMapping = {
  ...modelName,
  read(value, partial, model) {
    const text = typeof value === 'string' ? value.replaceAll(/\p{Cc}/gu, ' ').trim() : '';
    return text !== '' && modelName.read!(text, partial, model);
  },
};

/** A flag of a model, for `negated`, `flagWords` and `withDefault`. */
export const modelFlag: (field: ModelField) => FieldMapping = exactField;

/** A value that the agent requires. If the spec does not have it, the default of the agent is written and reported. */
export function requiredField(field: ModelField, assumed: JsonValue): FieldMapping {
  const exact = exactField(field);
  return {
    ...exact,
    write: (agent, model) => exact.write(agent, model) ?? assumed,
    assume: (agent, model) => (exact.write(agent, model) === undefined ? { field, model: model!.id, value: assumed } : undefined),
  };
}

/** A price per token; the spec has it per million tokens. */
export function pricePerToken(field: ModelField & `cost.${string}`): FieldMapping {
  return {
    fields: [`models.${field}`],
    write(_, model) {
      const price = modelFieldValue(model!, field) as number | undefined;
      // As text, so that 0.6 becomes 6e-7 and not 6.000000000000001e-7.
      return price === undefined ? undefined : Number(`${price}e-6`);
    },
    read: (value, _, model) => readNumber(value, (price) => setIn(model!, field, Number((price * 1e6).toPrecision(12)))),
  };
}

/** Whether a model accepts a kind of input. */
export function acceptsInput(kind: 'image' | 'audio' | 'video' | 'pdf'): FieldMapping {
  return {
    fields: ['models.modalities.input'],
    approximates: `only whether it accepts ${kind === 'pdf' ? 'PDF' : kind === 'image' ? 'images' : kind}`,
    write: (_, model) => model!.modalities?.input?.includes(kind),
    read(value, _, model) {
      const known: readonly string[] = model!.modalities?.input ?? ['text'];
      if (typeof value === 'boolean') setIn(model!, 'modalities.input', value ? [...known, kind] : known);
      return typeof value === 'boolean';
    },
  };
}

/** The models as an object by their ids. */
export function modelsById(mappings: MappingTable): FieldMapping {
  return {
    fields: ['models.id'],
    models: { mappings },
    write(agent) {
      if (agent.models.length === 0) return undefined;
      return Object.fromEntries(agent.models.map((model) => [model.id, writeMappings(mappings, agent, model) ?? {}]));
    },
    read(value, partial) {
      if (!isObject(value)) return false;
      partial.spec.models = Object.entries(value).map(([id, member]) => readListedModel(mappings, member, partial, id));
      return true;
    },
  };
}

/** The models as a list of objects, one member of which is the id. */
export function modelList(mappings: MappingTable): FieldMapping {
  const idKey = Object.keys(mappings).find((path) => mappings[path] === modelId)!;
  return {
    fields: [],
    models: { mappings, idKey },
    write: (agent) => (agent.models.length === 0 ? undefined : agent.models.map((model) => writeMappings(mappings, agent, model)!)),
    read(value, partial) {
      if (!Array.isArray(value)) return false;
      partial.spec.models = (value as JsonValue[]).map((member) => readListedModel(mappings, member, partial, ''));
      return true;
    },
  };
}

/** Reads one model of a provider. Other models can contradict what it contains about the provider. */
function readListedModel(mappings: MappingTable, value: JsonValue, partial: PartialSpec, id: string): PartialModel {
  const model = readModel(mappings, value, partial, id);
  for (const [path, row] of Object.entries(mappings)) {
    const mapping = toFieldMapping(row);
    const found = getIn(value, path);
    const isAboutProvider = mapping.fields.length > 0 && !mapping.fields.some((field) => field.startsWith('models.'));
    if (found !== undefined && isAboutProvider) partial.unread.push({ path, written: { mapping, value: found, model } });
  }
  return model;
}

export function readModel(mappings: MappingTable, value: JsonValue, partial: PartialSpec, id: string): PartialModel & { id: string } {
  const model = { id };
  partial.unread.push(...readMappings(mappings, value, partial, model));
  return model;
}

/** The ids of the models as a list. */
export const modelIds: FieldMapping = {
  fields: ['models.id'],
  write: ({ models }) => (models.length === 0 ? undefined : models.map(({ id }) => id)),
  read(value, { spec }) {
    if (!Array.isArray(value)) return false;
    spec.models = (value as string[]).map((id) => ({ id }));
    return true;
  },
};

/** All fields of the models by id, for modules that contain them as data. */
export const allModelFields: FieldMapping = modelsById(
  Object.fromEntries((Object.keys(modelFields) as ModelField[]).map((field) => [field, field])),
);

/** The name of a file for one model; characters with a meaning in a file system become `-`. */
export function modelProfileName(provider: string, model: { readonly id?: string }): string {
  return `${provider}-${model.id}`.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
}

/** The provider in such a name; undefined if the name belongs to another model. */
export function providerFromProfileName(profile: string, model: { readonly id?: string }): string | undefined {
  const end = modelProfileName('', model);
  return profile.endsWith(end) ? profile.slice(0, -end.length) : undefined;
}
