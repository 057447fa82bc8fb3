import { describe, expect, it } from 'vitest';
import { makeProbeInput } from '../../src/probe/input.js';
import { normalize } from '../../src/spec/normalize.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { spec } from '../support/probe-steps.js';

function inputOf(more: Partial<ProviderSpec>, options: Parameters<typeof makeProbeInput>[1] = {}): ReturnType<typeof makeProbeInput> {
  return makeProbeInput(normalize({ ...spec, ...more }), options);
}

const endpoint = (base_url: string): Partial<ProviderSpec> => ({ endpoints: [{ protocol: 'openai-chat', base_url }] });

describe('makeProbeInput', () => {
  it('takes the variables of the first key of the spec', () => {
    expect(inputOf({ auth: [{ type: 'api_key', env: 'A', env_aliases: ['B'] }] }).env).toEqual(['A', 'B']);
    expect(inputOf({ auth: [{ type: 'google_adc' }, { type: 'api_key', env: 'A' }] }).env).toEqual(['A']);
    expect(inputOf({ auth: [{ type: 'none' }] }).env).toEqual([]);
  });

  it('takes the variable that is named instead', () => {
    expect(inputOf({}, { env: 'MINE' }).env).toEqual(['MINE']);
    expect(inputOf({ auth: [{ type: 'api_key' }] }, { env: 'MINE' }).env).toEqual(['MINE']);
  });

  it('guesses the endpoint of a URL only', () => {
    expect(inputOf({}).guessed).toBe(false);
    expect(inputOf({}, { url: 'https://api.acme.example' }).guessed).toBe(true);
    expect(inputOf({}, { model: 'x' })).toMatchObject({ model: 'x' });
    expect(inputOf({})).not.toHaveProperty('model');
  });

  it('accepts `{model}` in a URL', () => {
    const google = { protocol: 'google-generative-ai', base_url: 'https://api.acme.example' } as const;
    expect(inputOf({ endpoints: [google] }).guessed).toBe(false);
  });

  it.each<[string, Partial<ProviderSpec>, string]>([
    [
      'protocols that it does not speak',
      { endpoints: [{ protocol: 'bedrock-converse', base_url: 'https://x.example' }] },
      'no endpoint that a probe can ask',
    ],
    ['a parameter in the URL', { ...endpoint('https://{TEAM}.example/v1'), parameters: [{ name: 'TEAM' }] }, 'contains a parameter'],
    ['a login without a key', { auth: [{ type: 'google_adc' }] }, 'has a login but no API key'],
    ['a prefix of the key', { auth: [{ type: 'api_key', env: 'A', token_prefix: 'x:' }] }, 'cannot add the `token_prefix`'],
    ['a key without a variable', { auth: [{ type: 'api_key' }] }, 'names no environment variable for the key'],
  ])('refuses %s', (_, more, message) => {
    expect(() => inputOf(more)).toThrow(
      expect.objectContaining({ diagnostic: expect.objectContaining({ code: 'probe/cannot' }) as object }),
    );
    expect(() => inputOf(more)).toThrow(message);
  });
});
