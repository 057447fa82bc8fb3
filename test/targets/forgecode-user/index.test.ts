import { describe, expect, it } from 'vitest';
import type { ProviderSpec } from '../../../src/spec/provider.js';
import forgecodeUser from '../../../src/targets/forgecode-user/index.js';
import { forgecodeProvider } from '../../support/forgecode.js';

function planOf(spec: Partial<ProviderSpec>) {
  return forgecodeUser.plan(forgecodeProvider(spec), { scope: 'user', setDefault: false });
}

function reported(spec: Partial<ProviderSpec>): string[] {
  return planOf(spec).diagnostics.map(({ code, field }) => `${code} ${field}`);
}

const toml = { 'forgecode-user': { file: 'toml' } } as const;

describe('an entry in the folder of a user', () => {
  it('goes to provider.json, or to .forge.toml if the spec asks for it', () => {
    expect(planOf({}).edits.map(({ path }) => path)).toEqual(['provider.json']);
    expect(planOf({ targets: toml }).edits.map(({ path }) => path)).toEqual(['.forge.toml']);
  });

  it('reports that forgecode merges it into a built-in provider with the same id', () => {
    expect(reported({ id: 'xai', name: 'xAI' })).toEqual(['forgecode-user/built-in-id /id']);
    expect(reported({ targets: { forgecode: { id: 'xai' } } })).toEqual(['forgecode-user/built-in-id /targets/forgecode/id']);
  });

  it('reports a name that forgecode does not show, unless the provider is built in', () => {
    expect(reported({ name: 'ACME' })).toEqual(['forgecode-user/shown-name /name']);
    expect(reported({ targets: { forgecode: { name: 'ACME' } } })).toEqual(['forgecode-user/shown-name /targets/forgecode/name']);
  });
});

describe('an entry of .forge.toml', () => {
  it('has the keys of that file, in its order', () => {
    const [edit] = planOf({ targets: toml, parameters: [{ name: 'A' }, { name: 'B', optional: true }] }).edits;
    const { value } = edit as { value: object };
    expect(Object.keys(value)).toEqual(['id', 'api_key_var', 'url', 'response_type', 'url_param_vars', 'models']);
    expect(value).toMatchObject({ url_param_vars: [{ name: 'A' }, { name: 'B', optional: true }] });
  });

  it('lists logins only if they differ from the default, an API key', () => {
    const auth: ProviderSpec['auth'] = [{ type: 'api_key', env: 'A_KEY' }, { type: 'google_adc' }];
    const [edit] = planOf({ targets: { ...toml, forgecode: { id: 'vertex_ai', name: 'VertexAi' } }, auth }).edits;
    expect(edit).toMatchObject({ value: { auth_methods: ['api_key', 'google_adc'] } });
  });

  it('omits and reports logins that the file does not support', () => {
    const endpoints: ProviderSpec['endpoints'] = [{ protocol: 'bedrock-converse', base_url: 'https://bedrock.example' }];
    const auth: ProviderSpec['auth'] = [{ type: 'api_key', env: 'A_KEY' }, { type: 'aws_profile' }];
    expect(reported({ targets: toml, endpoints, auth })).toEqual(['forgecode-user/json-only /auth']);
    expect(reported({ targets: toml, endpoints, auth: [{ type: 'aws_profile' }] })).toEqual(['target/not-accepted /auth']);
  });
});
