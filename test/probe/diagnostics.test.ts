import { describe, expect, it } from 'vitest';
import { markCorrected, probeDiagnostics } from '../../src/probe/diagnostics.js';
import type { ProbeOutcome } from '../../src/probe/probe.js';
import type { FieldCheck, ProbeAnswer } from '../../src/probe/types.js';
import { validateSpec, type ValidSpec } from '../../src/spec/validate.js';
import { spec as acme } from '../support/probe-steps.js';

const valid: ValidSpec = (await validateSpec('acme.json', JSON.stringify(acme))).valid!;

const answer = (fields: readonly FieldCheck[], text: string | undefined = 'yes'): ProbeAnswer => ({
  question: 'streaming',
  answer: text,
  confidence: 'high',
  evidence: [],
  fields,
});
const outcome = (fields: readonly FieldCheck[], more: Partial<ProbeOutcome> = {}): ProbeOutcome => ({
  answers: [answer(fields)],
  listed: [],
  ...more,
});
const wrong = (field: string, value: FieldCheck['value']): FieldCheck => ({ field, value, state: 'wrong' });
const messages = (result: ProbeOutcome, guessed = false): string[] =>
  probeDiagnostics(result, valid, guessed).map(({ code, message, hint }) => `${code}: ${message}${hint === undefined ? '' : ` | ${hint}`}`);

describe('probeDiagnostics', () => {
  it.each<[string, FieldCheck, string]>([
    [
      'a better value',
      wrong('/endpoints/0/base_url', 'https://b.example'),
      'probe/contradicts: `endpoints.0.base_url` is "https://api.acme.example/v1", but the probe found "https://b.example" | `--write` updates the spec',
    ],
    [
      'no better value',
      wrong('/endpoints/0/base_url', 'https://api.acme.example/v1'),
      'probe/contradicts: `endpoints.0.base_url` is "https://api.acme.example/v1", which does not work',
    ],
    [
      'a field that should be absent',
      wrong('/name', undefined),
      'probe/contradicts: `name` is "Acme", but should be absent | `--write` updates the spec',
    ],
    [
      'a field that is missing',
      wrong('/auth/0/header', 'x-api-key'),
      'probe/contradicts: `auth.0.header` is missing, but the probe found "x-api-key" | `--write` updates the spec',
    ],
    [
      'the id of a model',
      wrong('/models/0/id', 'one'),
      'probe/contradicts: `models.0.id` is "lab/one", but the probe found "one" | change it by hand, since other fields can refer to the id',
    ],
  ])('reports %s', (_, check, expected) => {
    expect(messages(outcome([check]))).toEqual([expected]);
  });

  it('reports neither confirmed nor absent fields', () => {
    expect(
      messages(
        outcome([
          { ...wrong('/name', 'x'), state: 'confirmed' },
          { ...wrong('/name', 'x'), state: 'absent' },
        ]),
      ),
    ).toEqual([]);
  });

  it('reports no fields of a spec that was made from a URL', () => {
    expect(messages(outcome([wrong('/name', 'x')]), true)).toEqual([]);
  });

  it('reports questions without an answer, unless the probe stopped early', () => {
    const answers = [answer([], undefined)].map((one) => ({ ...one, answer: undefined }));
    expect(messages(outcome([], { answers }))).toEqual(['probe/unanswered: not answered: Does it stream?']);
    expect(messages(outcome([], { answers, stopped: { why: 'refused', summary: '401' } }))).toEqual([
      expect.stringContaining('probe/refused'),
    ]);
  });

  it.each([
    ['unreachable', 'probe/unreachable: 401'],
    ['refused', 'probe/refused: the provider refused: 401'],
    ['no-model', 'probe/refused: no model to ask for is known: 401'],
    ['nothing', 'probe/contradicts: no protocol answers at this URL: 401'],
  ] as const)('reports why it stopped: %s', (why, expected) => {
    expect(messages(outcome([], { stopped: { why, summary: '401' } }))).toEqual([expect.stringContaining(expected)]);
  });

  it('does not report twice that nothing answers', () => {
    const fields = [wrong('/endpoints/0/base_url', 'https://api.acme.example/v1')];
    expect(messages(outcome(fields, { stopped: { why: 'nothing', summary: '404' } }))).toHaveLength(1);
    expect(messages(outcome(fields, { stopped: { why: 'refused', summary: '401' } }))).toHaveLength(2);
  });
});

describe('markCorrected', () => {
  it('turns a contradiction that was written into a correction, and no other', () => {
    const result = outcome([wrong('/endpoints/0/base_url', 'https://b.example'), wrong('/models/0/id', 'one')]);
    const codes = markCorrected(probeDiagnostics(result, valid, false), result, valid).map(({ code, severity }) => [code, severity]);
    expect(codes).toEqual([
      ['probe/corrected', 'warning'],
      ['probe/contradicts', 'error'],
    ]);
  });
});
