// One request after the other, never more than there may be. A generator gives what to send and is given what came back, so that
// a run over the network and one from a recording are the same code.
import type { HttpRequest } from '../core/http.js';
import { partsOf } from './places.js';
import { mostRequests, type Ask, type Outcome, type ProbeEvidence } from './types.js';

/** A part of a probe: asks, and returns what it learnt. */
export type Asking<Result> = Generator<Ask, Result, Outcome>;

export class Asker {
  #asked = 0;
  #failed = 0;
  #answered = false;

  /** Whether a server has answered at all, whatever it said. */
  get hasAnswer(): boolean {
    return this.#answered;
  }

  /** Whether the server has stopped answering: it would take as long each time. */
  get isGone(): boolean {
    return this.#failed >= 2;
  }

  /** Why nothing more is asked, if so. */
  get end(): string | undefined {
    if (this.#asked >= mostRequests) return `not asked: ${mostRequests} requests were sent`;
    return this.isGone ? 'not asked: two requests had no answer' : undefined;
  }

  *ask(purpose: string, request: HttpRequest): Asking<Outcome> {
    if (this.end !== undefined) return { failure: this.end };
    this.#asked += 1;
    const outcome = yield { request, purpose };
    const isFailure = 'failure' in outcome;
    this.#failed = isFailure ? this.#failed + 1 : 0;
    this.#answered ||= !isFailure;
    return outcome;
  }
}

/** What was seen of a request, for the answer to a question. */
export function evidenceOf({ method, url }: HttpRequest, outcome: Outcome, seen: string): ProbeEvidence {
  const { host, path } = partsOf(url);
  return { method, host, path, ...(!('failure' in outcome) && { status: outcome.status }), seen };
}
