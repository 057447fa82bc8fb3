// How a target holds each field of a spec, as its lenses say.
import { allFields, type Field, type FieldSupport } from '../../spec/fields.js';
import type { AgentDefinition } from './agent-view.js';
import { mappingsWithPaths, type FieldMapping, type MappingTable } from './field-mapping.js';

/** What holds for every host whose file has one entry with one key. */
const usual: Readonly<Partial<Record<Field, FieldSupport>>> = {
  protocol: { how: 'exact', why: 'a provider of a protocol that the agent does not speak is refused' },
  key_aliases: { how: 'dropped', why: 'one variable is named' },
  key_header: { how: 'exact', why: 'a header in which the agent cannot send the key is refused' },
  login: { how: 'dropped', why: 'the agent is given an API key' },
};

/**
 * @param named the fields that stand elsewhere than in a value: in a place or in the name of a file
 * @param notes what the target says itself, which counts before all else
 */
export function fieldSupportFrom(
  lenses: readonly FieldMapping[],
  named: readonly Field[],
  { notes = {}, headers }: Pick<AgentDefinition, 'headers'> & { readonly notes?: Readonly<Partial<Record<Field, FieldSupport>>> },
): Readonly<Record<Field, FieldSupport>> {
  const held: Partial<Record<Field, FieldSupport>> = {};
  for (const lens of lenses)
    for (const field of lens.of)
      if (held[field]?.how !== 'exact')
        held[field] = lens.approximates === undefined ? { how: 'exact' } : together(held[field], lens.approximates);
  for (const field of named) held[field] ??= { how: 'exact' };
  if (headers === 'none') held.headers = { how: 'exact', why: 'a provider that has some is refused' };
  return Object.fromEntries(
    allFields.map((field) => [field, notes[field] ?? held[field] ?? usual[field] ?? { how: 'dropped', why: 'there is no place for it' }]),
  ) as Record<Field, FieldSupport>;
}

/** Several lenses can each hold a part of a field. */
function together(known: FieldSupport | undefined, why: string): FieldSupport {
  const parts = known?.why?.split('; ') ?? [];
  return { how: 'approximated', why: [...new Set([...parts, why])].join('; ') };
}

/** The lenses of a table, those of models among them. */
export function mappingsIn(rows: MappingTable): FieldMapping[] {
  return mappingsWithPaths(rows).map(({ lens }) => lens);
}
