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

/** What an entry of provider.json holds, and what is made of other fields elsewhere. */
export function entryFieldSupport(elsewhere: Readonly<Partial<Record<Field, FieldSupport>>>) {
  return fieldSupportFrom([], exact, {
    notes: {
      headers: { how: 'approximated', why: 'only on Chat Completions' },
      login: { how: 'exact' },
      'models.modalities.input': { how: 'approximated', why: 'text and images only' },
      live_models: { how: 'dropped', why: 'the list of the spec is taken, unless `targets.forgecode.models` asks for another' },
      ...elsewhere,
      small_model: { how: 'dropped', why: 'the user chooses one in .forge.toml' },
    },
  });
}
