// What happened to the models of a provider over its history, counted as a maintainer would.
import { idsOf } from './poll.js';

/** A model that is missing in the file for longer than so many days is to be out of the spec. */
export const longest = 30;

export class Tally {
  polls = 0;
  removals = 0;
  back = 0;
  dangling = 0;
  /** Days from the first without a model to the one on which it left, of those that did not come back. */
  delays = [];
  /** Models that stay since a person has to look at them first: how many, by rule. */
  held = new Map();
  /** Those that stay and nobody is asked. */
  late = [];
}

/** Follows one provider. */
export class Watch {
  state;
  #last;
  #gone = new Map();
  #left = new Map();

  constructor(tally, path) {
    this.tally = tally;
    this.path = path;
  }

  /** @param body what the file has on this day, whatever came as the answer */
  step(before, after, [entry], { number }) {
    const { tally } = this;
    const listed = new Set(idsOf(entry));
    const old = new Set(idsOf(before.spec));
    const ids = new Set(idsOf(after.spec));
    for (const id of old) {
      if (listed.has(id)) this.#gone.delete(id);
      else if (!this.#gone.has(id)) this.#gone.set(id, number);
      if (ids.has(id)) continue;
      tally.removals += 1;
      this.#left.set(id, number - (this.#gone.get(id) ?? number));
    }
    for (const id of ids) if (!old.has(id) && this.#left.delete(id)) tally.back += 1;
    for (const key of ['default_model', 'small_model']) if (after.spec[key] !== undefined && !ids.has(after.spec[key])) tally.dangling += 1;
    tally.polls += 1;
    this.#last = number;
    this.state = after;
  }

  end() {
    const { tally, state } = this;
    tally.delays.push(...this.#left.values());
    for (const id of state ? idsOf(state.spec) : []) {
      const days = this.#last - (this.#gone.get(id) ?? this.#last);
      if (days <= longest) continue;
      const hold = state.diagnostics.find(({ kind, model }) => kind === 'hold' && (model === id || state.isRefused));
      if (hold) tally.held.set(hold.rule, (tally.held.get(hold.rule) ?? 0) + 1);
      else {
        tally.delays.push(Infinity);
        tally.late.push(`${this.path}: ${id}, ${days} days`);
      }
    }
  }
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The updater that takes each answer at its word. */
export function naive(files) {
  const counts = { removals: 0, 'come back': 0, 'median days': 0 };
  for (const days of files) {
    let ids = new Set();
    const left = new Set();
    for (const {
      body: [entry],
    } of days) {
      const now = new Set(idsOf(entry));
      for (const id of ids) if (!now.has(id)) left.add(id);
      counts.removals += [...ids].filter((id) => !now.has(id)).length;
      for (const id of now) if (!ids.has(id) && left.delete(id)) counts['come back'] += 1;
      ids = now;
    }
  }
  return counts;
}
