// Completing an imported spec: its endpoint, its key and its headers.
import { describe, expect, it } from 'vitest';
import type { ConfigDefinition } from '../../../../src/targets/engine/config-definition.js';
import type { PartialSpec } from '../../../../src/targets/engine/field-mapping.js';
import { completeSpec } from '../../../../src/targets/engine/import/endpoint.js';
import { plainAgent } from '../../../support/agent-views.js';

const base: ConfigDefinition = { ...plainAgent, files: {}, parts: [] };
const url = 'https://api.acme.example/v1';

function complete(
  partial: Partial<PartialSpec>,
  definition: Partial<ConfigDefinition> = {},
): PartialSpec & { problem?: string | undefined } {
  const whole: PartialSpec = {
    spec: { schema: 'providersmith/1', id: 'acme' },
    keyMembers: {},
    unread: [],
    baseUrl: url,
    env: 'ACME_API_KEY',
    ...partial,
  };
  const problem = completeSpec({ ...base, ...definition }, whole);
  return Object.assign(whole, { problem });
}

const protocols = {
  'openai-chat': { name: 'chat', appends: '/chat/completions' },
  'openai-responses': { name: 'chat', variant: 'responses', appends: '/responses' },
  'anthropic-messages': {
    name: 'messages',
    appends: '/v1/messages',
    keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': { auth: 'bearer' }, 'X-Key: Token': { auth: 'bearer', how: 'token' } },
  },
  'ai-sdk': { name: 'package', appends: '' },
} as const;

describe('the endpoint of an imported provider', () => {
  it('is the base URL for the official SDK, and an origin and a path otherwise', () => {
    expect(complete({ baseUrl: `${url}//` }).spec.endpoints).toEqual([{ protocol: 'openai-chat', base_url: url }]);
    expect(complete({ appended: '/chat' }).spec.endpoints).toEqual([
      { protocol: 'openai-chat', base_url: 'https://api.acme.example', path: '/v1/chat' },
    ]);
  });

  it('has the only protocol of the agent if the file names none', () => {
    expect(complete({}).problem).toBeUndefined();
    expect(complete({}, { protocols }).problem).toBe('its protocol is "not named", which is none of `chat`, `messages`, `package`');
  });

  it('has the protocol of the name and the variant in the file', () => {
    const protocolOf = (partial: Partial<PartialSpec>) => complete(partial, { protocols }).spec.endpoints?.[0]?.protocol;
    expect(protocolOf({ protocolName: 'chat' })).toBe('openai-chat');
    expect(protocolOf({ protocolName: 'chat', protocolVariant: 'responses' })).toBe('openai-responses');
  });

  it('has the package of a protocol with another name, if the agent loads packages', () => {
    expect(complete({ protocolName: '@acme/ai', baseUrl: `${url}//` }, { protocols }).spec.endpoints).toEqual([
      { protocol: 'ai-sdk', base_url: url, npm: '@acme/ai' },
    ]);
    expect(complete({ protocolName: '@acme/ai' }).problem).toBe('its protocol is "@acme/ai", which is none of `chat`');
  });

  it('is refused without a URL', () => {
    const { baseUrl: _url, ...none } = complete({});
    expect(completeSpec(base, none)).toBe('it has no base URL');
    expect(complete({ baseUrl: 'nowhere' }).problem).toBe('its base URL is "nowhere", which is not a URL');
  });
});

describe('the variables of an imported provider', () => {
  const urlVariable = (variable: string): string => `\${${variable}}`;

  it('are parameters where they are in the URL, in the order in which the file lists them', () => {
    const { spec } = complete({ baseUrl: 'https://${REGION}.acme.example/${ZONE}/v1', variables: ['ZONE', 'REGION'] }, { urlVariable });
    expect(spec.parameters).toEqual([{ name: 'ZONE' }, { name: 'REGION' }]);
    expect(spec.endpoints?.[0]?.base_url).toBe('https://{REGION}.acme.example/{ZONE}/v1');
    expect(complete({}, { urlVariable }).spec).not.toHaveProperty('parameters');
  });

  it('are the key and other names of it where they are not in the URL', () => {
    const { env: _env, ...partial } = complete({ baseUrl: 'https://${REGION}.acme.example/v1' });
    const variables = ['REGION', 'ACME_KEY', 'OLD_API_KEY', 'OTHER'];
    completeSpec({ ...base, urlVariable }, { ...partial, variables });
    expect(partial.spec.auth).toEqual([{ type: 'api_key', env: 'ACME_KEY', env_aliases: ['OLD_API_KEY'] }]);
    expect(complete({ variables: ['ACME_KEY'] }).spec.auth).toEqual([{ type: 'api_key', env: 'ACME_API_KEY' }]);
  });
});

describe('the key of an imported provider', () => {
  const withoutEnv = (more: Partial<PartialSpec>, definition: Partial<ConfigDefinition> = {}) => {
    const { env: _env, ...partial } = complete({});
    const whole = { ...partial, ...more };
    completeSpec({ ...base, ...definition }, whole);
    return whole;
  };

  it('is none if the file has none, or the text that the agent requires in its place', () => {
    expect(withoutEnv({}).spec.auth).toEqual([{ type: 'none' }]);
    expect(withoutEnv({ literalKey: 'unused' }, { key: { keylessValue: 'unused' } }).spec.auth).toEqual([{ type: 'none' }]);
    expect(withoutEnv({ hasStoredKey: true }).spec.auth).toEqual([{ type: 'api_key' }]);
  });

  it('is reported, and not shown, if it is a literal where the agent has references', () => {
    const { spec, unread } = withoutEnv({ literalKey: 'sk-1' });
    expect([spec.auth, unread]).toEqual([[{ type: 'api_key' }], [{ path: 'key' }]]);
    expect(withoutEnv({ literalKey: 'sk-1' }, { key: {} }).unread).toEqual([]);
  });

  it('follows from the name of the entry if the agent derives one from the other', () => {
    expect(withoutEnv({}, { key: { variableFor: (name) => `${name}_KEY` } }).spec.auth).toEqual([{ type: 'api_key', env: 'acme_KEY' }]);
  });

  it('keeps the login methods that were read', () => {
    expect(complete({ auth: [{ type: 'google_adc' }] }).spec.auth).toEqual([{ type: 'google_adc' }]);
  });

  it.each([
    [{}, {}],
    [{ auth: 'bearer' }, { header: 'Authorization' }],
    [
      { auth: 'bearer', how: 'token' },
      { header: 'X-Key', scheme: 'Token' },
    ],
  ])('has the header that fits most of the members %j', (keyMembers, expected) => {
    const { spec } = complete({ keyMembers, protocolName: 'messages', baseUrl: 'https://api.acme.example' }, { protocols });
    expect(spec.auth).toEqual([{ type: 'api_key', env: 'ACME_API_KEY', ...expected }]);
  });
});

describe('the headers of an imported provider', () => {
  const read = (headers: Record<string, string>, definition?: Partial<ConfigDefinition>) => {
    const { spec, unread } = complete({ spec: { schema: 'providersmith/1', id: 'acme', headers } }, definition);
    return [spec.headers, unread.map(({ path }) => path)];
  };

  it('are those with a literal value; the others are reported', () => {
    expect(read({ a: '1', b: '$USER' }, { headers: { alteredValues: /\$/ } })).toEqual([{ a: '1' }, ['headers.b']]);
    expect(read({ b: '$USER' }, { headers: { alteredValues: /\$/ } })).toEqual([undefined, ['headers.b']]);
    expect(read({ b: '$USER' })).toEqual([{ b: '$USER' }, []]);
    expect(read({ b: '$USER' }, { headers: 'none' })).toEqual([{ b: '$USER' }, []]);
  });

  it('are not escaped any more, if they were written that way', () => {
    const escaping = { escape: (value: string) => value.replaceAll('$', '$$$$'), unescape: (value: string) => value.replaceAll('$$', '$') };
    const headers = { alteredValues: /\$/, escaping };
    expect(read({ a: '$$USER', b: '$USER', c: '1' }, { headers })).toEqual([{ a: '$USER', c: '1' }, ['headers.b']]);
  });
});

it('an imported provider without a name has its id', () => {
  expect(complete({}).spec.name).toBe('acme');
  expect(complete({ spec: { schema: 'providersmith/1', id: 'acme', name: 'Acme' } }).spec.name).toBe('Acme');
});
