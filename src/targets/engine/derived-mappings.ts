// Mappings derived from a value, a function or another mapping, and helpers that read one value.
import type { JsonValue } from '../../core/edits.js';
import type { Model } from '../../spec/provider.js';
import type { AgentView } from './agent-definition.js';
import type { FieldMapping } from './field-mapping.js';

/** @returns whether the value is text; only then it is set */
export function readText(value: JsonValue, set: (text: string) => void): boolean {
  if (typeof value === 'string') set(value);
  return typeof value === 'string';
}

/** @returns whether the value is a number; only then it is set */
export function readNumber(value: JsonValue, set: (number: number) => void): boolean {
  if (typeof value === 'number') set(value);
  return typeof value === 'number';
}

/** A constant value. */
export function constant(value: JsonValue): FieldMapping {
  return { fields: [], write: () => value };
}

/** A value that the agent requires and then changes. */
export function initialValue(value: JsonValue): FieldMapping {
  return { fields: [], isWrittenOnce: true, write: () => value };
}

/** A value that is only written: no field can be read from it. */
export function writeOnly(
  fields: FieldMapping['fields'],
  write: (agent: AgentView, model: Model | undefined) => JsonValue | undefined,
  approximates?: string,
): FieldMapping {
  return { fields, write, ...(approximates !== undefined && { approximates }) };
}

/** A mapping with a default value for what the spec does not have. */
export function withDefault(mapping: FieldMapping, value: JsonValue): FieldMapping {
  return { ...mapping, write: (agent, model) => mapping.write(agent, model) ?? value };
}

/** The opposite of a flag. */
export function negated(mapping: FieldMapping): FieldMapping {
  const opposite = (value: JsonValue | undefined): JsonValue | undefined => (typeof value === 'boolean' ? !value : undefined);
  return {
    ...mapping,
    write: (agent, model) => opposite(mapping.write(agent, model)),
    read: (value, partial, model) => mapping.read?.(opposite(value) ?? null, partial, model) === true,
  };
}

/** A list with a word for each flag that is true. */
export function flagWords(flags: Readonly<Record<string, FieldMapping>>): FieldMapping {
  return {
    fields: Object.values(flags).flatMap(({ fields }) => fields),
    approximates: 'a word for each flag that is true; false and unknown look the same',
    isUnordered: true,
    write(agent, model) {
      const words = Object.keys(flags).filter((word) => flags[word]!.write(agent, model) === true);
      return words.length > 0 ? words : undefined;
    },
    read(value, partial, model) {
      if (!Array.isArray(value)) return false;
      for (const [word, flag] of Object.entries(flags)) if (value.includes(word)) flag.read?.(true, partial, model);
      return (value as JsonValue[]).every((word) => typeof word === 'string' && Object.hasOwn(flags, word));
    },
  };
}
