import { fieldSupportFrom, type Field, type FieldSupport } from './api.js';

const exact: readonly Field[] = [
  'id',
  'protocol',
  'url',
  'key',
  'login',
  'models.id',
  'models.name',
  'models.description',
  'models.limit.context',
  'models.tool_call',
  'models.parallel_tool_calls',
  'models.reasoning',
];

/** The field support of an entry. @param elsewhere  the fields that are written to other places than the entry */
export function entryFieldSupport(elsewhere: Readonly<Partial<Record<Field, FieldSupport>>>) {
  return fieldSupportFrom([], exact, {
    notes: {
      headers: { how: 'approximated', why: 'sent with Chat Completions only' },
      login: { how: 'exact' },
      'models.modalities.input': { how: 'approximated', why: 'text and images only' },
      live_models: { how: 'dropped', why: 'the model list of the spec is written, unless `targets.forgecode.models` is set' },
      ...elsewhere,
      small_model: { how: 'dropped', why: 'users set one in .forge.toml' },
    },
  });
}
