import { describe, expect, it } from 'vitest';
import { fromUrlTemplate, splitEndpoint, toParameters, withoutConditions } from '../../../../src/targets/forgecode/import/url-template.js';

describe('a URL template of provider.json', () => {
  it.each([
    ['https://{{HOST}}/v1', 'https://{HOST}/v1', {}],
    ['https://a/{{#if PORT}}:{{PORT}}{{/if}}', 'https://a/{PORT}', { prefix: ':' }],
    ['https://a/{{#if PORT}}{{PORT}}{{else}}80{{/if}}', 'https://a/{PORT}', { default: '80' }],
    ['https://a/{{#if PORT}}:{{PORT}}{{else}}:80{{/if}}', 'https://a/{PORT}', { prefix: ':', default: '80' }],
  ])('%s becomes %s in a spec, with %j', (template, url, extra) => {
    const extras = new Map();
    expect(fromUrlTemplate(template, extras)).toBe(url);
    expect(extras.get('PORT') ?? {}).toEqual(extra);
  });

  it.each([
    'https://a/{{#if A}}{{B}}{{/if}}',
    'https://a/{{#if A}}:{{A}}{{else}}80{{/if}}',
    'https://a/{{#if (eq A "b")}}x{{/if}}',
    'https://a/{{#each A}}x{{/each}}',
  ])('cannot be expressed by a spec: %s', (template) => {
    expect(fromUrlTemplate(template, new Map())).toBeUndefined();
  });

  it('without its conditions is what it renders to if none of them holds', () => {
    expect(withoutConditions('https://{{#if (eq A "b")}}x{{else}}y{{/if}}.example/{{B}}')).toBe('https://y.example/{B}');
  });
});

describe('a URL parameter of provider.json', () => {
  it.each([
    ['HOST', {}, { name: 'HOST' }],
    [{ name: 'HOST', optional: true }, {}, { name: 'HOST', optional: true }],
    [{ name: 'HOST', optional: true }, { default: 'a' }, { name: 'HOST', default: 'a' }],
    [
      { name: 'HOST', optional: true },
      { default: 'a', prefix: ':' },
      { name: 'HOST', optional: true, default: 'a', prefix: ':' },
    ],
    [{ name: 'HOST', options: ['a'], optional: true }, { default: 'b' }, { name: 'HOST', options: ['a'], optional: true }],
  ])('%j with %j in the template becomes %j', (declared, extra, parameter) => {
    expect(toParameters([declared], new Map([['HOST', extra]]))).toEqual([parameter]);
  });
});

describe('a request URL', () => {
  it.each([
    ['openai-chat', 'https://a.example/v1/chat/completions', { base_url: 'https://a.example/v1' }],
    ['openai-chat', 'https://a.example/chat/completions?v=1', { base_url: 'https://a.example', path: '/chat/completions?v=1' }],
    ['openai-chat', 'https://a.example/other', { base_url: 'https://a.example', path: '/other' }],
    ['openai-chat', 'https://a.example/chat/completions/x', { base_url: 'https://a.example', path: '/chat/completions/x' }],
    ['openai-chat', 'https://a.example/', { base_url: 'https://a.example/' }],
    ['openai-responses', 'https://a.example/v1/responses', { base_url: 'https://a.example/v1' }],
    ['anthropic-messages', 'https://a.example/x/v1/messages', { base_url: 'https://a.example/x' }],
    ['anthropic-messages', 'https://a.example/x/messages', { base_url: 'https://a.example/x', path: '/messages' }],
    ['google-generative-ai', 'https://a.example/v1beta', { base_url: 'https://a.example' }],
    ['google-generative-ai', 'https://a.example/v2', { base_url: 'https://a.example', path: '/v2/models/{model}:streamGenerateContent' }],
    ['bedrock-converse', 'https://a.example/x', { base_url: 'https://a.example/x' }],
  ] as const)('of %s, %s, is split into %j', (protocol, url, expected) => {
    expect(splitEndpoint(protocol, url)).toEqual(expected);
  });
});
