import { describe, expect, it } from 'vitest';
import { endpointAnswer, modelListAnswer, protocolsAnswer, type ProtocolSearches } from '../../src/probe/endpoint-answers.js';
import type { FoundModelList, ModelListSearch } from '../../src/probe/find-model-list.js';
import type { ProtocolSearch } from '../../src/probe/find-protocol.js';
import type { ProbeEvidence, Verdict } from '../../src/probe/types.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { foundEndpoint, probeInput } from '../support/probe-steps.js';

const evidence = (status?: number): ProbeEvidence[] => [
  { method: 'POST', host: 'api.acme.example', path: '/', summary: '', ...(status !== undefined && { status }) },
];
const refused: Verdict & { kind: 'error' } = { kind: 'error', status: 402, message: '', summary: '402' };
const { candidate } = foundEndpoint();

const found = (prefix = '/v1', path = '/chat/completions'): ProtocolSearch => ({
  found: foundEndpoint({ candidate: { ...candidate, prefix, path } }),
  evidence: evidence(200),
});
const stopped: ProtocolSearch = { stopped: refused, candidate, evidence: evidence(402) };
const nothing: ProtocolSearch = { evidence: evidence(404) };
const silent: ProtocolSearch = { evidence: evidence() };

const chat = (search: ProtocolSearch): ProtocolSearches => new Map([['openai-chat', search]]);
const url = (search: ProtocolSearch, more: Partial<ProviderSpec> = {}, guessed = false) =>
  endpointAnswer(probeInput(more, { guessed }), chat(search), search.found);
const base = 'https://api.acme.example/v1';

describe('endpointAnswer', () => {
  it('confirms the base URL of the spec', () => {
    expect(url(found())).toMatchObject({
      answer: `${base}, with /chat/completions`,
      confidence: 'high',
      fields: [{ field: '/endpoints/0/base_url', value: base, state: 'confirmed' }],
    });
  });

  it('contradicts it when another one answers', () => {
    expect(url(found('/api/v1')).fields).toEqual([
      { field: '/endpoints/0/base_url', value: 'https://api.acme.example/api/v1', state: 'wrong' },
    ]);
    const own = { endpoints: [{ protocol: 'openai-chat', base_url: base, path: '/chat' }] } as never;
    expect(url(found(), own).fields[1]).toEqual({ field: '/endpoints/0/path', value: undefined, state: 'wrong' });
  });

  it('contradicts it when nothing answers, but not without a response', () => {
    expect(url(nothing)).toMatchObject({ answer: 'none of the URLs that were tried', fields: [{ value: base, state: 'wrong' }] });
    expect(url(silent)).toMatchObject({ answer: undefined, fields: [] });
  });

  it('neither confirms nor contradicts it when it answers with an error', () => {
    expect(url(stopped)).toMatchObject({ answer: `${base}, with /chat/completions`, confidence: 'low', fields: [] });
  });

  it('compares nothing with an endpoint that was guessed', () => {
    expect(url(nothing, {}, true).fields).toEqual([]);
  });

  it('compares the first of two endpoints of a protocol', () => {
    const endpoints = [base, 'https://b.example'].map((base_url) => ({ protocol: 'openai-chat', base_url }));
    expect(url(nothing, { endpoints: endpoints as never }).fields.map(({ field }) => field)).toEqual(['/endpoints/0/base_url']);
  });
});

describe('protocolsAnswer', () => {
  const protocols = (searches: ProtocolSearches, guessed = false) =>
    protocolsAnswer(probeInput({}, { guessed }), searches, [...searches.values()].find((one) => one.found)?.found);

  it('confirms the protocols of the spec and adds others', () => {
    const anthropic = foundEndpoint({ candidate: { ...candidate, protocol: 'anthropic-messages', prefix: '' } });
    const searches: ProtocolSearches = new Map([
      ['openai-chat', found()],
      ['anthropic-messages', { found: anthropic, evidence: evidence(200) }],
    ]);
    expect(protocols(searches)).toMatchObject({
      answer: 'OpenAI Chat Completions, Anthropic Messages',
      confidence: 'high',
      fields: [
        { field: '/endpoints/0/protocol', state: 'confirmed' },
        { field: '/endpoints/-', value: { protocol: 'anthropic-messages', base_url: 'https://api.acme.example' }, state: 'absent' },
      ],
    });
    expect(protocols(searches, true).fields.map(({ field }) => field)).toEqual(['/endpoints/-', '/endpoints/-']);
  });

  it.each([
    ['an error', stopped, 'OpenAI Chat Completions (it answers with an error)', 'low'],
    ['no endpoint', nothing, 'none of those that were tried', 'medium'],
    ['no response', silent, undefined, 'medium'],
  ] as const)('is less sure with %s', (_, search, answer, confidence) => {
    expect(protocols(chat(search))).toMatchObject({ answer, confidence, fields: [] });
  });
});

describe('modelListAnswer', () => {
  const list: FoundModelList = { url: `${base}/models`, shape: 'openai', ids: ['a'], prefix: '/v1', keyForm: undefined };
  const live = { url: `${base}/models`, auth: 'none', shape: 'openai' } as const;
  const answer = (usable: ModelListSearch, claimed?: ModelListSearch, named?: ProviderSpec['live_models']) =>
    modelListAnswer(probeInput(named && { live_models: named }), { usable, claimed });

  it('adds a list that the spec does not have', () => {
    expect(answer({ list, evidence: evidence(200) })).toMatchObject({
      answer: `${base}/models, without a key, in the shape \`openai\``,
      confidence: 'high',
      fields: [{ field: '/live_models', value: live, state: 'absent' }],
    });
    const grouped = { ...list, keyForm: foundEndpoint().keyForm, group: 'free' };
    expect(answer({ list: grouped, evidence: [] }).fields[0]!.value).toEqual({ ...live, auth: 'required', group: 'free' });
  });

  it('compares the list of the spec when that answers', () => {
    const search = { list, evidence: evidence(200) };
    const states = answer(search, search, { ...live, auth: 'required' }).fields.map(({ field, state }) => [field, state]);
    expect(states).toEqual([
      ['/live_models/url', 'confirmed'],
      ['/live_models/auth', 'wrong'],
      ['/live_models/shape', 'confirmed'],
    ]);
  });

  it.each([
    [200, true],
    [301, true],
    [399, true],
    [400, false],
    [403, false],
    [404, true],
    [405, true],
    [410, true],
    [429, false],
    [500, false],
    [undefined, false],
  ])('with status %s contradicts the URL of the spec: %s', (status, isWrong) => {
    const other = { list, evidence: evidence(200) };
    const { fields } = answer(other, { evidence: evidence(status) }, { ...live, url: 'https://b.example' });
    expect(fields).toEqual(isWrong ? [{ field: '/live_models/url', value: 'https://b.example', state: 'wrong' }] : []);
  });

  it('has no answer when a request had no response', () => {
    expect(answer({ evidence: evidence(404) })).toMatchObject({ answer: 'none at the usual URLs', confidence: 'medium', fields: [] });
    expect(answer({ evidence: [...evidence(404), ...evidence()] }).answer).toBeUndefined();
    expect(answer({ evidence: [] }).answer).toBeUndefined();
  });
});
