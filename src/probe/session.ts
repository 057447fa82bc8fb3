// Makes the requests of a probe.
import type { HttpRequest } from '../core/http.js';
import { originsForKey, probedEndpoints, requestUrl, urlParts } from './candidates.js';
import { classifyResponse } from './classify-response.js';
import { protocolProbes, type ProbedProtocol, type RequestOptions } from './protocol-probes.js';
import { RequestBudget, type ProbeStep } from './request-budget.js';
import {
  wrongKey,
  type EndpointCandidate,
  type KeyForm,
  type ProbeEvidence,
  type ProbeResponse,
  type ProtocolAnswer,
  type Verdict,
  type ProbeInput,
} from './types.js';

/** The key that a request carries. */
export type KeyUse = 'own' | 'wrong' | 'none';

/** A request to an endpoint, which can be repeated with one thing changed. */
export interface RequestSpec {
  readonly candidate: EndpointCandidate & { readonly protocol: ProbedProtocol };
  readonly keyForm: KeyForm;
  readonly model: string;
  readonly options: RequestOptions;
}

export interface Attempt {
  readonly spec: RequestSpec;
  readonly verdict: Verdict;
  /** Empty when the request was not sent. */
  readonly evidence: readonly ProbeEvidence[];
}

/** A candidate that answered in its protocol. */
export interface FoundEndpoint extends RequestSpec {
  readonly answer: ProtocolAnswer;
  /** All attempts up to the one that answered, which is the last. */
  readonly evidence: readonly ProbeEvidence[];
}

export class ProbeSession {
  readonly budget = new RequestBudget();
  readonly #origins: ReadonlySet<string>;

  constructor(readonly input: ProbeInput) {
    this.#origins = originsForKey(input);
  }

  get hasKey(): boolean {
    return this.input.env.length > 0;
  }

  /** Sends a request to an endpoint. */
  *attempt(purpose: string, spec: RequestSpec, keyUse: KeyUse = 'own'): ProbeStep<Attempt> {
    const { candidate, keyForm, model, options } = spec;
    const { protocol } = candidate;
    const { headers, body } = protocolProbes[protocol];
    const request: HttpRequest = {
      method: 'POST',
      url: requestUrl(candidate, model, options.stream === true),
      headers: this.#headers(
        { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
        keyForm,
        keyUse,
      ),
      ...this.#key(candidate.origin, keyForm, keyUse),
      body: JSON.stringify(body(model, options)),
    };
    const response = yield* this.budget.send(purpose, request);
    if (!response) return { spec, verdict: { kind: 'failure', summary: 'not sent' }, evidence: [] };
    const verdict = classifyResponse(protocol, response);
    return { spec, verdict, evidence: [makeEvidence(request, response, verdict.summary)] };
  }

  /** @returns undefined when the request was not sent */
  *requestModelList(
    purpose: string,
    url: string,
    keyForm: KeyForm,
    keyUse: KeyUse,
  ): ProbeStep<{ readonly request: HttpRequest; readonly response: ProbeResponse } | undefined> {
    const request: HttpRequest = {
      method: 'GET',
      url,
      headers: this.#headers(
        { accept: 'application/json', ...(this.#wantsAnthropicList(url, keyForm) && protocolProbes['anthropic-messages'].headers) },
        keyForm,
        keyUse,
      ),
      ...this.#key(urlParts(url).origin, keyForm, keyUse),
    };
    const response = yield* this.budget.send(purpose, request);
    return response && { request, response };
  }

  /** Gateways such as LiteLLM return the list of Anthropic to every request with `anthropic-version`, so only some get that header. */
  #wantsAnthropicList(url: string, { header }: KeyForm): boolean {
    const { live_models: claimed } = this.input.provider;
    if (claimed?.url === url) return claimed.shape === 'anthropic';
    return header.toLowerCase() === 'x-api-key' || probedEndpoints(this.input)[0]?.protocol === 'anthropic-messages';
  }

  #headers(own: Readonly<Record<string, string>>, { header, scheme }: KeyForm, keyUse: KeyUse): Record<string, string> {
    const wrong = keyUse === 'wrong' ? { [header]: scheme === '' ? wrongKey : `${scheme} ${wrongKey}` } : {};
    return { ...own, ...this.input.provider.headers, ...wrong };
  }

  /** The key goes only to the origins of the endpoints. */
  #key(origin: string, keyForm: KeyForm, keyUse: KeyUse): Pick<HttpRequest, 'key'> {
    return keyUse === 'own' && this.hasKey && this.#origins.has(origin) ? { key: { env: this.input.env, ...keyForm } } : {};
  }
}

export function makeEvidence({ method, url }: HttpRequest, response: ProbeResponse, summary: string): ProbeEvidence {
  const { host, path } = urlParts(url);
  return { method, host, path, ...(!('failure' in response) && { status: response.status }), summary };
}
