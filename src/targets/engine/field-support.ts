// How a target supports each field of a spec, as its mappings show.
import { allFields, type Field, type FieldSupport } from '../../spec/fields.js';
import type { AgentDefinition } from './agent-definition.js';
import { mappingsWithPaths, type FieldMapping, type MappingTable } from './field-mapping.js';
import type { TargetFacts } from './target.js';

/** The support that every agent has whose file has one entry with one key. */
const usualSupport: Readonly<Partial<Record<Field, FieldSupport>>> = {
  protocol: { how: 'exact', why: 'a provider with a protocol that the agent does not speak is refused' },
  key_aliases: { how: 'dropped', why: 'the file names one variable' },
  key_header: { how: 'exact', why: 'a header in which the agent cannot send the key is refused' },
  login: { how: 'dropped', why: 'the agent gets an API key' },
};

/**
 * @param named the fields in a place or in a file name instead of in a value
 * @param definition its notes take precedence over what the mappings show
 */
export function fieldSupportFrom(
  mappings: readonly FieldMapping[],
  named: readonly Field[],
  { notes = {}, headers }: Pick<AgentDefinition, 'headers'> & Pick<TargetFacts, 'notes'>,
): Readonly<Record<Field, FieldSupport>> {
  const mapped: Partial<Record<Field, FieldSupport>> = {};
  for (const { fields, approximates } of mappings)
    for (const field of fields)
      if (mapped[field]?.how !== 'exact')
        mapped[field] = approximates === undefined ? { how: 'exact' } : addApproximation(mapped[field], approximates);
  for (const field of named) mapped[field] ??= { how: 'exact' };
  if (headers === 'none') mapped.headers = { how: 'exact', why: 'a provider with headers is refused' };
  return Object.fromEntries(
    allFields.map((field) => [
      field,
      notes[field] ?? mapped[field] ?? usualSupport[field] ?? { how: 'dropped', why: 'the file has no place for it' },
    ]),
  ) as Record<Field, FieldSupport>;
}

/** Several mappings can each support a part of a field. */
function addApproximation(known: FieldSupport | undefined, why: string): FieldSupport {
  const reasons = known?.why?.split('; ') ?? [];
  return { how: 'approximated', why: [...new Set([...reasons, why])].join('; ') };
}

/** The mappings of a table, those of models included. */
export function mappingsIn(table: MappingTable): FieldMapping[] {
  return mappingsWithPaths(table).map(({ mapping }) => mapping);
}
