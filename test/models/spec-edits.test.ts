import { describe, expect, it } from 'vitest';
import { specEdits } from '../../src/models/spec-edits.js';
import type { MergeEdit } from '../../src/core/edits.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { specWith } from '../support/feed.js';

/** The edits from one spec to another: the path and the value of each. */
function editsOf(before: ProviderSpec, after: ProviderSpec, renamed: Readonly<Record<string, string>> = {}) {
  const { remove, apply } = specEdits('a.yaml', 'yaml', before, after, new Map(Object.entries(renamed)));
  const short = (edits: readonly MergeEdit[]) => edits.map(({ at, value }) => [at, value]);
  return { remove: short(remove), apply: short(apply) };
}

const modelAt = (id: string) => ['models', { where: { id } }];
const [alpha, beta] = [{ id: 'alpha' }, { id: 'beta' }];

describe('the edits of a refreshed spec', () => {
  it('are none if nothing changed', () => {
    const spec = specWith([alpha, beta], {
      default_model: 'alpha',
      models_as_of: '2026-01-01',
      live_models: { url: 'https://a.example', shape: 'openai' },
      questions: [{ field: '/name', question: 'Is it?', assumption: 'It is.' }],
    });
    expect(editsOf(spec, structuredClone(spec))).toEqual({ remove: [], apply: [] });
    expect(editsOf(specWith([alpha]), specWith([alpha]))).toEqual({ remove: [], apply: [] });
    const { models: _, ...none } = specWith([]);
    expect(editsOf(none, none)).toEqual({ remove: [], apply: [] });
  });

  it('are merges into the file of the spec, with small objects on one line', () => {
    const [edit] = specEdits('a.json', 'json', specWith([]), specWith([alpha]), new Map()).apply;
    expect(edit).toMatchObject({ kind: 'merge', path: 'a.json', format: 'json', layout: { plainDates: true } });
    expect(edit!.layout!.inline).toContain('limit');
  });

  it('set the date of the list and the default models that changed, and remove none', () => {
    const before = specWith([alpha], { default_model: 'alpha', small_model: 'alpha', models_as_of: '2026-01-01' });
    expect(editsOf(before, { ...before, models_as_of: '2026-01-02', small_model: 'beta' }).apply).toEqual([
      [[], { models_as_of: '2026-01-02', small_model: 'beta' }],
    ]);
    const { small_model: _, ...without } = before;
    expect(editsOf(before, without)).toEqual({ remove: [], apply: [] });
  });
});

describe('the edits of models', () => {
  it('add, update and remove a model by its id', () => {
    const named = { id: 'beta', name: 'Beta' };
    expect(editsOf(specWith([alpha]), specWith([alpha, named]))).toEqual({ remove: [], apply: [[modelAt('beta'), named]] });
    expect(editsOf(specWith([alpha, beta]), specWith([alpha, named]))).toEqual({ remove: [], apply: [[modelAt('beta'), named]] });
    expect(editsOf(specWith([alpha, beta]), specWith([beta]))).toEqual({ remove: [[modelAt('alpha'), true]], apply: [] });
  });

  it('remove the members that a model no longer has', () => {
    const marked = { id: 'alpha', name: 'Alpha', status: 'deprecated', successor: 'beta' } as const;
    const { status: _, successor: _successor, ...restored } = marked;
    expect(editsOf(specWith([marked, beta]), specWith([restored, beta]))).toEqual({
      remove: [
        [[...modelAt('alpha'), 'status'], true],
        [[...modelAt('alpha'), 'successor'], true],
      ],
      apply: [[modelAt('alpha'), restored]],
    });
  });

  it('change the id of a renamed model in place', () => {
    const next = { id: 'alpha-2' };
    expect(editsOf(specWith([alpha, beta]), specWith([next, beta]), { alpha: 'alpha-2' })).toEqual({
      remove: [],
      apply: [[modelAt('alpha'), next]],
    });
  });

  it('remove a model that was renamed to another one of the list', () => {
    expect(editsOf(specWith([alpha, beta]), specWith([beta]), { alpha: 'beta' }).remove).toEqual([[modelAt('alpha'), true]]);
  });
});

describe('the edits of questions and evidence', () => {
  const question = (field: string, text: string) => ({ field, question: text, assumption: 'It is.' });
  const at = (text: string, field: string) => ['questions', { where: question(field, text) }];

  it('remove an entry, and move another one to the new index of its model', () => {
    const before = specWith([alpha, beta], { questions: [question('/models/0/name', 'A?'), question('/models/1/name', 'B?')] });
    const after = specWith([beta], { questions: [question('/models/0/name', 'B?')] });
    const { remove, apply } = editsOf(before, after);
    expect(remove).toEqual([
      [modelAt('alpha'), true],
      [at('A?', '/models/0/name'), true],
    ]);
    expect(apply).toEqual([[at('B?', '/models/1/name'), { field: '/models/0/name' }]]);
  });

  it('remove all entries if none is left', () => {
    const before = specWith([], { questions: [question('/name', 'A?'), question('/id', 'B?')] });
    expect(editsOf(before, specWith([])).remove).toHaveLength(2);
  });

  it('identify evidence by its texts', () => {
    const evidence = [{ field: '/models/1/name', claim: 'It is.', sources: ['s'] as [string] }];
    const after = specWith([beta], { evidence: [{ ...evidence[0]!, field: '/models/0/name' }] });
    expect(editsOf(specWith([alpha, beta], { evidence }), after).apply).toEqual([
      [['evidence', { where: { field: '/models/1/name', claim: 'It is.' } }], { field: '/models/0/name' }],
    ]);
  });
});

describe('the edits of access', () => {
  it('change the base URL of each endpoint, found by its URL and protocol', () => {
    const endpoint = (protocol: 'openai-chat' | 'openai-responses', base_url: string) => ({ protocol, base_url });
    const before = specWith([], {
      endpoints: [endpoint('openai-chat', 'https://a.example'), endpoint('openai-responses', 'https://a.example')],
    });
    const after = specWith([], {
      endpoints: [endpoint('openai-chat', 'https://a.example'), endpoint('openai-responses', 'https://b.example')],
    });
    expect(editsOf(before, after).apply).toEqual([
      [['endpoints', { where: { base_url: 'https://a.example', protocol: 'openai-responses' } }], { base_url: 'https://b.example' }],
    ]);
  });

  it('change the variable and the header of a key, found by their old values', () => {
    const before = specWith([], { auth: [{ type: 'none' }, { type: 'api_key', env: 'A', header: 'x-a' }] });
    const after = specWith([], { auth: [{ type: 'none' }, { type: 'api_key', env: 'B', header: 'x-b' }] });
    expect(editsOf(before, after).apply).toEqual([
      [['auth', { where: { env: 'A' } }], { env: 'B' }],
      [['auth', { where: { header: 'x-a' } }], { header: 'x-b' }],
    ]);
  });

  it('change the URL of the list of models', () => {
    const live = (url: string) => ({ live_models: { url, shape: 'openai' as const } });
    expect(editsOf(specWith([], live('https://a.example')), specWith([], live('https://b.example'))).apply).toEqual([
      [['live_models'], { url: 'https://b.example' }],
    ]);
  });
});
