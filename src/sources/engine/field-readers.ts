// Readers of the fields of a source's entry: each reads one value into the field and unit of a spec.
import type { JsonValue } from '../../core/edits.js';
import type { ModelField } from '../../spec/fields.js';
import type { Model } from '../../spec/provider.js';
import { getIn, setIn } from '../../core/json-values.js';
import { toFieldMapping, type PartialSpec, type PartialModel, type MappingTable } from '../../targets/engine/field-mapping.js';
import { pricePerToken } from '../../targets/engine/model-mappings.js';

/** Reads one value of an entry into a model. An unexpected value is copied as it is: `pruneModel` removes and reports it later. */
export interface FieldReader {
  /** @param known the same model in the spec */
  read(value: JsonValue, model: PartialModel, known: Model | undefined): void;
}

/** The readers of an entry by the path of what they read, such as `limit.context`. The path of the whole entry is empty. */
export type FieldReaders = Readonly<Record<string, FieldReader>>;

/** Reads an entry into a model that has its id. A value that is null is unknown. */
export function readFields(readers: FieldReaders, entry: JsonValue, model: PartialModel, known: Model | undefined): void {
  for (const [path, reader] of Object.entries(readers)) {
    const value = path === '' ? entry : getIn(entry, path);
    if (value !== undefined && value !== null) reader.read(value, model, known);
  }
}

/** @param convert returns undefined for a value that means unknown */
export function readAs(field: ModelField, convert: (value: JsonValue) => JsonValue | undefined = (value) => value): FieldReader {
  return {
    read(value, model) {
      const converted = convert(value);
      if (converted !== undefined) setIn(model, field, converted);
    },
  };
}

/** The readers of a target's mapping table, for a source with the same format. */
export function readersFromMappings(table: MappingTable): FieldReaders {
  return Object.fromEntries(
    Object.entries(table).map(([path, row]) => {
      const mapping = toFieldMapping(row);
      return [path, { read: (value, model) => mapping.read?.(value, emptyPartialSpec, model) } satisfies FieldReader];
    }),
  );
}

/** The field mappings of a model read nothing else of a spec. */
const emptyPartialSpec: PartialSpec = Object.freeze({ spec: Object.freeze({}), keyMembers: Object.freeze({}), unread: [] });

/** A number of tokens. 0 means unknown. Some gateways send numbers as text. */
export function readTokens(field: ModelField & `limit.${string}`): FieldReader {
  return readAs(field, (value) => parseNumber(value) || undefined);
}

/**
 * The input tokens of a source that does not say whether the output counts among them. They are the context window unless the spec has a
 * larger one. Otherwise they are `limit.input`, which is right in either case: for a model with a window of 400,000 tokens and an output
 * of up to 128,000, such sources say 272,000.
 */
export const readInputTokens: FieldReader = {
  read(value, model, known) {
    const most = parseNumber(value);
    const window = known?.limit?.context;
    if (most !== 0)
      setIn(model, typeof most === 'number' && window !== undefined && most >= window ? 'limit.context' : 'limit.input', most);
  },
};

/** USD per token, as a number or text, to USD per million. A negative price varies by request, so it is unknown. */
export function readUsdPerToken(field: ModelField & `cost.${string}`): FieldReader {
  const exact = pricePerToken(field);
  return {
    read(value, model) {
      const price = parseNumber(value);
      if (typeof price !== 'number') setIn(model, field, price);
      else if (price >= 0) exact.read!(price, emptyPartialSpec, model);
    },
  };
}

/** USD per million tokens, as in a spec. */
export function readUsdPerMillion(field: ModelField & `cost.${string}`): FieldReader {
  return readAs(field, (value) => (typeof value === 'number' && value < 0 ? undefined : value));
}

/** A day in UTC, from seconds since 1970 or an ISO 8601 text. The first day of 1970 means unknown. */
export function readDay(field: ModelField): FieldReader {
  return readAs(field, (value) => {
    const text =
      typeof value === 'number'
        ? formatDay(value)
        : typeof value === 'string'
          ? value.replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/s, '$1')
          : value;
    return text === '1970-01-01' || text === '' ? undefined : text;
  });
}

function formatDay(seconds: number): string | number {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? seconds : date.toISOString().slice(0, 10);
}

/** A text as one line, since a spec has no line breaks in texts. */
export function readLine(field: ModelField, convert: (text: string) => string = (text) => text): FieldReader {
  return readAs(field, (value) => (typeof value === 'string' ? convert(value.replaceAll(/\s+/g, ' ').trim()) || undefined : value));
}

/** Kinds of input or output. @param words the spec's word for each word that a source has for a kind, where they differ */
export function readKinds(field: 'modalities.input' | 'modalities.output', words: Readonly<Record<string, string>> = {}): FieldReader {
  return readAs(field, (value) => {
    if (!Array.isArray(value) || value.length === 0) return Array.isArray(value) ? undefined : value;
    return [
      ...new Set(
        (value as readonly JsonValue[]).map((word) => (typeof word === 'string' && Object.hasOwn(words, word) ? words[word]! : word)),
      ),
    ];
  });
}

/** A flag for one kind of input. Other kinds stay as they are in the spec, so that a source that knows only images does not deny PDFs. */
export function readKindFlag(kind: 'image' | 'audio' | 'video' | 'pdf'): FieldReader {
  return {
    read(value, model, known) {
      const read: unknown = model.modalities?.input;
      const others = Array.isArray(read) ? (read as JsonValue[]) : (known?.modalities?.input ?? ['text']);
      const changed = value === true ? [...others, kind] : others.filter((other) => other !== kind);
      const isFlag = typeof value === 'boolean';
      setIn(model, 'modalities.input', !isFlag ? value : others.includes(kind) === value ? others : changed);
    },
  };
}

type Flag = 'tool_call' | 'parallel_tool_calls' | 'reasoning' | 'structured_output' | 'temperature';

/** Flags from a list of words: true if the list has one of the words, otherwise false. An empty list means unknown. */
export function readListedFlags(flags: Readonly<Partial<Record<Flag, readonly string[]>>>): FieldReader {
  return {
    read(value, model) {
      if (!Array.isArray(value) || value.length === 0) return;
      for (const [flag, words] of Object.entries(flags) as [Flag, readonly string[]][])
        model[flag] = words.some((word) => value.includes(word));
    },
  };
}

/** Reads only flags that are true: false means unknown. */
export function onlyWhenTrue(reader: FieldReader): FieldReader {
  return {
    read(value, model, known) {
      const found: PartialModel = {};
      reader.read(value, found, known);
      for (const [field, flag] of Object.entries(found)) if (flag !== false) setIn(model, field, flag);
    },
  };
}

/** Parses a text that is a number. Any other value is returned unchanged. */
function parseNumber(value: JsonValue): JsonValue {
  return typeof value === 'string' && /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(value) ? Number(value) : value;
}
