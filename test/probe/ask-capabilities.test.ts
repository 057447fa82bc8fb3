import { describe, expect, it } from 'vitest';
import { askImages, askReasoning, askStreaming, askTools, limitAnswer } from '../../src/probe/ask-capabilities.js';
import { ProbeSession, type Attempt, type FoundEndpoint } from '../../src/probe/session.js';
import type { ProbeInput, ProtocolAnswer } from '../../src/probe/types.js';
import {
  apiError,
  bodyOf,
  chatAnswer,
  chatStream,
  foundEndpoint,
  json,
  probeInput,
  runStep,
  type Respond,
} from '../support/probe-steps.js';

const session = (input: ProbeInput = probeInput()): ProbeSession => new ProbeSession(input);
const withAnswer = (more: Partial<ProtocolAnswer>): FoundEndpoint => foundEndpoint({ answer: { ...foundEndpoint().answer, ...more } });
const byStream: Respond = (one) => (bodyOf(one)['stream'] === true ? chatStream() : chatAnswer());

describe('askStreaming', () => {
  const ask = (respond: Respond, main = foundEndpoint(), input = probeInput()) => {
    const { result, sent } = runStep(askStreaming(session(input), main), respond);
    return { ...result, answers: Object.fromEntries(result.answers.map((one) => [one.question, one])), sent };
  };

  it('asks for a stream only when the endpoint answered whole', () => {
    const { answers, attempts, sent } = ask(byStream);
    expect(sent.map((one) => bodyOf(one)['stream'])).toEqual([true]);
    expect(attempts).toHaveLength(1);
    expect(answers['non_streaming']).toMatchObject({ answer: 'not wrapped', fields: [] });
    expect(answers['streaming']).toMatchObject({ answer: 'yes', confidence: 'high' });
    expect(answers['stream_default']).toMatchObject({ answer: 'no', fields: [] });
  });

  it('asks for a whole response too when the endpoint streams by default', () => {
    const { answers, sent } = ask(byStream, withAnswer({ streamed: true }));
    expect(sent.map((one) => bodyOf(one)['stream'])).toEqual([false, true]);
    expect(answers['stream_default']).toMatchObject({
      answer: 'yes',
      fields: [{ field: '/quirks/stream_default', value: true, state: 'absent' }],
    });
  });

  it('compares the wrapper of a whole response with the spec', () => {
    const wrapped: Respond = (one) => (bodyOf(one)['stream'] === true ? chatStream() : json(200, { data: { choices: [{ message: {} }] } }));
    const fields = (respond: Respond, quirks = {}) =>
      ask(respond, withAnswer({ streamed: true }), probeInput({ quirks })).answers['non_streaming']!.fields;
    const field = '/quirks/non_streaming_envelope';
    expect(fields(wrapped)).toEqual([{ field, value: 'data', state: 'absent' }]);
    expect(fields(wrapped, { non_streaming_envelope: 'data' })).toEqual([{ field, value: 'data', state: 'confirmed' }]);
    expect(fields(byStream, { non_streaming_envelope: 'data' })).toEqual([{ field, value: undefined, state: 'wrong' }]);
  });

  it.each([
    ['an error', apiError(400, 'no streams'), 'no: 400, "no streams"', 'medium'],
    ['a whole response', chatAnswer(), 'no, it sends a whole response', 'medium'],
    ['a status that depends on the moment', apiError(503), undefined, 'low'],
  ])('reports %s in place of a stream', (_, response, answer, confidence) => {
    expect(ask(() => response).answers['streaming']).toMatchObject({ answer, confidence });
  });

  it('reports a stream in place of a whole response', () => {
    const { answers } = ask(() => chatStream(), withAnswer({ streamed: true }));
    expect(answers['non_streaming']).toMatchObject({ answer: 'it streams even with `stream: false`', confidence: 'medium', fields: [] });
  });
});

describe('limitAnswer', () => {
  const answer = (main: FoundEndpoint, quirks = {}, attempts: readonly Attempt[] = []) =>
    limitAnswer(session(probeInput({ quirks })), main, attempts);

  it('is certain when a response was cut off', () => {
    expect(answer(withAnswer({ isCut: true }))).toMatchObject({
      answer: 'max_tokens',
      confidence: 'high',
      fields: [{ field: '/quirks/max_tokens_field', value: 'max_tokens', state: 'absent' }],
    });
    const cut: Attempt = {
      spec: foundEndpoint(),
      verdict: { kind: 'answer', answer: withAnswer({ isCut: true }).answer, summary: '' },
      evidence: [],
    };
    expect(answer(foundEndpoint(), {}, [cut]).answer).toBe('max_tokens');
  });

  it('is not certain when no response reached the limit', () => {
    expect(answer(foundEndpoint())).toMatchObject({
      answer: 'max_tokens is accepted, but no response reached the limit',
      confidence: 'medium',
      fields: [],
    });
    expect(answer(foundEndpoint(), { max_tokens_field: 'max_tokens' }).fields).toEqual([
      { field: '/quirks/max_tokens_field', value: 'max_tokens', state: 'confirmed' },
    ]);
  });

  it('is certain when the server asked for another member', () => {
    const main = foundEndpoint({ options: { limit: 'max_completion_tokens' } });
    expect(answer(main, { max_tokens_field: 'max_tokens' })).toMatchObject({
      confidence: 'high',
      fields: [{ field: '/quirks/max_tokens_field', value: 'max_completion_tokens', state: 'wrong' }],
    });
  });
});

describe('askTools', () => {
  const ask = (respond: Respond, input = probeInput()) => runStep(askTools(session(input), foundEndpoint()), respond);
  const call = chatAnswer({ message: { tool_calls: [{ id: '1' }] } });

  it('confirms or contradicts `tool_call` of the spec when the model calls the tool', () => {
    expect(ask(() => call).result.answer).toMatchObject({ answer: 'yes, "lab/one" calls it', confidence: 'high', fields: [] });
    const fields = (tool_call: boolean) => ask(() => call, probeInput({ models: [{ id: 'lab/one', tool_call }] })).result.answer.fields;
    expect(fields(true)).toEqual([{ field: '/models/0/tool_call', value: true, state: 'confirmed' }]);
    expect(fields(false)).toEqual([{ field: '/models/0/tool_call', value: true, state: 'wrong' }]);
  });

  it('is less sure when the tool is accepted and not called', () => {
    const { result, sent } = ask(() => chatAnswer());
    expect(result.answer).toMatchObject({ answer: 'yes, but "lab/one" made no call within 16 tokens', confidence: 'medium', fields: [] });
    expect(bodyOf(sent[0]!)['tools']).toHaveLength(1);
  });

  it('reports the error of a server that refuses tools', () => {
    expect(ask(() => apiError(400, 'no tools')).result.answer.answer).toBe('no: 400, "no tools"');
  });
});

describe('askImages', () => {
  const ask = (input: ProbeInput, respond: Respond = () => chatAnswer()) => runStep(askImages(session(input), foundEndpoint()), respond);

  it('asks a model of the spec that accepts images, or else the one that answered', () => {
    const image = { id: 'lab/eyes', modalities: { input: ['text', 'image'] } } as const;
    const seeing = probeInput({ models: [{ id: 'lab/one' }, image as never] });
    expect(ask(seeing).result.answer).toBe('yes, "lab/eyes" accepts one');
    expect(ask(probeInput({ models: [image as never] })).result.answer).toBe('yes, "lab/one" accepts one');
    expect(ask(probeInput()).result.answer).toBe('yes, "lab/one" accepts one');
  });

  it('reports the error of a server that refuses images', () => {
    expect(ask(probeInput(), () => apiError(415, 'no images')).result).toMatchObject({
      answer: 'no: 415, "no images"',
      confidence: 'medium',
    });
  });
});

describe('askReasoning', () => {
  const ask = (main: FoundEndpoint, respond: Respond = () => chatAnswer(), input = probeInput()) =>
    runStep(askReasoning(session(input), main, []), respond);

  it('sends nothing when an earlier answer has reasoning', () => {
    const { result, sent } = ask(withAnswer({ reasoning: ['reasoning_content'] }));
    expect(sent).toEqual([]);
    expect(result).toMatchObject({ answer: 'reasoning_content', fields: [{ field: '/quirks/reasoning_field', state: 'absent' }] });
  });

  it('confirms the member of the spec when there are several', () => {
    const { result } = ask(
      withAnswer({ reasoning: ['reasoning_content', 'reasoning'] }),
      undefined,
      probeInput({ quirks: { reasoning_field: 'reasoning' } }),
    );
    expect(result).toMatchObject({ answer: 'reasoning_content and reasoning', fields: [{ value: 'reasoning', state: 'confirmed' }] });
  });

  it('asks a reasoning model in the way of the spec', () => {
    const input = probeInput({
      models: [{ id: 'lab/one' }, { id: 'lab/thinks', reasoning: true }],
      quirks: { reasoning_request: 'thinking' },
    });
    const { result, sent } = ask(foundEndpoint(), () => chatStream({ message: { reasoning: 'why' } }), input);
    expect(bodyOf(sent[0]!)).toMatchObject({ model: 'lab/thinks', thinking: { type: 'enabled' }, stream: true });
    expect(result).toMatchObject({ answer: 'reasoning', confidence: 'high' });
  });

  it('reports that none was seen, unless the response is inconclusive', () => {
    expect(ask(foundEndpoint()).result).toMatchObject({ answer: 'none seen', confidence: 'low', fields: [] });
    expect(ask(foundEndpoint(), () => apiError(400)).result.answer).toBe('none seen');
    expect(ask(foundEndpoint(), () => apiError(429)).result.answer).toBeUndefined();
  });
});
