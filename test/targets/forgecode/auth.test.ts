import { describe, expect, it } from 'vitest';
import type { ProviderSpec } from '../../../src/spec/provider.js';
import { forgecodeView, reportedBy } from '../../support/forgecode.js';

type Login = ProviderSpec['auth'][number];

const key: Login = { type: 'api_key', env: 'ACME_API_KEY' };
const oauth = {
  type: 'oauth_code',
  authorization_url: 'https://acme.example/authorize',
  token_url: 'https://acme.example/token',
  client_id: 'forge',
  scopes: ['models'],
} as const satisfies Login;
const config = {
  auth_url: 'https://acme.example/authorize',
  token_url: 'https://acme.example/token',
  client_id: 'forge',
  scopes: ['models'],
};

function authMethods(auth: ProviderSpec['auth'], id = 'acme'): readonly unknown[] {
  return forgecodeView({ auth, id }).authMethods;
}

describe('the logins of forgecode', () => {
  it('keep the order of the spec', () => {
    expect(authMethods([oauth, key, { type: 'google_adc' }])).toEqual([{ oauth_code: config }, 'api_key', 'google_adc']);
  });

  it('contain one API key, and report a second one', () => {
    const auth: ProviderSpec['auth'] = [key, { type: 'api_key', env: 'OTHER_KEY' }];
    expect(authMethods(auth)).toEqual(['api_key']);
    expect(reportedBy({ auth })).toEqual(['forgecode/env-aliases /auth/1']);
  });

  it('name a device login by its variant', () => {
    const device = { ...oauth, type: 'oauth_device' } as const;
    expect(authMethods([device])).toEqual([{ oauth_device: config }]);
    expect(authMethods([{ ...device, variant: 'codex' }])).toEqual([{ codex_device: config }]);
  });

  it('contain every optional member of an OAuth login under its name in forgecode', () => {
    const method: Login = {
      ...oauth,
      redirect_uri: 'http://localhost:1234/callback',
      pkce: true,
      key_exchange_url: 'https://acme.example/key',
      headers: { 'X-A': 'b' },
      extra_auth_params: { audience: 'api' },
    };
    expect(authMethods([method])).toEqual([
      {
        oauth_code: {
          ...config,
          redirect_uri: 'http://localhost:1234/callback',
          use_pkce: true,
          token_refresh_url: 'https://acme.example/key',
          custom_headers: { 'X-A': 'b' },
          extra_auth_params: { audience: 'api' },
        },
      },
    ]);
  });

  it('ask for a key once if the provider needs no credential, and report it', () => {
    expect(authMethods([{ type: 'none' }])).toEqual(['api_key']);
    expect(authMethods([key, { type: 'none' }])).toEqual(['api_key']);
    expect(reportedBy({ auth: [{ type: 'none' }] })).toEqual(['forgecode/asks-for-key /auth/0']);
  });

  it('refuse a provider if none of them can be used', () => {
    expect(reportedBy({ auth: [{ ...oauth, token_prefix: 'a:' }] })).toEqual([
      'forgecode/token-prefix /auth/0/token_prefix',
      'target/not-accepted /auth',
    ]);
  });

  it.each([
    ['vertex_ai', []],
    ['acme', ['forgecode/google-adc-id /auth/0']],
  ])('contain Google credentials for the id %s, reporting %j', (id, reported) => {
    const spec: Partial<ProviderSpec> = { auth: [{ type: 'google_adc' }], targets: { forgecode: { id } } };
    expect(forgecodeView(spec).authMethods).toEqual(['google_adc']);
    expect(reportedBy(spec)).toEqual(reported);
  });

  it('report an AWS profile for any backend but Bedrock', () => {
    const auth: ProviderSpec['auth'] = [{ type: 'aws_profile' }];
    expect(reportedBy({ auth })).toEqual(['forgecode/aws-profile /auth/0']);
    const endpoints: ProviderSpec['endpoints'] = [{ protocol: 'bedrock-converse', base_url: 'https://bedrock.example' }];
    expect(reportedBy({ auth, endpoints })).toEqual([]);
  });
});

describe('an OAuth login that forgecode cannot finish', () => {
  it.each<[string, object, string]>([
    ['a token prefix', { token_prefix: 'workos:' }, 'forgecode/token-prefix /auth/1/token_prefix'],
    ['a registration request', { registration_url: 'https://acme.example/register' }, 'forgecode/login-step /auth/1/registration_url'],
    ['no client id', { client_id: undefined }, 'forgecode/login-step /auth/1'],
    ['token requests as JSON', { content_type: 'application/json' }, 'forgecode/login-step /auth/1/content_type'],
    ['a different refresh URL', { refresh: { url: 'https://acme.example/refresh' } }, 'forgecode/login-step /auth/1/refresh/url'],
  ])('is omitted and reported for %s', (_, extra, reported) => {
    const { client_id: clientId, ...rest } = { ...oauth, ...extra } as { client_id?: string };
    const auth = [key, { ...rest, ...(clientId !== undefined && { client_id: clientId }) }] as unknown as ProviderSpec['auth'];
    expect(authMethods(auth)).toEqual(['api_key']);
    expect(reportedBy({ auth })).toEqual([reported]);
  });

  it('is not one that refreshes at its token URL', () => {
    expect(reportedBy({ auth: [{ ...oauth, refresh: { url: oauth.token_url } }] })).toEqual([]);
  });
});

describe('the header of an API key', () => {
  const openAi = { protocol: 'openai-chat', base_url: 'https://a.example/v1' } as const;
  const anthropic = { protocol: 'anthropic-messages', base_url: 'https://a.example' } as const;
  const google = { protocol: 'google-generative-ai', base_url: 'https://a.example' } as const;

  it.each<[string, ProviderSpec['endpoints'][number], object, string[]]>([
    ['the default header of Chat Completions', openAi, {}, []],
    ['the same header in a different case', openAi, { header: 'authorization', scheme: 'Bearer' }, []],
    ['`api-key` with Chat Completions', openAi, { header: 'api-key', scheme: '' }, ['forgecode/auth-header /auth/0/header']],
    ['a different scheme', openAi, { header: 'Authorization', scheme: 'Token' }, ['forgecode/auth-header /auth/0/header']],
    ['the default header of Messages', anthropic, {}, []],
    ['a bearer token with Messages', anthropic, { header: 'Authorization', scheme: 'Bearer' }, ['forgecode/auth-header /auth/0/header']],
    ['the default header of Gemini', google, {}, []],
  ])('is accepted or reported for %s', (_, endpoint, extra, reported) => {
    expect(reportedBy({ endpoints: [endpoint], auth: [{ ...key, ...extra }] })).toEqual(reported);
  });

  it('is reported if the backend of `response_type` sends a different one than the protocol', () => {
    expect(reportedBy({ targets: { forgecode: { response_type: 'Anthropic' } } })).toEqual(['forgecode/auth-header /auth/0']);
  });

  it('reports a token prefix and aliases of the variable', () => {
    const auth = [{ ...key, token_prefix: 'pre:', env_aliases: ['OTHER_KEY'] }] as ProviderSpec['auth'];
    expect(reportedBy({ auth })).toEqual(['forgecode/token-prefix /auth/0/token_prefix', 'forgecode/env-aliases /auth/0/env_aliases']);
  });
});
