import { describe, expect, it } from 'vitest';
import { draftSpec, specFromUrl } from '../../src/probe/draft.js';
import type { FieldCheck, ProbeAnswer } from '../../src/probe/types.js';

describe('specFromUrl', () => {
  it.each([
    ['https://api.groq.com/openai/v1', 'groq', 'Groq'],
    ['https://www.acme.example', 'acme', 'Acme'],
    ['https://localhost:8080', 'localhost', 'Localhost'],
    ['http://127.0.0.1:8080/v1', '127-0-0-1', '127-0-0-1'],
    ['nonsense', 'provider', 'Provider'],
    [`https://${'a'.repeat(50)}.example`, 'a'.repeat(40), `A${'a'.repeat(39)}`],
  ])('derives the id and the name from the host of %s', (url, id, name) => {
    expect(specFromUrl(url, 'A')).toMatchObject({ id, name });
  });

  it('removes slashes from the end of the URL', () => {
    expect(specFromUrl('https://acme.example/v1//', undefined)).toMatchObject({
      endpoints: [{ protocol: 'openai-chat', base_url: 'https://acme.example/v1' }],
      auth: [{ type: 'none' }],
    });
  });

  it('asks for the id and the name', () => {
    const spec = specFromUrl('https://acme.example', 'ACME_KEY');
    expect(spec.auth).toEqual([{ type: 'api_key', env: 'ACME_KEY' }]);
    expect(spec.questions!.map(({ field }) => field)).toEqual(['/id', '/name']);
  });
});

describe('draftSpec', () => {
  const start = specFromUrl('https://acme.example', 'ACME_KEY');
  const evidence = [{ method: 'POST', host: 'acme.example', path: '/', status: 200, summary: '' }] as const;
  const answer = (fields: readonly FieldCheck[], more: Partial<ProbeAnswer> = {}): ProbeAnswer => ({
    question: 'protocols',
    answer: 'yes',
    confidence: 'high',
    evidence,
    fields,
    ...more,
  });
  const draft = (answers: readonly ProbeAnswer[], listed: readonly string[] = []) => draftSpec(start, { answers, listed }, '2026-01-02');
  const endpoint = (base_url: string): FieldCheck => ({
    field: '/endpoints/-',
    value: { protocol: 'openai-chat', base_url },
    state: 'absent',
  });

  it('replaces the guessed endpoint by those that were found, with evidence for each', () => {
    const spec = draft([answer([endpoint('https://acme.example/v1'), endpoint('https://acme.example/v2')])]);
    expect(spec.endpoints.map(({ base_url }) => base_url)).toEqual(['https://acme.example/v1', 'https://acme.example/v2']);
    expect(spec.evidence!.map(({ field }) => field)).toEqual(['/endpoints/0', '/endpoints/1']);
    expect(draft([]).endpoints).toEqual(start.endpoints);
  });

  it('sets fields that are absent or wrong, with evidence, and no confirmed ones', () => {
    const spec = draft([
      answer([
        { field: '/quirks/stream_default', value: true, state: 'absent' },
        { field: '/auth/0/header', value: 'api-key', state: 'wrong' },
        { field: '/name', value: 'Other', state: 'confirmed' },
      ]),
    ]);
    expect(spec).toMatchObject({ name: 'Acme', quirks: { stream_default: true }, auth: [{ header: 'api-key' }] });
    expect(spec.evidence!.map(({ field }) => field)).toEqual(['/quirks/stream_default', '/auth/0/header']);
    expect(start).not.toHaveProperty('quirks');
  });

  it('asks what the probe could not find out', () => {
    const questions = (more: Partial<ProbeAnswer>) => draft([answer([], more)]).questions!.slice(2);
    expect(questions({ answer: undefined })).toEqual([
      { field: '/endpoints/0/protocol', question: 'Which protocols does it speak?', assumption: 'The probe could not find out.' },
    ]);
    expect(questions({ answer: 'perhaps', confidence: 'low' })[0]!.assumption).toBe('perhaps');
    expect(questions({ confidence: 'medium' })).toEqual([]);
    expect(questions({ question: 'images', answer: undefined })).toEqual([]);
  });

  it('lists each model of a valid id once', () => {
    expect(draft([], ['a', 'b', 'a', '\u202eb'])).toMatchObject({ models_as_of: '2026-01-02', models: [{ id: 'a' }, { id: 'b' }] });
    expect(draft([])).not.toHaveProperty('models');
  });
});
