// The data that the steps of a probe exchange.
import type { JsonValue } from '../core/edits.js';
import type { HttpAnswer, HttpRequest } from '../core/http.js';
import type { Protocol, Provider } from '../spec/provider.js';

/** The request limit of one probe. */
export const mostRequests = 24;
/** The output limit of each request, in tokens: the minimum of the Responses API (platform.openai.com, API reference, `max_output_tokens`). */
export const mostTokens = 16;
/** The key that is sent to see how the provider answers a wrong one. */
export const wrongKey = 'providersmith-wrong-key';
/** The model that is asked for to see how the provider answers an unknown one. */
export const unknownModel = 'providersmith-no-such-model';

/** The questions that a probe answers, in the order of its report. */
export const questions = {
  base_url: 'Which base URL and path answer?',
  protocols: 'Which protocols does it speak?',
  key_header: 'Which header carries the key?',
  model_ids: 'Are model ids accepted as written?',
  non_streaming: 'What does a response without streaming look like?',
  streaming: 'Does it stream?',
  stream_default: 'Does it stream by default?',
  max_tokens: 'Which request member limits the output?',
  reasoning: 'Which response member contains the reasoning?',
  tool_calls: 'Does it accept tools?',
  images: 'Does it accept images?',
  unknown_model: 'How does it answer an unknown model?',
  wrong_key: 'How does it answer a wrong key, and no key?',
  live_models: 'Where is the list of models?',
} as const;

export type QuestionId = keyof typeof questions;

/** By question, the subject of its claim in the evidence of a spec. */
export const claimSubjects: Readonly<Record<QuestionId, string>> = {
  base_url: 'URL that answers',
  protocols: 'Protocols it speaks',
  key_header: 'Header of the key',
  model_ids: 'Whether model ids are accepted as written',
  non_streaming: 'Response without streaming',
  streaming: 'Whether it streams',
  stream_default: 'Whether it streams by default',
  max_tokens: 'Request member that limits the output',
  reasoning: 'Response member that contains the reasoning',
  tool_calls: 'Whether it accepts tools',
  images: 'Whether it accepts images',
  unknown_model: 'Answer to an unknown model',
  wrong_key: 'Answer to a wrong key, and to none',
  live_models: 'List of models',
};

/** What a probe starts from. */
export interface ProbeInput {
  readonly provider: Provider;
  /** Whether the endpoints are guesses, made from a URL alone: then every protocol is tried. */
  readonly guessed: boolean;
  /** The variables that can hold the key; empty for a provider that needs none. */
  readonly env: readonly string[];
  /** The model to ask, in place of those of the spec. */
  readonly model?: string;
}

export interface ProbeRequest {
  readonly request: HttpRequest;
  /** Why it is sent, in a few words for people. */
  readonly purpose: string;
}

/** A response of any status, or why there is none. */
export type ProbeResponse = HttpAnswer | { readonly failure: string };

/** One request that supports an answer. */
export interface ProbeEvidence {
  readonly method: HttpRequest['method'];
  readonly host: string;
  /** The path with its query. */
  readonly path: string;
  /** Absent when there was no response. */
  readonly status?: number;
  /** What came back, in one line. */
  readonly summary: string;
}

/** One field of the spec compared with what the probe found. */
export interface FieldCheck {
  /** A JSON Pointer into the spec; `/endpoints/-` for a new endpoint at the end. */
  readonly field: string;
  /** What the probe found; undefined when the field should be absent. The value of the spec when it is wrong and no better one is known. */
  readonly value: JsonValue | undefined;
  /** `absent`: the spec does not have the field. `wrong`: what came back contradicts the spec. */
  readonly state: 'confirmed' | 'absent' | 'wrong';
}

export interface ProbeAnswer {
  readonly question: QuestionId;
  /** For people; undefined when the question could not be answered. */
  readonly answer: string | undefined;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly evidence: readonly ProbeEvidence[];
  readonly fields: readonly FieldCheck[];
}

/** A kind of request that a probe may send. */
export interface PlannedRequest {
  readonly method: HttpRequest['method'];
  readonly host: string;
  /** `{model}` stands for the id of a model. */
  readonly path: string;
  readonly purpose: string;
  /** Whether it carries the key. */
  readonly key: boolean;
}

/** What a response says in its protocol, whether it is whole or a stream. */
export interface ProtocolAnswer {
  /** The model that the response names. */
  readonly model?: string;
  readonly streamed: boolean;
  /** The member that the body was wrapped in. */
  readonly envelope?: string;
  readonly hasCall: boolean;
  /** The members that contain reasoning. */
  readonly reasoning: readonly string[];
  /** Whether it ended at the token limit. */
  readonly isCut: boolean;
  /** Whether there are comment lines among the events, which a server sends to keep a connection open. */
  readonly hasComments: boolean;
}

/** What a response is: an answer of the protocol, an API error, or something else such as a page. */
export type Verdict =
  | { readonly kind: 'answer'; readonly answer: ProtocolAnswer; readonly summary: string }
  | {
      readonly kind: 'error';
      readonly status: number;
      /** The member that identifies the error, and its value: `error.code`, `invalid_api_key`. */
      readonly member?: string;
      readonly code?: string;
      readonly message: string;
      readonly summary: string;
    }
  | { readonly kind: 'other'; readonly summary: string }
  | { readonly kind: 'failure'; readonly summary: string };

/** How a key is sent. */
export interface KeyForm {
  readonly header: string;
  readonly scheme: string;
}

/** A URL at which an endpoint of a protocol may be. */
export interface EndpointCandidate {
  readonly protocol: Protocol;
  readonly origin: string;
  /** The path of the base URL: `/api/v1`, or the empty string. */
  readonly prefix: string;
  /** The path that is appended for a request, with `{model}`. */
  readonly path: string;
}
