// Which providers an agent accepts.
import { describe, expect, it } from 'vitest';
import { acceptedBy, checkAcceptance, singleProvider, whySentToResponses } from '../../../src/targets/engine/acceptance.js';
import { plainAgent, providerWith, viewOfModels } from '../../support/agent-views.js';

describe('what an agent accepts', () => {
  it('is a key or no login, and its other login methods', () => {
    expect(acceptedBy(plainAgent)).toEqual({ protocols: ['openai-chat'], auth: ['api_key', 'none'] });
    expect(acceptedBy({ ...plainAgent, logins: ['google_adc'] }).auth).toEqual(['api_key', 'none', 'google_adc']);
  });

  it('includes a provider with one of several protocols and logins', () => {
    const provider = providerWith({
      endpoints: [
        { protocol: 'anthropic-messages', base_url: 'https://a.example' },
        { protocol: 'openai-chat', base_url: 'https://a.example/v1' },
      ],
      auth: [{ type: 'google_adc' }, { type: 'none' }],
    });
    expect(checkAcceptance('Agent', acceptedBy(plainAgent), provider)).toBeUndefined();
  });

  it('is named if a provider has none of the protocols or none of the logins', () => {
    expect(checkAcceptance('Agent', { protocols: ['bedrock-converse'], auth: ['none'] }, providerWith())).toMatchObject({
      code: 'target/not-accepted',
      message: 'Agent supports none of the protocols of Acme',
      field: '/endpoints',
      hint: 'it supports `bedrock-converse`',
    });
    expect(checkAcceptance('Agent', { protocols: ['openai-chat'], auth: ['none'] }, providerWith())).toMatchObject({
      message: 'Agent supports none of the login methods of Acme',
      field: '/auth',
      hint: 'it supports `none`',
    });
  });
});

it('an agent of one provider at a time refuses every provider but the default', () => {
  const { refuses } = singleProvider('Agent');
  const view = viewOfModels([]);
  expect(refuses!(view)).toBe('Agent uses one provider at a time; `--set-default` makes it this one');
  expect(refuses!({ ...view, options: { scope: 'user', setDefault: true } })).toBeUndefined();
});

describe('an agent that sends some models to Responses', () => {
  const likeOpenAi = /^gpt-5/;
  const models = [{ id: 'llama' }, { id: 'gpt-5-mini' }];

  it('cannot use a provider that serves such a model with Chat Completions only', () => {
    expect(whySentToResponses('Agent', likeOpenAi, viewOfModels(models))).toBe(
      'Agent would send "gpt-5-mini" to https://api.acme.example/v1/responses',
    );
  });

  it('can use a provider without such a model, or with another protocol', () => {
    expect(whySentToResponses('Agent', likeOpenAi, viewOfModels([{ id: 'llama' }]))).toBeUndefined();
    expect(whySentToResponses('Agent', likeOpenAi, { ...viewOfModels(models), protocol: 'openai-responses' })).toBeUndefined();
  });

  it('can use a provider that serves Responses at that URL', () => {
    const view = viewOfModels(models);
    const at = (base: string) =>
      providerWith({
        endpoints: [
          { protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' },
          { protocol: 'openai-responses', base_url: base },
        ],
      });
    expect(whySentToResponses('Agent', likeOpenAi, { ...view, provider: at('https://api.acme.example/v1') })).toBeUndefined();
    expect(whySentToResponses('Agent', likeOpenAi, { ...view, provider: at('https://b.acme.example/v1') })).toBeDefined();
  });
});
