// What a source's entry says of a model: one table from its places to the fields of a spec, with their units.
import type { JsonValue } from '../../core/edits.js';
import type { ModelField } from '../../spec/fields.js';
import type { Model } from '../../spec/provider.js';
import { getIn, setIn } from '../../core/json-values.js';
import { toFieldMapping, type PartialSpec, type PartialModel, type MappingTable } from '../../targets/engine/field-mapping.js';
import { perToken } from '../../targets/engine/common-mappings.js';

/**
 * One value of an entry, put into the model in the unit of the spec. A value that is there but is none of what is expected goes in as it is:
 * what a spec cannot hold is taken out later, and named.
 */
export interface Reading {
  /** @param known what the spec has of this model */
  read(value: JsonValue, model: PartialModel, known: Model | undefined): void;
}

/** The values of an entry by their paths, `limit.context` for one; that of the entry is empty. A name alone is the field as it is; null is unknown. */
export type Readings = Readonly<Record<string, ModelField | Reading>>;

const listed = new WeakMap<Readings, readonly (readonly [path: string, reading: Reading])[]>();

/** Reads an entry into a model that has its id. */
export function readEntry(readings: Readings, entry: JsonValue, model: PartialModel, known: Model | undefined): void {
  let rows = listed.get(readings);
  if (!rows) listed.set(readings, (rows = Object.entries(readings).map(([path, row]) => [path, typeof row === 'string' ? as(row) : row])));
  for (const [path, reading] of rows) {
    const value = path === '' ? entry : getIn(entry, path);
    if (value !== undefined && value !== null) reading.read(value, model, known);
  }
}

/** A field by what a value means; undefined where it says nothing. */
export function as(field: ModelField, meaning: (value: JsonValue) => JsonValue | undefined = (value) => value): Reading {
  return {
    read(value, model) {
      const meant = meaning(value);
      if (meant !== undefined) setIn(model, field, meant);
    },
  };
}

/** The rows of a target's table that can be read, as they are. */
export function readingsOf(rows: MappingTable): Readings {
  return Object.fromEntries(
    Object.entries(rows).map(([path, row]) => {
      const lens = toFieldMapping(row);
      return [path, { read: (value, model) => lens.read?.(value, noDraft, model) } satisfies Reading];
    }),
  );
}

/** Lenses of a model look at no more than their model. */
const noDraft: PartialSpec = Object.freeze({ spec: Object.freeze({}), keyMembers: Object.freeze({}), unread: [] });

/** A number of tokens; nothing where it is 0, which stands for unknown. Some gateways send numbers as text. */
export function tokens(field: ModelField & `limit.${string}`): Reading {
  return as(field, (value) => numberOf(value) || undefined);
}

/**
 * The most tokens of a request, by a source that does not say whether the answer counts among them. It is the window where the window
 * that the spec knows is not larger, since what goes in is part of the window. Else it is `limit.input`, which is right in either case:
 * of a model with a window of 400,000 tokens that answers with up to 128,000, such sources say 272,000.
 */
export const inputTokens: Reading = {
  read(value, model, known) {
    const most = numberOf(value);
    const window = known?.limit?.context;
    if (most !== 0)
      setIn(model, typeof most === 'number' && window !== undefined && most >= window ? 'limit.context' : 'limit.input', most);
  },
};

/** USD per token, as a number or its text, to USD per million. A negative price is one that changes with each request: unknown. */
export function usdPerToken(field: ModelField & `cost.${string}`): Reading {
  const exact = perToken(field);
  return {
    read(value, model) {
      const price = numberOf(value);
      if (typeof price !== 'number') setIn(model, field, price);
      else if (price >= 0) exact.read!(price, noDraft, model);
    },
  };
}

/** USD per million tokens, as the spec has it. */
export function usdPerMillion(field: ModelField & `cost.${string}`): Reading {
  return as(field, (value) => (typeof value === 'number' && value < 0 ? undefined : value));
}

/** A day in UTC, of seconds since 1970 or an ISO 8601 text. The first day of 1970 stands for unknown. */
export function day(field: ModelField): Reading {
  return as(field, (value) => {
    const text =
      typeof value === 'number' ? dayOf(value) : typeof value === 'string' ? value.replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/s, '$1') : value;
    return text === '1970-01-01' || text === '' ? undefined : text;
  });
}

function dayOf(seconds: number): string | number {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 ? seconds : date.toISOString().slice(0, 10);
}

/** A text in one line, since a spec has no other. */
export function line(field: ModelField, meaning: (text: string) => string = (text) => text): Reading {
  return as(field, (value) => (typeof value === 'string' ? meaning(value.replaceAll(/\s+/g, ' ').trim()) || undefined : value));
}

/** Kinds of input or output by the words of a source; a word that is not in the table is as the spec has it. */
export function kinds(field: 'modalities.input' | 'modalities.output', words: Readonly<Record<string, string>> = {}): Reading {
  return as(field, (value) => {
    if (!Array.isArray(value) || value.length === 0) return Array.isArray(value) ? undefined : value;
    return [
      ...new Set(
        (value as readonly JsonValue[]).map((word) => (typeof word === 'string' && Object.hasOwn(words, word) ? words[word]! : word)),
      ),
    ];
  });
}

/**
 * Whether a model takes a kind of input, by a source that has a flag for it and says nothing of other kinds: those are as the spec has
 * them, so that a source which knows images alone does not speak against PDF.
 */
export function takesKind(kind: 'image' | 'audio' | 'video' | 'pdf'): Reading {
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

/** Flags that are words of a list: one that is there is true, and one that is not is false. An empty list says nothing. */
export function listedWords(flags: Readonly<Partial<Record<Flag, readonly string[]>>>): Reading {
  return {
    read(value, model) {
      if (!Array.isArray(value) || value.length === 0) return;
      for (const [flag, words] of Object.entries(flags) as [Flag, readonly string[]][])
        model[flag] = words.some((word) => value.includes(word));
    },
  };
}

/** What a reading says is so; where it says that something is not so, nothing. */
export function onlyTrue(reading: Reading): Reading {
  return {
    read(value, model, known) {
      const said: PartialModel = {};
      reading.read(value, said, known);
      for (const [field, what] of Object.entries(said)) if (what !== false) setIn(model, field, what);
    },
  };
}

/** The number that a text is, when it is one. */
function numberOf(value: JsonValue): JsonValue {
  return typeof value === 'string' && /^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(value) ? Number(value) : value;
}
