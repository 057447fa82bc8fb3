// Answers that nobody should believe, in the place of a good one.

/** By name, the text of a body that comes in the place of a good one of a provider. `other` is the good body of another provider. */
const faults = {
  'an empty list': ([entry]) => JSON.stringify([{ ...entry, models: [] }]),
  'half the list': ([entry]) => JSON.stringify([{ ...entry, models: entry.models.slice(0, Math.floor(entry.models.length / 2)) }]),
  'a list of one': ([entry]) => JSON.stringify([{ ...entry, models: entry.models.slice(0, 1) }]),
  'models of another provider': ([entry], [other]) => JSON.stringify([{ ...entry, models: other.models }]),
  'another provider': (_, other) => JSON.stringify(other),
  'an error': () => JSON.stringify({ error: { message: 'Internal Server Error', code: 500 } }),
  null: () => 'null',
  HTML: () => '<!doctype html><title>502 Bad Gateway</title>',
};

export const faultNames = Object.keys(faults);

/** @returns a body in the place of a good one */
export function faulty(name, body, other) {
  return faults[name](body, other);
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32, public domain). */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
