// Resolving a provider for one agent: what is chosen, what is written, and why an agent cannot use a provider.
import { describe, expect, it } from 'vitest';
import { normalize } from '../../../src/spec/normalize.js';
import type { ProviderSpec } from '../../../src/spec/provider.js';
import type { AgentDefinition, AgentView } from '../../../src/targets/engine/agent-definition.js';
import { resolveAgentView } from '../../../src/targets/engine/agent-view.js';

const agent: AgentDefinition = {
  id: 'gptme',
  title: 'Agent',
  protocols: {
    'openai-chat': { name: 'chat', appends: '/chat/completions' },
    'anthropic-messages': {
      name: 'messages',
      appends: '/v1/messages',
      keyHeaders: { 'x-api-key:': {}, 'Authorization: Bearer': { auth: 'bearer' } },
    },
  },
  key: { reference: (env) => `$${env}` },
};

const acme = {
  schema: 'providersmith/1',
  id: 'acme',
  name: 'Acme',
  endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
  auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
};

function resolveSpec(spec: object, definition: Partial<AgentDefinition> = {}): ReturnType<typeof resolveAgentView> {
  const whole = { ...acme, ...spec } as unknown as ProviderSpec;
  return resolveAgentView(normalize(whole), { ...agent, ...definition }, { scope: 'user', setDefault: false });
}

function viewOf(spec: object, definition?: Partial<AgentDefinition>): AgentView {
  const { agent: view, diagnostics } = resolveSpec(spec, definition);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return view!;
}

function refusalsOf(spec: object, definition?: Partial<AgentDefinition>): string[] {
  const { agent: view, diagnostics } = resolveSpec(spec, definition);
  expect(view).toBeUndefined();
  return diagnostics.map(({ code, field, message }) => `${code} ${field} ${message}`);
}

describe('the endpoint of an agent view', () => {
  const endpoints = [
    { protocol: 'openai-responses', base_url: 'https://api.acme.example/v1' },
    { protocol: 'anthropic-messages', base_url: 'https://api.acme.example' },
    { protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' },
  ];

  it('is the first one whose protocol the agent speaks', () => {
    expect(viewOf({ endpoints }).protocol).toBe('anthropic-messages');
  });

  it('is the one that the spec names for the target', () => {
    expect(viewOf({ endpoints, targets: { gptme: { protocol: 'openai-chat' } } }).protocol).toBe('openai-chat');
  });

  it('is refused if the spec names a protocol that the agent does not speak', () => {
    expect(refusalsOf({ endpoints, targets: { gptme: { protocol: 'openai-responses' } } })).toEqual([
      'target/not-accepted /endpoints Agent cannot use the protocol openai-responses of Acme',
    ]);
  });

  it('is refused if the agent speaks none of the protocols', () => {
    expect(refusalsOf({ endpoints: endpoints.slice(0, 1) })).toEqual([
      'target/not-accepted /endpoints Agent supports none of the protocols of Acme',
    ]);
  });
});

describe('the login of an agent view', () => {
  const oauth = { type: 'google_adc' };

  it('prefers a key to any other login method', () => {
    expect(viewOf({ auth: [oauth, acme.auth[0]] }, { logins: ['google_adc'] }).login).toBe('api_key');
  });

  it('uses another login method only if the agent supports it', () => {
    expect(viewOf({ auth: [oauth] }, { logins: ['google_adc'] }).login).toBe('google_adc');
    expect(refusalsOf({ auth: [oauth] })).toEqual(['target/not-accepted /auth Agent supports none of the login methods of Acme']);
  });
});

describe('the id of an agent view', () => {
  it('is that of the spec unless the spec has another one for the target', () => {
    expect(viewOf({}).id).toBe('acme');
    expect(viewOf({ targets: { gptme: { id: 'acme_ai' } } }).id).toBe('acme_ai');
  });

  it('is refused if it does not match the pattern of the agent', () => {
    expect(refusalsOf({}, { idPattern: /^[A-Z]+$/ })).toEqual(['target/not-accepted /id "acme" is not a valid id for Agent']);
    expect(viewOf({}, { idPattern: /^[a-z]+$/ }).id).toBe('acme');
  });

  it('follows from the variable of the key if the agent derives one from the other', () => {
    const key = { entryNameFor: (env: string) => /^(\w+)_API_KEY$/.exec(env)?.[1]?.toLowerCase() };
    expect(viewOf({ auth: [{ type: 'api_key', env: 'WORK_API_KEY' }] }, { key }).id).toBe('work');
    expect(refusalsOf({ auth: [{ type: 'api_key', env: 'WORK_TOKEN' }] }, { key })[0]).toContain('no name gives WORK_TOKEN');
  });
});

describe('the base URL of an agent view', () => {
  it('is the URL of a request without what the agent appends', () => {
    const { baseUrl, appended } = viewOf({});
    expect([baseUrl, appended]).toEqual(['https://api.acme.example/v1', '/chat/completions']);
  });

  it('is refused if requests go to a URL with another end', () => {
    const endpoints = [{ protocol: 'openai-chat', base_url: 'https://api.acme.example', path: '/chat' }];
    expect(refusalsOf({ endpoints })[0]).toContain('target/url /endpoints/0/base_url Agent appends "/chat/completions"');
  });

  const endpoints = [{ protocol: 'openai-chat', base_url: 'https://{REGION}.acme.example' }];
  const urlVariable = (variable: string): string => `\${${variable}}`;

  it('has references to variables if the agent expands them', () => {
    expect(viewOf({ endpoints, parameters: [{ name: 'REGION' }] }, { urlVariable }).baseUrl).toBe('https://${REGION}.acme.example');
  });

  it('is refused with a variable that is optional or that the agent does not expand', () => {
    expect(refusalsOf({ endpoints, parameters: [{ name: 'REGION' }] })[0]).toContain('does not expand placeholders in URLs');
    expect(refusalsOf({ endpoints, parameters: [{ name: 'REGION', optional: true }] }, { urlVariable })).toHaveLength(1);
  });
});

describe('the headers of an agent view', () => {
  const spec = { headers: { 'X-Tenant': '$USER' } };

  it('are sent unchanged by default', () => {
    expect(viewOf(spec).headers).toEqual(spec.headers);
  });

  it('are refused if the agent sends none, sets the header itself, or would alter the value', () => {
    expect(refusalsOf(spec, { headers: 'none' })[0]).toMatch(/^target\/header \/headers\/X-Tenant .*does not send headers/);
    expect(refusalsOf(spec, { headers: { unsentNames: /^x-tenant$/i } })[0]).toContain('does not send X-Tenant');
    expect(refusalsOf(spec, { headers: { alteredValues: /\$/ } })[0]).toContain('would not send "$USER" unchanged');
  });

  it('are escaped if the agent has a way to escape the value', () => {
    const escaping = { escape: (value: string) => value.replace('$', '$$$$'), unescape: (value: string) => value };
    expect(viewOf(spec, { headers: { alteredValues: /\$/, escaping } }).headers).toEqual({ 'X-Tenant': '$$USER' });
  });
});

describe('the key of an agent view', () => {
  const messages = [{ protocol: 'anthropic-messages', base_url: 'https://api.acme.example' }];

  it('is a reference to its variable, or a placeholder that is reported', () => {
    expect(viewOf({})).toMatchObject({ key: '$ACME_API_KEY', env: 'ACME_API_KEY', isKeyPlaceholder: false });
    const { agent: view, diagnostics } = resolveSpec({}, { key: {} });
    expect(view).toMatchObject({ key: '<ACME_API_KEY>', isKeyPlaceholder: true });
    expect(diagnostics.map(({ code }) => code)).toEqual(['target/key']);
  });

  it('has an assumed variable, which is reported, if the spec names none', () => {
    const { agent: view, diagnostics } = resolveSpec({ auth: [{ type: 'api_key' }] });
    expect([view!.env, diagnostics.map(({ code }) => code)]).toEqual(['ACME_API_KEY', ['target/assumed']]);
  });

  it('needs what the agent has for the header in which it is sent', () => {
    expect(viewOf({ endpoints: messages }).keyMembers).toEqual({});
    const bearer = [{ type: 'api_key', env: 'ACME_API_KEY', header: 'Authorization' }];
    expect(viewOf({ endpoints: messages, auth: bearer }).keyMembers).toEqual({ auth: 'bearer' });
    const other = [{ type: 'api_key', env: 'ACME_API_KEY', header: 'X-Key' }];
    expect(refusalsOf({ endpoints: messages, auth: other })[0]).toContain('but the provider expects `X-Key:`');
  });

  it('is refused with a prefix that the agent cannot put before it', () => {
    const auth = [{ type: 'api_key', env: 'ACME_API_KEY', token_prefix: 'acme-' }];
    expect(refusalsOf({ auth })[0]).toContain('cannot put "acme-" before the key');
    const key = { reference: (env: string) => `$${env}`, isEmbeddable: true };
    expect(viewOf({ auth }, { key }).key).toBe('acme-$ACME_API_KEY');
  });

  it('is reported if the agent stores it outside its file', () => {
    const { diagnostics } = resolveSpec({}, { key: { howToStore: (id, env) => `store ${id} ${env}` } });
    expect(diagnostics.map(({ code, hint }) => [code, hint])).toEqual([['target/key-elsewhere', 'store acme ACME_API_KEY']]);
  });
});

describe('a refusal of the agent itself', () => {
  it('is the only diagnostic', () => {
    expect(refusalsOf({ auth: [{ type: 'api_key' }] }, { refuses: ({ name }) => `no ${name}` })).toEqual([
      'target/not-accepted /endpoints no Acme',
    ]);
  });
});

describe('a refusal of an agent view', () => {
  const refusalOf = (spec: object, definition?: Partial<AgentDefinition>) => resolveSpec(spec, definition).diagnostics[0];
  const responses = [{ protocol: 'openai-responses', base_url: 'https://api.acme.example/v1' }];

  it('has a hint that says what to do', () => {
    const spoken = { endpoints: [...acme.endpoints, ...responses], targets: { gptme: { protocol: 'openai-responses' } } };
    expect(refusalOf(spoken)?.hint).toBe('it supports `openai-chat`, `anthropic-messages`');
    expect(refusalOf({}, { idPattern: /^x/ })?.hint).toBe('set another one in `targets.gptme.id`');
    const endpoints = [{ protocol: 'openai-chat', base_url: 'https://{REGION}.acme.example' }];
    expect(refusalOf({ endpoints, parameters: [{ name: 'REGION' }] })?.hint).toBe('write a spec with the complete URL');
    expect(resolveSpec({}, { key: {} }).diagnostics[0]?.hint).toContain('replace the placeholder with your key');
  });

  it('has the field of the login that it is about', () => {
    const login = { type: 'google_adc' };
    const auth = [login, { type: 'api_key', env: 'ACME_API_KEY', header: 'X-Key', token_prefix: 'acme-' }];
    const { diagnostics } = resolveSpec({ auth }, { logins: ['google_adc'] });
    expect(diagnostics.map(({ code, field }) => [code, field])).toEqual([
      ['target/not-accepted', '/auth/1'],
      ['target/not-accepted', '/auth/1'],
    ]);
    expect(resolveSpec({ auth: [login, { type: 'api_key' }] }).diagnostics).toMatchObject([{ code: 'target/assumed', field: '/auth/1' }]);
    expect(resolveSpec({ auth: [login, acme.auth[0]] }, { key: {} }).diagnostics).toMatchObject([{ code: 'target/key', field: '/auth/1' }]);
  });

  it('shows the end of a long URL', () => {
    const urlOf = (length: number): string => 'https://a.example/'.padEnd(length, 'x');
    const shown = (length: number): string | undefined => {
      const url = urlOf(length);
      return refusalOf({ endpoints: [{ protocol: 'openai-chat', base_url: 'https://a.example', path: url.slice(17) }] })?.message;
    };
    expect(shown(76)).toContain(`requests go to "${urlOf(76)}"`);
    expect(shown(77)).toContain(`requests go to "…${urlOf(77).slice(-75)}"`);
  });

  it('of a prefix does not need a way to write the key at all', () => {
    const auth = [{ type: 'api_key', env: 'ACME_API_KEY', token_prefix: 'acme-' }];
    const { key: _key, ...keyless } = agent;
    const { diagnostics } = resolveAgentView(normalize({ ...acme, auth } as unknown as ProviderSpec), keyless, {
      scope: 'user',
      setDefault: false,
    });
    expect(diagnostics).toMatchObject([{ code: 'target/not-accepted', field: '/auth/0' }]);
  });
});

describe('an agent without a way to reference a key', () => {
  const { key: _key, ...keyless } = agent;
  const resolve = (spec: object) =>
    resolveAgentView(normalize({ ...acme, ...spec } as unknown as ProviderSpec), keyless, { scope: 'user', setDefault: false });

  it('gets a placeholder for the key, and nothing for a provider without a key', () => {
    expect(resolve({}).agent).toMatchObject({ id: 'acme', key: '<ACME_API_KEY>', isKeyPlaceholder: true });
    const { agent: view, diagnostics } = resolve({ auth: [{ type: 'none' }] });
    expect(view).toMatchObject({ id: 'acme', key: undefined, env: undefined, isKeyPlaceholder: false, keyMembers: {}, login: 'none' });
    expect(diagnostics).toEqual([]);
  });
});

describe('a provider without a key', () => {
  const auth = [{ type: 'none' }];

  it('has the value that the agent requires in its place', () => {
    expect(viewOf({ auth }, { key: { keylessValue: 'unused' } })).toMatchObject({ key: 'unused', env: undefined, isKeyPlaceholder: false });
    expect(resolveSpec({ auth }, { key: { keylessValue: 'unused' } }).diagnostics).toEqual([]);
  });

  it('has its own id if the agent derives ids from keys, and any header of the key', () => {
    const key = { entryNameFor: () => undefined };
    expect(viewOf({ auth }, { key }).id).toBe('acme');
    expect(viewOf({ auth: [{ type: 'google_adc' }, ...auth] }, { logins: ['google_adc'] }).login).toBe('none');
  });

  it('has none with another login method either', () => {
    const view = viewOf({ auth: [{ type: 'google_adc' }] }, { logins: ['google_adc'], key: { howToStore: () => 'no', keylessValue: 'x' } });
    expect(view).toMatchObject({ env: undefined, key: 'x' });
    expect(view.keyMembers).toEqual({});
  });
});
