// What a probe asks, what it gets, and what it makes of that: plain data.
import type { JsonValue } from '../core/edits.js';
import type { HttpAnswer, HttpRequest } from '../core/http.js';
import type { Protocol } from '../spec/provider.js';

/** No probe sends more requests, whatever it finds. */
export const mostRequests = 24;
/** The most tokens that an answer may have: the least that the Responses API takes (platform.openai.com, API reference, `max_output_tokens`). */
export const mostTokens = 16;
/** The key that is sent to see what a wrong one gets. */
export const wrongKey = 'providersmith-wrong-key';
/** The model that is asked for to see what an unknown one gets. */
export const unknownModel = 'providersmith-no-such-model';

/** By question, what is asked, for people; the order is that of the answers. */
export const questions = {
  base_url: 'Which base URL and path answer?',
  protocols: 'Which protocols does it speak?',
  key_header: 'Which header carries the key?',
  model_ids: 'Are model ids taken as they are written?',
  non_streaming: 'What does an answer without streaming look like?',
  streaming: 'Does it stream?',
  stream_default: 'Does it stream when nothing is said?',
  max_tokens: 'Which member limits the output?',
  reasoning: 'Which member carries the reasoning?',
  tool_calls: 'Does it take tools?',
  images: 'Does it take images?',
  unknown_model: 'What does an unknown model get?',
  wrong_key: 'What does a wrong key get, and no key?',
  live_models: 'Where is the list of models?',
} as const;

export type QuestionId = keyof typeof questions;

/** By question, what an answer is about, for the evidence of a spec. */
export const subjects: Readonly<Record<QuestionId, string>> = {
  base_url: 'What answers',
  protocols: 'Protocols that are spoken',
  key_header: 'Header of the key',
  model_ids: 'Whether the id of a model is taken as it is written',
  non_streaming: 'An answer without streaming',
  streaming: 'Whether it streams',
  stream_default: 'Whether it streams when nothing is said',
  max_tokens: 'Member that limits the output',
  reasoning: 'Member that carries the reasoning',
  tool_calls: 'Whether tools are taken',
  images: 'Whether images are taken',
  unknown_model: 'What an unknown model gets',
  wrong_key: 'What a wrong key and none get',
  live_models: 'List of models',
};

/** A request, and what it is for. */
export interface Ask {
  readonly request: HttpRequest;
  /** Why it is sent, in a few words for people. */
  readonly purpose: string;
}

/** What came back: an answer of any status, or why there is none. */
export type Outcome = HttpAnswer | { readonly failure: string };

/** What speaks for an answer. */
export interface ProbeEvidence {
  readonly method: HttpRequest['method'];
  readonly host: string;
  /** The path with its query. */
  readonly path: string;
  /** Absent when there was no answer. */
  readonly status?: number;
  readonly seen: string;
}

/** What a probe says of a field of the spec. */
export interface FieldFact {
  /** A JSON Pointer into the spec; `/endpoints/-` for an element behind the last. */
  readonly field: string;
  /** What is so; undefined when the field should not be there. */
  readonly value: JsonValue | undefined;
  /** How the spec stands to it. `wrong` is contradicted, and no better value may be known: then `value` is that of the spec. */
  readonly state: 'confirmed' | 'absent' | 'wrong';
}

export interface Finding {
  readonly question: QuestionId;
  /** For people; undefined when the question could not be answered. */
  readonly answer: string | undefined;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly evidence: readonly ProbeEvidence[];
  readonly fields: readonly FieldFact[];
}

/** A kind of request that a probe may send. */
export interface PlanRow {
  readonly method: HttpRequest['method'];
  readonly host: string;
  /** `{model}` stands for the id of a model. */
  readonly path: string;
  readonly purpose: string;
  /** Whether it carries the key. */
  readonly key: boolean;
}

/** What an answer of a protocol says, whether it came whole or as a stream. */
export interface Reading {
  /** The model that the answer names. */
  readonly model?: string;
  readonly streamed: boolean;
  /** The member that the body was wrapped in. */
  readonly envelope?: string;
  readonly hasCall: boolean;
  /** The members that carry reasoning. */
  readonly reasoning: readonly string[];
  /** Whether the limit of tokens ended it. */
  readonly isCut: boolean;
  /** Whether there are comment lines among the events, with which a server keeps a connection open. */
  readonly hasComments: boolean;
}

/** What an answer is: one of the protocol, an error of an API, or something else such as a page. */
export type Verdict =
  | { readonly kind: 'reading'; readonly reading: Reading; readonly seen: string }
  | {
      readonly kind: 'error';
      readonly status: number;
      /** The member that tells the errors apart, and what it says: `error.code`, `invalid_api_key`. */
      readonly member?: string;
      readonly code?: string;
      readonly message: string;
      readonly seen: string;
    }
  | { readonly kind: 'other'; readonly seen: string }
  | { readonly kind: 'failure'; readonly seen: string };

/** How a key is sent. */
export interface KeyForm {
  readonly header: string;
  readonly scheme: string;
}

/** A place where a protocol may be spoken. */
export interface Place {
  readonly protocol: Protocol;
  readonly origin: string;
  /** The path of the base URL: `/api/v1`, or the empty text. */
  readonly prefix: string;
  /** What is appended to it for a request, with `{model}`. */
  readonly path: string;
}
