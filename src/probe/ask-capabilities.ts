// What an endpoint that answers can do: streaming, limits, tools, images, reasoning.
import { quote } from '../core/text.js';
import type { Model } from '../spec/provider.js';
import { isInconclusive } from './classify-response.js';
import { compareEnvelope, compareQuirk, compareToolCall } from './field-check.js';
import { limitMembers } from './find-protocol.js';
import type { ProbeStep } from './request-budget.js';
import type { Attempt, FoundEndpoint, ProbeSession } from './session.js';
import { mostTokens, type ProbeAnswer, type ProbeEvidence, type ProtocolAnswer, type QuestionId, type Verdict } from './types.js';

/** An answer to a question about which nothing is known. */
export function noAnswer(question: QuestionId, evidence: readonly ProbeEvidence[] = []): ProbeAnswer {
  return { question, answer: undefined, confidence: 'low', evidence, fields: [] };
}

/** "No", with the error of the server; no answer when the response is inconclusive. */
function refusalAnswer(question: QuestionId, { verdict, evidence }: Attempt): ProbeAnswer {
  if (verdict.kind !== 'error' || isInconclusive(verdict)) return noAnswer(question, evidence);
  return { question, answer: `no: ${verdict.summary}`, confidence: 'medium', evidence, fields: [] };
}

function protocolAnswerOf({ verdict }: Attempt): ProtocolAnswer | undefined {
  return verdict.kind === 'answer' ? verdict.answer : undefined;
}

/** Asks for a whole response and for a stream. @returns the attempts too, since they can show more than how it streams */
export function* askStreaming(session: ProbeSession, main: FoundEndpoint): ProbeStep<{ answers: ProbeAnswer[]; attempts: Attempt[] }> {
  const whole = main.answer.streamed ? yield* attemptStream(session, main, false) : mainAttempt(main);
  const stream = yield* attemptStream(session, main, true);
  return {
    answers: [wholeResponseAnswer(session, whole), streamAnswer(stream), streamDefaultAnswer(session, main)],
    attempts: main.answer.streamed ? [whole, stream] : [stream],
  };
}

function* attemptStream(session: ProbeSession, main: FoundEndpoint, stream: boolean): ProbeStep<Attempt> {
  return yield* session.attempt(stream ? 'streaming' : 'without streaming', { ...main, options: { ...main.options, stream } });
}

/** The attempt by which the endpoint was found. */
function mainAttempt(main: FoundEndpoint): Attempt {
  return { spec: main, verdict: { kind: 'answer', answer: main.answer, summary: '' }, evidence: main.evidence.slice(-1) };
}

function wholeResponseAnswer({ input }: ProbeSession, attempt: Attempt): ProbeAnswer {
  const question = 'non_streaming';
  const { evidence } = attempt;
  const answer = protocolAnswerOf(attempt);
  if (!answer) return refusalAnswer(question, attempt);
  if (answer.streamed) return { question, answer: 'it streams even with `stream: false`', confidence: 'medium', evidence, fields: [] };
  const { envelope } = answer;
  return {
    question,
    answer: envelope === undefined ? 'not wrapped' : `wrapped in \`${envelope}\``,
    confidence: 'high',
    evidence,
    fields: compareEnvelope(input, envelope),
  };
}

function streamAnswer(attempt: Attempt): ProbeAnswer {
  const question = 'streaming';
  const { evidence } = attempt;
  const answer = protocolAnswerOf(attempt);
  if (!answer) return refusalAnswer(question, attempt);
  if (!answer.streamed) return { question, answer: 'no, it sends a whole response', confidence: 'medium', evidence, fields: [] };
  const comments = answer.hasComments ? ', with comment lines between the events' : '';
  return { question, answer: `yes${comments}`, confidence: 'high', evidence, fields: [] };
}

function streamDefaultAnswer({ input }: ProbeSession, { candidate, answer, evidence }: FoundEndpoint): ProbeAnswer {
  const isGemini = candidate.protocol === 'google-generative-ai';
  // That it does not stream by default is worth no line in a spec that does not mention it.
  const isQuirk = answer.streamed || input.provider.quirks.stream_default !== undefined;
  return {
    question: 'stream_default',
    answer: isGemini ? 'no, the path decides' : answer.streamed ? 'yes' : 'no',
    confidence: 'high',
    evidence: evidence.slice(-1),
    fields: isQuirk ? [compareQuirk(input, 'stream_default', answer.streamed)] : [],
  };
}

/** The member that limits the output, as earlier attempts show it. Sends nothing. */
export function limitAnswer(session: ProbeSession, main: FoundEndpoint, attempts: readonly Attempt[]): ProbeAnswer {
  const { input } = session;
  const { limit } = main.options;
  const { protocol } = main.candidate;
  const isCut = main.answer.isCut || attempts.some((attempt) => protocolAnswerOf(attempt)?.isCut === true);
  const isOther = limit !== limitMembers(session, protocol)[0];
  const isCertain = isCut || isOther;
  const isQuirk = protocol.startsWith('openai') && (isCertain || input.provider.quirks.max_tokens_field !== undefined);
  return {
    question: 'max_tokens',
    answer: isCut ? limit : `${limit} is accepted, but no response reached the limit`,
    confidence: isCertain ? 'high' : 'medium',
    evidence: main.evidence.slice(isOther ? -2 : -1),
    fields: isQuirk ? [compareQuirk(input, 'max_tokens_field', limit)] : [],
  };
}

export function* askTools(session: ProbeSession, main: FoundEndpoint): ProbeStep<{ answer: ProbeAnswer; attempt: Attempt }> {
  const attempt = yield* session.attempt('a tool', { ...main, options: { ...main.options, tools: true } });
  const response = protocolAnswerOf(attempt);
  if (!response) return { answer: refusalAnswer('tool_calls', attempt), attempt };
  const model = quote(main.model);
  const answer: ProbeAnswer = {
    question: 'tool_calls',
    answer: response.hasCall ? `yes, ${model} calls it` : `yes, but ${model} made no call within ${mostTokens} tokens`,
    confidence: response.hasCall ? 'high' : 'medium',
    evidence: attempt.evidence,
    fields: response.hasCall ? compareToolCall(session.input, main.model) : [],
  };
  return { answer, attempt };
}

export function* askImages(session: ProbeSession, main: FoundEndpoint): ProbeStep<ProbeAnswer> {
  const model = modelThat(session, main, ({ modalities }) => modalities?.input?.includes('image') === true);
  const attempt = yield* session.attempt('an image', { ...main, model, options: { ...main.options, image: true } });
  if (attempt.verdict.kind !== 'answer') return refusalAnswer('images', attempt);
  return {
    question: 'images',
    answer: `yes, ${quote(model)} accepts one`,
    confidence: 'medium',
    evidence: attempt.evidence,
    fields: [],
  };
}

/** The first model of the spec that has an ability, or else the one that answered. */
function modelThat({ input }: ProbeSession, { model }: FoundEndpoint, hasAbility: (model: Model) => boolean): string {
  const { models } = input.provider;
  const able = models.some(({ id }) => id === model) ? models.find(hasAbility) : undefined;
  return able?.id ?? model;
}

/** The member that contains reasoning, from an earlier attempt, or else from one that asks for reasoning. */
export function* askReasoning(session: ProbeSession, main: FoundEndpoint, earlier: readonly Attempt[]): ProbeStep<ProbeAnswer> {
  let attempt = [mainAttempt(main), ...earlier].find(hasReasoning);
  if (!attempt) {
    const asking = yield* attemptReasoning(session, main);
    if (isInconclusive(asking.verdict)) return noAnswer('reasoning', asking.evidence);
    if (!hasReasoning(asking))
      return { question: 'reasoning', answer: 'none seen', confidence: 'low', evidence: asking.evidence, fields: [] };
    attempt = asking;
  }
  const members = reasoningMembers(attempt.verdict);
  const claimed = session.input.provider.quirks.reasoning_field;
  const member = claimed !== undefined && members.includes(claimed) ? claimed : members[0]!;
  return {
    question: 'reasoning',
    answer: members.join(' and '),
    confidence: 'high',
    evidence: attempt.evidence,
    fields: main.candidate.protocol === 'openai-chat' ? [compareQuirk(session.input, 'reasoning_field', member)] : [],
  };
}

function* attemptReasoning(session: ProbeSession, main: FoundEndpoint): ProbeStep<Attempt> {
  const reasoning = session.input.provider.quirks.reasoning_request ?? 'reasoning_effort';
  const model = modelThat(session, main, (one) => one.reasoning === true);
  return yield* session.attempt('reasoning', { ...main, model, options: { ...main.options, stream: true, reasoning } });
}

function reasoningMembers(verdict: Verdict): readonly string[] {
  return verdict.kind === 'answer' ? verdict.answer.reasoning : [];
}

function hasReasoning({ verdict }: Attempt): boolean {
  return reasoningMembers(verdict).length > 0;
}
