// Mappings of one model among several: the default model, and the one for small tasks.
import type { JsonValue } from '../../core/edits.js';
import { setIn } from '../../core/json-values.js';
import { modelFieldValue, type ModelField } from '../../spec/fields.js';
import type { AgentView } from './agent-definition.js';
import type { ChoicePart } from './config-definition.js';
import { readText } from './derived-mappings.js';
import type { FieldMapping } from './field-mapping.js';

/** How an agent refers to a model. */
type ModelReference = (model: string, agent: AgentView) => JsonValue;

const plainId: ModelReference = (model) => model;

/** The default model; without one in the spec, the first model. */
export function defaultModel(reference: ModelReference = plainId): FieldMapping {
  return modelChoice('default_model', reference);
}

/** The model for small tasks. */
export function smallModel(reference: ModelReference = plainId): FieldMapping {
  return modelChoice('small_model', reference);
}

function modelChoice(field: 'default_model' | 'small_model', reference: ModelReference): FieldMapping {
  return {
    fields: [field],
    write(agent) {
      const model = agent.provider[field] ?? (field === 'default_model' ? agent.models[0]?.id : undefined);
      return model === undefined ? undefined : reference(model, agent);
    },
    read(value, { spec }) {
      // Any other reference does not show which part of it is the id of the model.
      if (reference !== plainId) return false;
      return readText(value, (id) => {
        spec[field] = id;
        if (!spec.models?.some((model) => model.id === id)) (spec.models ??= []).push({ id });
      });
    },
  };
}

/** The two places of an agent that names provider and model separately: the model alone does not identify the provider. */
export function providerAndModelChoice(file: string, providerKey: string, modelKey: string, provider: FieldMapping): ChoicePart[] {
  const chosenBy = { at: [providerKey], value: provider };
  return [
    { file, ...chosenBy, choice: true },
    { file, at: [modelKey], value: defaultModel(), choice: true, chosenBy },
  ];
}

/** A field of the default model (or else of the first model), for an agent without a list of models. */
export function defaultModelField(field: ModelField): FieldMapping {
  return {
    fields: [`models.${field}`],
    approximates: 'that of the default model',
    write({ provider, models }) {
      const model = models.find(({ id }) => id === provider.default_model) ?? models[0];
      return model && (modelFieldValue(model, field) as JsonValue | undefined);
    },
    read(value, { spec }) {
      const model = spec.models?.find(({ id }) => id === spec.default_model);
      if (model) setIn(model, field, value);
      return model !== undefined;
    },
  };
}
