import { describe, expect, it } from 'vitest';
import { validateSpec } from '../../../src/spec/validate.js';

const minimal = {
  schema: 'providersmith/1',
  id: 'acme',
  name: 'Acme',
  endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.acme.example/v1' }],
  auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
};

async function diagnosticsOf(members: object) {
  return (await validateSpec('acme.json', JSON.stringify({ ...minimal, ...members }))).diagnostics;
}

/** The rule and the field of each diagnostic. */
async function brokenRules(members: object): Promise<string[]> {
  return (await diagnosticsOf(members)).map(({ code, field }) => `${code} ${field}`);
}

async function hints(members: object): Promise<(string | undefined)[]> {
  return (await diagnosticsOf(members)).map(({ hint }) => hint);
}

type Case = [title: string, members: object, broken?: string[]];

const models = (...members: object[]): object => ({ models: members.map((model, index) => ({ id: `acme/${index}`, ...model })) });
const withUrl = (base_url: string, more: object = {}): object => ({ endpoints: [{ protocol: 'openai-chat', base_url }], ...more });
const parameter = (name: string, more: object = {}): object => ({ name, ...more });
const liveModels = { live_models: { url: 'https://api.acme.example/v1/models', shape: 'openai', auth: 'none' } };
const oauth = {
  type: 'oauth_device',
  authorization_url: 'https://acme.example/device',
  token_url: 'https://acme.example/token',
  client_id: 'acme-cli',
  scopes: [],
};

describe('rules about ids', () => {
  it.each<Case>([
    ['two models of one id', models({ id: 'x' }, { id: 'y' }, { id: 'x' }), ['spec/duplicate-id /models/2/id']],
    ['ids that differ in case', models({ id: 'x' }, { id: 'X' })],
    [
      'two parameters of one name',
      withUrl('https://{A}.acme.example', { parameters: [parameter('A'), parameter('A')] }),
      ['spec/duplicate-id /parameters/1/name'],
    ],
    [
      'two keys of one variable',
      { auth: [minimal.auth[0], { type: 'api_key', env: 'OTHER' }, minimal.auth[0]] },
      ['spec/duplicate-id /auth/2/env'],
    ],
    ['two logins without a variable', { auth: [oauth, oauth] }],
    ['an unknown default model', { default_model: 'z', ...models({ id: 'x' }) }, ['spec/unknown-model /default_model']],
    ['an unknown small model', { small_model: 'z', ...models({ id: 'x' }) }, ['spec/unknown-model /small_model']],
    ['known default models', { default_model: 'x', small_model: 'y', ...models({ id: 'x' }, { id: 'y' }) }],
    ['a default model without any list', { default_model: 'x' }, ['spec/unknown-model /default_model']],
    ['a default model of a live list', { default_model: 'x', ...liveModels }],
    [
      'a default model of neither the list nor the live list',
      { default_model: 'z', ...models({ id: 'x' }), ...liveModels },
      ['spec/unknown-model /default_model'],
    ],
    ['an unknown successor', models({ successor: 'z' }), ['spec/unknown-model /models/0/successor']],
    ['a known successor', models({ successor: 'acme/1' }, {})],
    ['an unusual id of a model', models({ id: 'a b' }), ['spec/unusual-id /models/0/id']],
    ['an unusual name of a model', models({ name: 'a b' })],
  ])('%s', async (_, members, broken = []) => {
    expect(await brokenRules(members)).toEqual(broken);
  });

  it('suggest a default model only if its id is close', async () => {
    expect(await hints({ default_model: 'gpt-5', ...models({ id: 'gpt-4' }) })).toEqual(['did you mean `gpt-4`?']);
    expect(await hints({ default_model: 'gpt-5', ...models({ id: 'claude' }) })).not.toEqual([expect.stringContaining('did you mean')]);
  });
});

describe('rules about limits, prices and reasoning', () => {
  const tiers = (...above: number[]): object => ({
    cost: { input: 1, output: 2, tiers: above.map((above_context) => ({ above_context, input: 3, output: 4 })) },
  });
  it.each<Case>([
    ['limits as large as the context', models({ limit: { context: 8, input: 8, output: 8 } })],
    [
      'limits above the context',
      models({ limit: { context: 8, input: 9, output: 9 } }),
      ['spec/limit /models/0/limit/input', 'spec/limit /models/0/limit/output'],
    ],
    ['limits without a context', models({ limit: { input: 9, output: 9 } })],
    ['a tier below the context', models({ limit: { context: 8 }, ...tiers(7) })],
    ['a tier at the context', models({ limit: { context: 8 }, ...tiers(4, 8) }), ['spec/order /models/0/cost/tiers/1/above_context']],
    ['a tier without a context', models(tiers(8))],
    ['a budget of one size', models({ reasoning: true, reasoning_options: [{ type: 'budget_tokens', min: 8, max: 8 }] })],
    [
      'a budget that ends before it starts',
      models({ reasoning: true, reasoning_options: [{ type: 'toggle' }, { type: 'budget_tokens', min: 9, max: 8 }] }),
      ['spec/order /models/0/reasoning_options/1/min'],
    ],
    ['a budget that is open at one end', models({ reasoning: true, reasoning_options: [{ type: 'budget_tokens', min: 9 }] })],
    ['a budget that is open at the other end', models({ reasoning: true, reasoning_options: [{ type: 'budget_tokens', max: 9 }] })],
  ])('%s', async (_, members, broken = []) => {
    expect(await brokenRules(members)).toEqual(broken);
  });
});

describe('rules about texts', () => {
  const key = `sk-${'a1'.repeat(12)}`;
  it.each<Case>([
    ['a credential header', { headers: { Authorization: 'x' } }, ['spec/secret /headers/Authorization']],
    ['a credential header in lower case', { headers: { 'x-api-key': 'x' } }, ['spec/secret /headers/x-api-key']],
    ['a credential header of a login', { auth: [{ ...oauth, headers: { Cookie: 'x' } }] }, ['spec/secret /auth/0/headers/Cookie']],
    ['a member that is named like such a header', { targets: { acme: { cookie: 'x' } } }],
    ['another header', { headers: { 'X-Title': 'x' } }],
    ['a key in a text', { description: `use ${key}` }, ['spec/secret /description']],
    ['a key as the name of a header', { headers: { [key]: 'x' } }, [`spec/secret /headers/${key}`]],
    ['a bidirectional mark', { description: 'a\u202eb' }, ['spec/text /description']],
    ['a bidirectional mark in an id', models({ id: 'a\u202eb' }), ['spec/text /models/0/id']],
    ['a control character', { description: 'a\u0007b' }, ['spec/text /description']],
    ['half of a surrogate pair', { description: 'a\ud800b' }, ['spec/text /description']],
    ['letters of other scripts', { description: 'ä 语' }],
  ])('%s', async (_, members, broken = []) => {
    expect(await brokenRules(members)).toEqual(broken);
  });

  it('name the character, and how to write a line break', async () => {
    const messages = async (description: string) =>
      (await diagnosticsOf({ description })).map(({ message, hint }) => `${message}; ${hint}`);
    expect(await messages('a\u202eb')).toEqual([expect.stringMatching(/a bidirectional mark \(U\+202E\); remove the character/)]);
    expect(await messages('a\u0007b')).toEqual([expect.stringMatching(/a control character \(U\+0007\); remove the character/)]);
    expect(await messages('a\ud800b')).toEqual([expect.stringMatching(/half of a surrogate pair \(U\+D800\); remove the character/)]);
    for (const lineBreak of ['\n', '\r', '\u2028', '\u2029'])
      expect(await messages(`a${lineBreak}b`)).toEqual([expect.stringMatching(/a line break \(U\+....\); .*>-/)]);
  });
});

describe('rules about URLs', () => {
  const host = { parameters: [parameter('HOST')] };
  const port = parameter('PORT', { prefix: ':', optional: true });
  it.each<Case>([
    ['https', withUrl('https://acme.example')],
    ['http', withUrl('http://acme.example/v1'), ['spec/insecure-url /endpoints/0/base_url']],
    ['http to this machine', withUrl('http://localhost:8080/v1')],
    ['http to this machine by its address', withUrl('http://127.0.0.1/v1')],
    ['http to this machine in version 6', withUrl('http://[::1]:8080/v1')],
    ['http to a host that the user names', withUrl('http://{HOST}/v1', host)],
    ['http to a host and a port that the user names', withUrl('http://{HOST}:8080/v1', host)],
    [
      'http to a host that two parameters name',
      withUrl('http://{HOST}{DOMAIN}/v1', { parameters: [parameter('HOST'), parameter('DOMAIN')] }),
    ],
    [
      'http to a host of which the user names a part',
      withUrl('http://{HOST}.acme.example/v1', host),
      ['spec/insecure-url /endpoints/0/base_url'],
    ],
    ['http to this machine with an optional port', withUrl('http://localhost{PORT}/v1', { parameters: [port] })],
    [
      'http to another with an optional port',
      withUrl('http://acme.example{PORT}/v1', { parameters: [port] }),
      ['spec/insecure-url /endpoints/0/base_url'],
    ],
    ['a query of the base URL', withUrl('https://acme.example/v1?a=1'), ['spec/url /endpoints/0/base_url']],
    ['a fragment of the base URL', withUrl('https://acme.example/v1#a'), ['spec/url /endpoints/0/base_url']],
    ['a user name', withUrl('https://me@acme.example/v1'), ['spec/url /endpoints/0/base_url']],
    ['no host', withUrl('https:///v1'), ['spec/url /endpoints/0/base_url']],
    ['a port that is none', withUrl('https://acme.example:99999/v1'), ['spec/url /endpoints/0/base_url']],
    ['double braces', withUrl('https://{{HOST}}/v1', host), ['spec/url /endpoints/0/base_url']],
    ['a base URL that the user names', withUrl('{BASE}', { parameters: [parameter('BASE')] })],
    ['a base URL that the user begins', withUrl('{BASE}/v1', { parameters: [parameter('BASE')] })],
    [
      'a query behind what the user names',
      withUrl('{BASE}/v1?a=1', { parameters: [parameter('BASE')] }),
      ['spec/url /endpoints/0/base_url'],
    ],
    ['a scheme that the user names', withUrl('{SCHEME}://acme.example/v1', { parameters: [parameter('SCHEME')] })],
    ['a query of a path', { endpoints: [{ ...minimal.endpoints[0], path: '/chat?a=1' }] }],
    ['a fragment of a page', { homepage: 'https://acme.example/#a', docs: 'https://acme.example/#b' }],
    [
      'a fragment of the URL of the list',
      { live_models: { ...liveModels.live_models, url: 'https://acme.example/#a' } },
      ['spec/url /live_models/url'],
    ],
    ['a query of the URL of the list', { live_models: { ...liveModels.live_models, url: 'https://acme.example/?a=1' } }],
    ['a fragment of the page of the keys', { auth: [{ ...minimal.auth[0], url: 'https://acme.example/#keys' }] }],
    ['a fragment of a URL to log in', { auth: [{ ...oauth, token_url: 'https://acme.example/#a' }] }, ['spec/url /auth/0/token_url']],
    [
      'http to exchange a key',
      { auth: [{ ...oauth, key_exchange_url: 'http://acme.example/key' }] },
      ['spec/insecure-url /auth/0/key_exchange_url'],
    ],
    [
      'http to register',
      { auth: [{ ...oauth, registration_url: 'http://acme.example/new' }] },
      ['spec/insecure-url /auth/0/registration_url'],
    ],
    ['http to refresh', { auth: [{ ...oauth, refresh: { url: 'http://acme.example/token' } }] }, ['spec/insecure-url /auth/0/refresh/url']],
    ['a refresh at the same URL', { auth: [{ ...oauth, refresh: {} }] }],
    ['http to log in', { auth: [{ ...oauth, token_url: 'http://acme.example/token' }] }, ['spec/insecure-url /auth/0/token_url']],
    [
      'http to start a login',
      { auth: [{ ...oauth, authorization_url: 'http://acme.example/device' }] },
      ['spec/insecure-url /auth/0/authorization_url'],
    ],
  ])('%s', async (_, members, broken = []) => {
    expect(await brokenRules(members)).toEqual(broken);
  });

  it('write the same URL with https', async () => {
    expect(await hints(withUrl('http://acme.example/v1'))).toEqual(['write `https://acme.example/v1`']);
  });
});

describe('rules about parameters', () => {
  const inUrl = (more: object): object => withUrl('https://{REGION}.acme.example', { parameters: [parameter('REGION', more)] });
  const google = { protocol: 'google-generative-ai', base_url: 'https://acme.example' };
  it.each<Case>([
    ['one that no URL has', { parameters: [parameter('REGION')] }, ['spec/parameter /parameters/0/name']],
    ['one in a path', { endpoints: [{ ...minimal.endpoints[0], path: '/{REGION}/chat' }], parameters: [parameter('REGION')] }],
    [
      'one in the template of a target',
      { parameters: [parameter('REGION')], targets: { forgecode: { url: 'https://{{REGION}}.acme.example' } } },
    ],
    [
      'one whose name is a part of one in a template',
      { parameters: [parameter('REGION')], targets: { forgecode: { url: 'https://{{REGIONS}}' } } },
      ['spec/parameter /parameters/0/name'],
    ],
    ['a URL without its parameter', withUrl('https://{REGION}.acme.example'), ['spec/parameter /endpoints/0/base_url']],
    ['the model in a path of Google', { endpoints: [{ ...google, path: '/{model}' }] }],
    ['another name in a path of Google', { endpoints: [{ ...google, path: '/{other}' }] }, ['spec/parameter /endpoints/0/path']],
    [
      'the model in a base URL of Google',
      { endpoints: [{ ...google, base_url: 'https://acme.example/{model}' }] },
      ['spec/parameter /endpoints/0/base_url'],
    ],
    ['the model in a path of chat', { endpoints: [{ ...minimal.endpoints[0], path: '/{model}' }] }, ['spec/parameter /endpoints/0/path']],
    [
      'the model in a path of responses',
      { endpoints: [{ protocol: 'openai-responses', base_url: 'https://acme.example', path: '/{model}' }] },
      ['spec/parameter /endpoints/0/path'],
    ],
    ['a prefix of one that is optional', inUrl({ prefix: '.', optional: true })],
    ['a prefix of one that is not', inUrl({ prefix: '.' }), ['spec/order /parameters/0/prefix']],
    ['a prefix of one that is said not to be', inUrl({ prefix: '.', optional: false }), ['spec/order /parameters/0/prefix']],
    ['a default among the options', inUrl({ default: 'eu', options: ['us', 'eu'] })],
    ['another default', inUrl({ default: 'asia', options: ['us', 'eu'] }), ['spec/order /parameters/0/default']],
    ['a default without options', inUrl({ default: 'asia' })],
    ['options without a default', inUrl({ options: ['us', 'eu'] })],
  ])('%s', async (_, members, broken = []) => {
    expect(await brokenRules(members)).toEqual(broken);
  });

  it('suggest a name that is close, else list the names', async () => {
    const parameters = { parameters: [parameter('REGION')] };
    const [near] = await hints(withUrl('https://{REGIN}.acme.example', parameters));
    expect(near).toBe('did you mean `{REGION}`?');
    const [far] = await hints(withUrl('https://{TENANT}.acme.example', parameters));
    expect(far).toBe('parameters: `REGION`');
    expect(await hints(withUrl('https://{TENANT}.acme.example'))).toEqual(['add it to `parameters`']);
  });
});

describe('rules about pointers', () => {
  const question = (field: string): object => ({ questions: [{ field, question: 'Is it?', assumption: 'It is.' }] });
  it.each<Case>([
    ['a question about a field', question('/name'), ['draft/open-question /name']],
    ['a question about the whole spec', question(''), ['draft/open-question ', 'spec/pointer /questions/0/field']],
    ['a question about a field that is missing', question('/docs'), ['spec/pointer /questions/0/field']],
    [
      'evidence of a field that is missing',
      { evidence: [{ field: '/docs', claim: 'It is.', sources: ['https://acme.example'] }] },
      ['spec/pointer /evidence/0/field'],
    ],
    ['evidence of a field', { evidence: [{ field: '/name', claim: 'It is.', sources: ['https://acme.example'] }] }],
  ])('%s', async (_, members, broken = []) => {
    expect(await brokenRules(members)).toEqual(broken);
  });

  it('report what an open question assumes', async () => {
    expect((await diagnosticsOf(question('/name'))).map(({ message }) => message)).toEqual(['Is it? Assumed: "Acme". It is.']);
  });
});
