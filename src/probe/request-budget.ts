// A probe is a generator: it yields a request and gets its response, so that it runs the same over the network and from a recording.
import type { HttpRequest } from '../core/http.js';
import { mostRequests, type ProbeRequest, type ProbeResponse } from './types.js';

/** A part of a probe: yields requests, and returns what it learnt. */
export type ProbeStep<Result> = Generator<ProbeRequest, Result, ProbeResponse>;

/** After so many requests in a row without a response, no more are sent: each would take as long. */
const mostFailures = 2;

/** Sends requests one at a time, up to the limits. */
export class RequestBudget {
  #sent = 0;
  #failuresInARow = 0;
  #hasResponse = false;

  /** Whether the server has responded at all, with any status. */
  get hasResponse(): boolean {
    return this.#hasResponse;
  }

  get isServerSilent(): boolean {
    return this.#failuresInARow >= mostFailures;
  }

  /** Whether no more requests may be sent. */
  get isExhausted(): boolean {
    return this.#sent >= mostRequests || this.isServerSilent;
  }

  /** @returns the response, or undefined when the budget is exhausted and nothing was sent */
  *send(purpose: string, request: HttpRequest): ProbeStep<ProbeResponse | undefined> {
    if (this.isExhausted) return undefined;
    this.#sent += 1;
    const response = yield { request, purpose };
    const isFailure = 'failure' in response;
    this.#failuresInARow = isFailure ? this.#failuresInARow + 1 : 0;
    this.#hasResponse ||= !isFailure;
    return response;
  }
}
