import { describe, expect, it } from 'vitest';
import { askKeys, askModelIds, askUnknownModel } from '../../src/probe/ask-identity.js';
import { ProbeSession, type FoundEndpoint } from '../../src/probe/session.js';
import { unknownModel, wrongKey, type ProbeInput } from '../../src/probe/types.js';
import { apiError, bodyOf, chatAnswer, foundEndpoint, probeInput, runStep, type Respond } from '../support/probe-steps.js';

function modelIds(main: Partial<FoundEndpoint>, respond: Respond = () => apiError(500), input: ProbeInput = probeInput()) {
  return runStep(askModelIds(new ProbeSession(input), foundEndpoint(main)), respond);
}

describe('askModelIds', () => {
  it('reports that the prefix of an id is required, or not', () => {
    expect(modelIds({}, () => apiError(404, 'no such model')).result).toMatchObject({
      answer: 'yes, "lab/one"; the prefix is required: "one" is unknown',
      confidence: 'high',
      fields: [{ field: '/models/0/id', state: 'confirmed' }],
    });
    expect(modelIds({}, () => chatAnswer()).result.answer).toBe('yes, "lab/one"; "one" is accepted too');
    expect(modelIds({}, () => apiError(500)).result.answer).toBe('yes, "lab/one"');
  });

  it('asks only for the bare id, and not when the id has no prefix', () => {
    expect(modelIds({}).sent.map((one) => bodyOf(one)['model'])).toEqual(['one']);
    expect(modelIds({ model: 'one' }, () => apiError(500), probeInput({ models: [{ id: 'one' }] })).sent).toEqual([]);
  });

  it('contradicts the spec when only another id is accepted', () => {
    expect(modelIds({ model: 'one' }).result).toMatchObject({
      answer: 'no: "lab/one" is unknown, "one" is accepted',
      fields: [{ field: '/models/0/id', value: 'one', state: 'wrong' }],
    });
  });

  it('reports the name of the model in the response', () => {
    const answer = { ...foundEndpoint().answer, model: 'other' };
    expect(modelIds({ answer }).result.answer).toBe('yes, "lab/one", and the response calls it "other"');
  });

  it('reports that any id is accepted', () => {
    const { result } = modelIds({ model: unknownModel }, () => apiError(500), probeInput({ models: [] }));
    expect(result).toMatchObject({ answer: 'any id is accepted, even one of no model', fields: [] });
  });
});

describe('askUnknownModel', () => {
  const ask = (respond: Respond) => runStep(askUnknownModel(new ProbeSession(probeInput()), foundEndpoint()), respond);

  it.each([
    ['an error', apiError(404, 'no such model'), '404, "no such model"'],
    ['an answer', chatAnswer({ model: 'x' }), 'like a known one: "x" answers'],
    ['a status that depends on the moment', apiError(429), undefined],
  ])('reports %s', (_, response, answer) => {
    const { result, sent } = ask(() => response);
    expect(result.answer).toBe(answer);
    expect(sent.map((one) => bodyOf(one)['model'])).toEqual([unknownModel]);
  });
});

describe('askKeys', () => {
  const ask = (respond: Respond) => runStep(askKeys(new ProbeSession(probeInput()), foundEndpoint()), respond);

  it('sends a wrong key in the header of the own one, and then none', () => {
    const { sent } = ask(() => apiError(401));
    expect(sent.map(({ request }) => [request.headers['Authorization'], request.key])).toEqual([
      [`Bearer ${wrongKey}`, undefined],
      [undefined, undefined],
    ]);
  });

  it('confirms the header when a wrong key is refused', () => {
    const [header, wrong] = ask(() => apiError(401)).result;
    expect(header).toMatchObject({
      answer: 'Authorization: Bearer',
      confidence: 'high',
      fields: [{ field: '/auth/0/header', value: 'Authorization', state: 'confirmed' }],
    });
    expect(wrong!.answer).toBe('wrong: 401, "no"; none: 401, "no"; both are answered alike');
  });

  it.each([
    ['the status', apiError(401), apiError(403), 'each is answered differently'],
    ['the code', apiError(401, 'no', 'a_b'), apiError(401, 'no', 'c_d'), 'each is answered differently'],
    ['the message', apiError(401, 'a'), apiError(401, 'b'), 'only the text of the error differs'],
    ['nothing', apiError(400, 'a'), apiError(400, 'a'), 'both are answered alike'],
    ['the kind', apiError(401), chatAnswer(), 'each is answered differently'],
  ])('reports a difference in %s', (_, first, second, expected) => {
    expect(ask((_sent, index) => (index === 0 ? first : second)).result[1]!.answer).toContain(`; ${expected}`);
  });

  it('reports that no key is checked when a wrong one works', () => {
    const [header, wrong] = ask(() => chatAnswer()).result;
    expect(header).toMatchObject({ answer: 'none is checked: a wrong key works like the right one', confidence: 'low', fields: [] });
    expect(wrong!.answer).toContain('both are answered alike');
  });

  it('has no answer when a response is inconclusive', () => {
    const [header, wrong] = ask(() => apiError(500)).result;
    expect([header!.confidence, wrong!.answer]).toEqual(['low', undefined]);
  });
});
