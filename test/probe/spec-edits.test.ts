import { describe, expect, it } from 'vitest';
import { evidenceEntries, isWritable, planSpecEdits } from '../../src/probe/spec-edits.js';
import type { FieldCheck, ProbeAnswer } from '../../src/probe/types.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { spec as acme } from '../support/probe-steps.js';

const spec: ProviderSpec = {
  ...acme,
  quirks: { non_streaming_envelope: 'data' },
  questions: [
    { field: '/endpoints/0/base_url', question: 'Which URL?', assumption: 'A guess.' },
    { field: '/auth/0/env', question: 'Which variable?', assumption: 'A guess.' },
  ],
};
const url = 'https://api.acme.example/v1';
const better = 'https://api.acme.example/api/v1';

const check = (field: string, state: FieldCheck['state'], value: FieldCheck['value'] = better): FieldCheck => ({ field, state, value });

function answer(fields: readonly FieldCheck[], more: Partial<ProbeAnswer> = {}): ProbeAnswer {
  const evidence = [{ method: 'POST', host: 'api.acme.example', path: '/', status: 200, summary: '' }] as const;
  return { question: 'base_url', answer: 'a URL', confidence: 'high', evidence, fields, ...more };
}

const plan = (fields: readonly FieldCheck[], more: Partial<ProbeAnswer> = {}) =>
  planSpecEdits({ path: 'a.yaml', format: 'yaml', spec }, [answer(fields, more)], '2026-01-02');
const paths = (edits: readonly { readonly at: readonly unknown[] }[]): string[] => edits.map(({ at }) => JSON.stringify(at));

describe('isWritable', () => {
  it.each<[string, boolean, FieldCheck]>([
    ['an absent field', true, check('/quirks/stream_default', 'absent', true)],
    ['a wrong field with a better value', true, check('/endpoints/0/base_url', 'wrong')],
    ['a wrong field that should be absent', true, { field: '/endpoints/0/base_url', state: 'wrong', value: undefined }],
    ['a wrong field without a better value', false, check('/endpoints/0/base_url', 'wrong', url)],
    ['the id of a model', false, check('/models/0/id', 'wrong', 'other')],
    ['a confirmed field', false, check('/endpoints/0/base_url', 'confirmed')],
  ])('%s: %s', (_, expected, one) => {
    expect(isWritable(one, spec)).toBe(expected);
  });
});

describe('planSpecEdits', () => {
  it('updates a wrong field, adds evidence and removes the question about it', () => {
    const { apply, remove } = plan([check('/endpoints/0/base_url', 'wrong')]);
    expect(paths(apply)).toEqual([
      JSON.stringify(['endpoints', { where: { protocol: 'openai-chat', base_url: url } }, 'base_url']),
      JSON.stringify(['evidence', { where: { field: '/endpoints/0/base_url', claim: `URL that answers: ${better}.` } }]),
    ]);
    expect(apply[0]!.value).toBe(better);
    expect(paths(remove)).toEqual([JSON.stringify(['questions', { where: { field: '/endpoints/0/base_url', question: 'Which URL?' } }])]);
  });

  it('keeps the question about a field when the answer is not certain', () => {
    expect(plan([check('/endpoints/0/base_url', 'wrong')], { confidence: 'medium' }).remove).toEqual([]);
  });

  it('removes the question about a confirmed field, with evidence', () => {
    const { apply, remove } = plan([check('/auth/0/env', 'confirmed', 'ACME_KEY')]);
    expect(apply.map(({ value }) => value)).toEqual([expect.objectContaining({ field: '/auth/0/env', date: '2026-01-02' })]);
    expect(remove).toHaveLength(1);
  });

  it('leaves the spec as it is when all is confirmed and nothing was asked', () => {
    expect(plan([check('/endpoints/0/protocol', 'confirmed', 'openai-chat')])).toEqual({ apply: [], remove: [] });
  });

  it('removes a field that should be absent', () => {
    const { apply, remove } = plan([{ field: '/quirks/non_streaming_envelope', state: 'wrong', value: undefined }]);
    expect(paths(apply)).toEqual([]);
    expect(paths(remove)).toEqual([JSON.stringify(['quirks', 'non_streaming_envelope'])]);
  });

  it('finds a key by its type and variable', () => {
    const { apply } = plan([check('/auth/0/header', 'absent', 'x-api-key')]);
    expect(paths(apply)[0]).toBe(JSON.stringify(['auth', { where: { type: 'api_key', env: 'ACME_KEY' } }, 'header']));
  });

  it('adds new endpoints after those of the spec', () => {
    const value = { protocol: 'anthropic-messages', base_url: better };
    const { apply } = plan([check('/endpoints/-', 'absent', value)], { question: 'protocols', answer: 'Anthropic Messages' });
    expect(paths(apply)[0]).toBe(JSON.stringify(['endpoints', { where: value }]));
    expect(apply[1]!.value).toMatchObject({ field: '/endpoints/1' });
  });
});

describe('evidenceEntries', () => {
  it('name each host once as a source, or only the host of the URL that they are about', () => {
    const evidence = ['a.example', 'b.example', 'a.example'].map((host) => ({ method: 'GET', host, path: '/', summary: '' }) as const);
    const about = answer([], { question: 'streaming', answer: 'yes', evidence });
    expect(evidenceEntries([{ answer: about, check: check('/quirks/stream_default', 'absent', true) }], 0, '2026-01-02')).toEqual([
      {
        field: '/quirks/stream_default',
        claim: 'Whether it streams: yes.',
        sources: ['probe of a.example on 2026-01-02', 'probe of b.example on 2026-01-02'],
        confidence: 'high',
        date: '2026-01-02',
      },
    ]);
    expect(evidenceEntries([{ answer: about, check: check('/live_models', 'absent', { url }) }], 0, '2026-01-02')[0]!.sources).toEqual([
      'probe of api.acme.example on 2026-01-02',
    ]);
  });

  it('claim the URL of the field, when the answer is about another one', () => {
    const claim = (text: string): string =>
      evidenceEntries([{ answer: answer([], { answer: text }), check: check('/endpoints/0/base_url', 'wrong') }], 0, '2026-01-02')[0]!
        .claim;
    expect(claim(`${better}, with /chat/completions`)).toBe(`URL that answers: ${better}, with /chat/completions.`);
    expect(claim('https://other.example, with /messages')).toBe(`URL that answers: ${better}.`);
  });
});
