// What a probe has learnt so far, and how it makes a request of that.
import type { HttpRequest } from '../core/http.js';
import { Asker, evidenceOf, type Asking } from './asker.js';
import { keyOrigins, partsOf, requestUrl, spokenEndpoints, type ProbeInput } from './places.js';
import { judge } from './reading.js';
import { wrongKey, type KeyForm, type Outcome, type Place, type ProbeEvidence, type Reading, type Verdict } from './types.js';
import { wires, type RequestOptions, type Spoken } from './wires.js';

/** With which key a request goes. */
export type KeyUse = 'own' | 'wrong' | 'none';

/** A request that can be made again with something else in it. */
export interface Aim {
  readonly place: Place & { readonly protocol: Spoken };
  readonly form: KeyForm;
  readonly model: string;
  readonly options: RequestOptions;
}

/** A request of a protocol, what came of it, and what speaks for that: nothing when it was not sent. */
export interface Attempt {
  readonly aim: Aim;
  readonly verdict: Verdict;
  readonly evidence: readonly ProbeEvidence[];
}

/** A place where a protocol answered. */
export interface Found extends Aim {
  readonly reading: Reading;
  /** What was tried until it answered, the answer last. */
  readonly evidence: readonly ProbeEvidence[];
}

export class Session {
  readonly asker = new Asker();
  readonly #origins: ReadonlySet<string>;

  constructor(readonly input: ProbeInput) {
    this.#origins = keyOrigins(input);
  }

  /** Sends a request of a protocol. */
  *attempt(purpose: string, aim: Aim, key: KeyUse = 'own'): Asking<Attempt> {
    const { place, form, model, options } = aim;
    const { protocol } = place;
    const wire = wires[protocol];
    const request: HttpRequest = {
      method: 'POST',
      url: requestUrl(place, model, options.stream === true),
      headers: this.#headers(
        { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...wire.headers },
        form,
        key,
      ),
      ...this.#key(place.origin, form, key),
      body: JSON.stringify(wire.body(model, options)),
    };
    const outcome = yield* this.asker.ask(purpose, request);
    const verdict = judge(protocol, outcome);
    return { aim, verdict, evidence: this.seen(request, outcome, verdict.seen) };
  }

  /** Asks for a list of models. */
  *get(purpose: string, url: string, form: KeyForm, key: KeyUse): Asking<{ readonly request: HttpRequest; readonly outcome: Outcome }> {
    const { origin } = partsOf(url);
    const request: HttpRequest = {
      method: 'GET',
      url,
      headers: this.#headers(
        { accept: 'application/json', ...(this.#isOfAnthropic(url, form) && wires['anthropic-messages'].headers) },
        form,
        key,
      ),
      ...this.#key(origin, form, key),
    };
    return { request, outcome: yield* this.asker.ask(purpose, request) };
  }

  /** What speaks for an answer; nothing when the request was not sent. */
  seen(request: HttpRequest, outcome: Outcome, seen: string): ProbeEvidence[] {
    return 'failure' in outcome && outcome.failure.startsWith('not asked') ? [] : [evidenceOf(request, outcome, seen)];
  }

  get hasKey(): boolean {
    return this.input.env.length > 0;
  }

  /** A gateway such as LiteLLM answers in the form of Anthropic to whoever names a version of it. */
  #isOfAnthropic(url: string, form: KeyForm): boolean {
    const { live_models: named } = this.input.provider;
    if (named?.url === url) return named.shape === 'anthropic';
    return form.header.toLowerCase() === 'x-api-key' || spokenEndpoints(this.input)[0]?.protocol === 'anthropic-messages';
  }

  #headers(own: Readonly<Record<string, string>>, { header, scheme }: KeyForm, key: KeyUse): Record<string, string> {
    const wrong = key === 'wrong' ? { [header]: scheme === '' ? wrongKey : `${scheme} ${wrongKey}` } : {};
    return { ...own, ...this.input.provider.headers, ...wrong };
  }

  /** The key goes to the hosts of the endpoints alone. */
  #key(origin: string, form: KeyForm, key: KeyUse): Pick<HttpRequest, 'key'> {
    return key === 'own' && this.hasKey && this.#origins.has(origin) ? { key: { env: this.input.env, ...form } } : {};
  }
}
