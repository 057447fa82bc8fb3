import { describe, expect, it } from 'vitest';
import type { Model, ProviderSpec } from '../../src/spec/provider.js';
import type { ProviderFacts } from '../../src/sources/engine/source.js';
import { answer, Feed, specWith } from '../support/feed.js';

const alpha: Model = { id: 'alpha', limit: { context: 200_000, output: 8_000 }, cost: { input: 1, output: 4 } };
const accepted = ['models/access-change'] as const;

/** A refresh with one answer that has these facts about the provider. */
function refreshed(facts: ProviderFacts, more: Partial<ProviderSpec> = {}, accept: readonly 'models/access-change'[] = []) {
  const feed = new Feed(specWith([alpha], more));
  const lines = feed.run(answer(1, [alpha], { facts }), accept);
  return { lines, spec: feed.spec, diagnostics: feed.last!.diagnostics };
}

const chat = (base_url: string) => ({ protocol: 'openai-chat', base_url }) as const;

describe('access to the provider', () => {
  it('changes its host, key variable or key header only after `models/access-change` is accepted', () => {
    const facts = { url: 'https://api.other.example/v1', env: ['OTHER_KEY'] };
    const feed = new Feed(specWith([alpha]));
    expect(feed.run(answer(1, [alpha], { facts }))).toEqual(['hold access-change endpoints', 'hold access-change auth']);
    expect(feed.spec.endpoints[0].base_url).toBe('https://api.acme.example/v1');
    expect(feed.last!.diagnostics[0]!.message).toBe(
      'the host is `https://api.other.example` according to models.dev, but `https://api.acme.example` in the spec',
    );
    feed.run(answer(2, [alpha], { facts }), ['models/access-change']);
    expect(feed.spec.endpoints[0].base_url).toBe('https://api.other.example/v1');
    expect(feed.spec.auth[0]).toEqual({ type: 'api_key', env: 'OTHER_KEY' });
    const pinned = new Feed(specWith([alpha], { pinned: ['auth', 'endpoints'] }));
    expect(pinned.run(answer(1, [alpha], { facts }))).toEqual([]);
  });

  it('has the values of the spec and of the source in the diagnostic, and a hint if it is held', () => {
    expect(refreshed({ env: ['OTHER_KEY'] }).diagnostics).toEqual([
      {
        kind: 'hold',
        rule: 'models/access-change',
        message: 'the key variable is "OTHER_KEY" according to models.dev, but "ACME_API_KEY" in the spec',
        hint: expect.stringContaining('`pinned: [auth]`') as string,
        field: 'auth',
        before: 'ACME_API_KEY',
        after: 'OTHER_KEY',
        claims: [{ source: 'models.dev', date: '2026-01-01', value: 'OTHER_KEY' }],
      },
    ]);
    const { diagnostics } = refreshed({ env: ['OTHER_KEY'] }, {}, accepted);
    expect(diagnostics).toMatchObject([{ kind: 'change', rule: 'models/access-change', before: 'ACME_API_KEY', after: 'OTHER_KEY' }]);
    expect(diagnostics[0]).not.toHaveProperty('hint');
  });

  it('is noted and not held if the spec has evidence for it, or for a part of it', () => {
    const evidence = (field: string) => ({ evidence: [{ field, claim: 'The docs say so', sources: ['s'] as [string] }] });
    const facts = { url: 'https://api.other.example/v1' };
    expect(refreshed(facts, evidence('/endpoints/0/base_url')).lines).toEqual(['note disagree endpoints']);
    expect(refreshed(facts, evidence('/endpoints')).lines).toEqual(['note disagree endpoints']);
    expect(refreshed(facts, evidence('/endpoints/0/base_url')).diagnostics[0]!.message).toMatch(/, with evidence$/);
    expect(refreshed(facts, evidence('/auth/0/env')).lines).toEqual(['hold access-change endpoints']);
    expect(refreshed(facts, evidence('/endpoints/0/base_url'), accepted).lines).toEqual(['change access-change endpoints']);
  });

  it('of the first source that differs counts, for each field', () => {
    const feed = new Feed(specWith([alpha]));
    const facts = (host: string, env?: string): ProviderFacts => ({ url: `https://${host}/v1`, ...(env !== undefined && { env: [env] }) });
    const answers = [
      answer(1, [alpha], { source: 'own', facts: facts('one.example') }),
      answer(1, [alpha], { facts: facts('two.example', 'TWO') }),
    ];
    expect(feed.run(answers, accepted)).toEqual(['change access-change endpoints', 'change access-change auth']);
    expect(feed.spec.endpoints[0].base_url).toBe('https://one.example/v1');
    expect(feed.spec.auth).toEqual([{ type: 'api_key', env: 'TWO' }]);
  });
});

describe('the host of the provider', () => {
  it.each<[title: string, url: string | undefined, more: Partial<ProviderSpec>]>([
    ['is the same in another case', 'https://API.Acme.Example/other', {}],
    [
      'is that of another endpoint of the spec',
      'https://b.example/v1',
      { endpoints: [chat('https://a.example'), chat('https://b.example')] },
    ],
    ['is unknown to the source', undefined, {}],
    ['has a parameter in the source', 'https://{HOST}.example/v1', {}],
    ['has a parameter in the spec', 'https://b.example/v1', { endpoints: [chat('https://{HOST}.example'), chat('https://a.example')] }],
  ])('does not change if it %s', (_, url, more) => {
    expect(refreshed(url === undefined ? {} : { url }, more, accepted).lines).toEqual([]);
  });

  it('is replaced in each URL of the first host of the spec, and in no other', () => {
    const more: Partial<ProviderSpec> = {
      endpoints: [
        chat('https://a.example/v1'),
        { protocol: 'openai-responses', base_url: 'https://a.example/v2' },
        chat('https://b.example/v1'),
      ],
      live_models: { url: 'https://A.example/v1/models', shape: 'openai' },
    };
    const facts = { url: 'https://c.example/x' };
    const { spec, diagnostics } = refreshed(facts, more, accepted);
    expect(spec.endpoints.map(({ base_url }) => base_url)).toEqual([
      'https://c.example/v1',
      'https://c.example/v2',
      'https://b.example/v1',
    ]);
    expect(spec.live_models).toEqual({ url: 'https://c.example/v1/models', shape: 'openai' });
    expect(diagnostics).toMatchObject([{ before: 'https://a.example', after: 'https://c.example' }]);
    const other = refreshed(facts, { ...more, live_models: { url: 'https://lists.example/models', shape: 'openai' } }, accepted);
    expect(other.spec.live_models!.url).toBe('https://lists.example/models');
    expect(refreshed(facts, {}, accepted).spec).not.toHaveProperty('live_models');
  });
});

describe('the variable of the key', () => {
  it.each<[title: string, env: string[], auth: ProviderSpec['auth']]>([
    ['the source has it too', ['OTHER', 'ACME'], [{ type: 'api_key', env: 'ACME' }]],
    ['the source has an alias of it', ['ALIAS'], [{ type: 'api_key', env: 'ACME', env_aliases: ['ALIAS'] }]],
    [
      'the source has the one of another key',
      ['SECOND'],
      [
        { type: 'api_key', env: 'ACME' },
        { type: 'api_key', env: 'SECOND' },
      ],
    ],
    ['the source has none', [], [{ type: 'api_key', env: 'ACME' }]],
    ['the spec has none', ['OTHER'], [{ type: 'api_key' }]],
    ['the spec needs no key', ['OTHER'], [{ type: 'none' }]],
  ])('does not change if %s', (_, env, auth) => {
    expect(refreshed({ env }, { auth }, accepted).lines).toEqual([]);
  });

  it('changes in the first key of the spec', () => {
    const auth: ProviderSpec['auth'] = [{ type: 'google_adc' }, { type: 'api_key', env: 'ACME' }, { type: 'api_key', env: 'SECOND' }];
    const { spec } = refreshed({ env: ['OTHER', 'MORE'] }, { auth }, accepted);
    expect(spec.auth).toEqual([{ type: 'google_adc' }, { type: 'api_key', env: 'OTHER' }, { type: 'api_key', env: 'SECOND' }]);
  });
});

describe('the header of the key', () => {
  const withHeader = (header?: string): Partial<ProviderSpec> => ({
    auth: [{ type: 'api_key', env: 'ACME_API_KEY', ...(header !== undefined && { header }) }],
  });

  it('changes once that is accepted', () => {
    const { lines, spec, diagnostics } = refreshed({ header: 'api-key' }, withHeader('x-api-key'), accepted);
    expect(lines).toEqual(['change access-change auth']);
    expect(spec.auth).toEqual(withHeader('api-key').auth);
    expect(diagnostics[0]!.message).toBe('the key header is "api-key" according to models.dev, but "x-api-key" in the spec');
  });

  it('does not change if the source has the same in another case, or if either has none', () => {
    expect(refreshed({ header: 'X-API-Key' }, withHeader('x-api-key'), accepted).lines).toEqual([]);
    expect(refreshed({ header: 'api-key' }, withHeader(), accepted).lines).toEqual([]);
    expect(refreshed({}, withHeader('x-api-key'), accepted).lines).toEqual([]);
    expect(refreshed({ header: 'api-key' }, { auth: [{ type: 'none' }] }, accepted).lines).toEqual([]);
  });
});
