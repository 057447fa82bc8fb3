// The lenses for one model among several: the default one, and that for small jobs.
import type { JsonValue } from '../../core/edits.js';
import { modelFieldValue, type ModelField } from '../../spec/fields.js';
import type { Part } from './config-definition.js';
import type { AgentView } from './agent-view.js';
import { setIn } from '../../core/json-values.js';
import { type FieldMapping } from './field-mapping.js';

type Form = (model: string, host: AgentView) => JsonValue;

const plain: Form = (model) => model;

/** The model that is used when nothing is said, in the host's form of it. */
export function defaultModel(form: Form = plain): FieldMapping {
  return choiceOf('default_model', form);
}

/** The two places of a host that names the provider and the model of a choice apart: a model alone does not say whose it is. */
export function providerAndModel(file: string, providerKey: string, modelKey: string, provider: FieldMapping): Part[] {
  const chosenBy = { at: [providerKey], value: provider };
  return [
    { file, ...chosenBy, choice: true },
    { file, at: [modelKey], value: defaultModel(), choice: true, chosenBy },
  ];
}

/** What a host says of one model alone, where it has no list: the default one, or the first. */
export function ofDefaultModel(field: ModelField): FieldMapping {
  return {
    of: [`models.${field}`],
    approximates: 'that of the default model',
    write({ provider, models }) {
      const model = models.find((one) => one.id === provider.default_model) ?? models[0];
      return model && (modelFieldValue(model, field) as JsonValue | undefined);
    },
    read(value, { spec }) {
      const model = spec.models?.find((one) => one.id === spec.default_model);
      if (model) setIn(model, field, value);
    },
  };
}

/** The model for small jobs. */
export function smallModel(form: Form = plain): FieldMapping {
  return choiceOf('small_model', form);
}

function choiceOf(field: 'default_model' | 'small_model', form: Form): FieldMapping {
  return {
    of: [field],
    write(host) {
      // Without a default of its own the provider is used with the first of its models.
      const model = host.provider[field] ?? (field === 'default_model' ? host.models[0]?.id : undefined);
      return model === undefined ? undefined : form(model, host);
    },
    read(value, { spec }) {
      // Another form of it does not say which part is the id of the model.
      if (typeof value !== 'string' || form !== plain) return;
      spec[field] = value;
      if (!spec.models?.some((model) => model.id === value)) (spec.models ??= []).push({ id: value });
    },
  };
}
