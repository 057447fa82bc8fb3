// The URL and the protocol of a provider as one agent sees them.
import { describe, expect, it } from 'vitest';
import type { AgentDefinition, AgentView } from '../../../src/targets/engine/agent-definition.js';
import { resolveAgentView } from '../../../src/targets/engine/agent-view.js';
import { plainAgent, providerWith } from '../../support/agent-views.js';

function resolveSpec(spec: object, definition: Partial<AgentDefinition> = {}): ReturnType<typeof resolveAgentView> {
  return resolveAgentView(providerWith(spec), { ...plainAgent, ...definition }, { scope: 'user', setDefault: false });
}

function viewOf(spec: object, definition?: Partial<AgentDefinition>): AgentView {
  return resolveSpec(spec, definition).agent!;
}

function refusalsOf(spec: object, definition?: Partial<AgentDefinition>): string[] {
  return resolveSpec(spec, definition).diagnostics.map(({ code, field, message }) => `${code} ${field} ${message}`);
}

describe('the URL variables of an agent view', () => {
  const endpoints = [{ protocol: 'openai-chat', base_url: 'https://{REGION}.acme.example/{ZONE}' }];
  const urlVariable = (variable: string): string => `\${${variable}}`;

  it('are all written if each is a plain parameter', () => {
    const parameters = [{ name: 'REGION' }, { name: 'ZONE' }];
    expect(viewOf({ endpoints, parameters }, { urlVariable }).baseUrl).toBe('https://${REGION}.acme.example/${ZONE}');
  });

  it('are refused if one has a prefix', () => {
    const parameters = [{ name: 'REGION' }, { name: 'ZONE', prefix: 'z-' }];
    expect(refusalsOf({ endpoints, parameters }, { urlVariable })[0]).toContain('does not expand placeholders in URLs');
  });

  it('are refused with the id of the model in the URL', () => {
    const models = [{ protocol: 'openai-chat', base_url: 'https://acme.example/{model}' }];
    expect(refusalsOf({ endpoints: models })[0]).toContain('target/url /endpoints/0/base_url Agent does not put the model id into');
  });
});

describe('the protocol mapping of an agent view', () => {
  it('names the npm package of a protocol that only a package speaks', () => {
    const endpoints = [{ protocol: 'ai-sdk', base_url: 'https://api.acme.example/v1', npm: '@acme/ai' }];
    const protocols = { 'ai-sdk': { name: 'package', appends: '', variant: 'sdk', keyHeaders: 'any' } } as const;
    expect(viewOf({ endpoints }, { protocols }).protocolMapping).toEqual({ ...protocols['ai-sdk'], name: '@acme/ai' });
    expect(viewOf({}).protocolMapping).toEqual(plainAgent.protocols['openai-chat']);
  });

  it('accepts any header of the key if the file holds the header itself', () => {
    const protocols = { 'openai-chat': { name: 'chat', appends: '/chat/completions', keyHeaders: 'any' } } as const;
    expect(viewOf({ auth: [{ type: 'api_key', env: 'K', header: 'X-Key' }] }, { protocols }).keyMembers).toEqual({});
  });

  it('ends a Google URL in the models, whose method the agent chooses', () => {
    const endpoints = [{ protocol: 'google-generative-ai', base_url: 'https://api.acme.example' }];
    const protocols = { 'google-generative-ai': { name: 'google', appends: '/models' } } as const;
    expect(viewOf({ endpoints }, { protocols }).baseUrl).toBe('https://api.acme.example/v1beta');
  });

  it('can append another end for some providers', () => {
    const protocols = { 'openai-chat': { name: 'chat', appends: '/v9/chat', alsoAppends: '/chat/completions' } } as const;
    expect(viewOf({}, { protocols })).toMatchObject({ baseUrl: 'https://api.acme.example/v1', appended: '/chat/completions' });
  });

  it('names a variable after an id with several other characters in a row', () => {
    expect(viewOf({ id: 'acme', auth: [{ type: 'api_key' }], targets: { gptme: { id: 'a.-b' } } }).env).toBe('A_B_API_KEY');
  });
});
