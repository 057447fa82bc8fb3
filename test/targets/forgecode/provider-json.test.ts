import { describe, expect, it } from 'vitest';
import type { ProviderSpec } from '../../../src/spec/provider.js';
import { forgecodeView } from '../../support/forgecode.js';
import { providerEntry, providerJsonEdit, providerJsonFile } from '../../../src/targets/forgecode/provider-json.js';

describe('an entry of provider.json', () => {
  it('has the usual keys in the usual order', () => {
    expect(Object.keys(providerEntry(forgecodeView({ headers: { 'X-A': 'b' } })))).toEqual([
      'id',
      'api_key_vars',
      'url_param_vars',
      'response_type',
      'url',
      'models',
      'auth_methods',
      'custom_headers',
    ]);
  });

  it('starts with the keys of `targets.forgecode.key_order`, followed by the others in the usual order', () => {
    const view = forgecodeView({ targets: { forgecode: { key_order: ['id', 'url', 'custom_headers'] } } });
    expect(Object.keys(providerEntry(view)).slice(0, 3)).toEqual(['id', 'url', 'api_key_vars']);
  });

  it.each([
    [{ name: 'HOST' }, 'HOST'],
    [
      { name: 'HOST', options: ['a', 'b'] },
      { name: 'HOST', options: ['a', 'b'] },
    ],
    [
      { name: 'HOST', optional: true },
      { name: 'HOST', optional: true },
    ],
    [
      { name: 'HOST', default: 'a' },
      { name: 'HOST', optional: true },
    ],
  ])('has %j as the URL parameter %j', (parameter, expected) => {
    expect(providerEntry(forgecodeView({ parameters: [parameter] }))['url_param_vars']).toEqual([expected]);
  });

  it('has the known values of a model, and only the modalities that forgecode supports', () => {
    const models: ProviderSpec['models'] = [
      {
        id: 'one',
        name: 'One',
        limit: { context: 1000 },
        tool_call: false,
        reasoning: true,
        modalities: { input: ['text', 'pdf'] },
      },
      { id: 'two', modalities: { input: ['pdf'] } },
    ];
    expect(providerEntry(forgecodeView({ models }))['models']).toEqual([
      { id: 'one', name: 'One', context_length: 1000, tools_supported: false, supports_reasoning: true, input_modalities: ['text'] },
      { id: 'two' },
    ]);
  });
});

describe('the edit of provider.json', () => {
  it('names the field of the spec that each key comes from', () => {
    const edit = providerJsonEdit(forgecodeView({ auth: [{ type: 'google_adc' }, { type: 'api_key', env: 'ACME_API_KEY' }] }));
    expect(edit.fields).toMatchObject({
      '': '/id',
      api_key_vars: '/auth/1/env',
      response_type: '/endpoints/0/protocol',
      url: '/endpoints/0/base_url',
      models: '/models',
      'models[].context_length': '/models/[]/limit/context',
    });
    const options = { env: 'A_KEY', response_type: 'OpenCode', url: 'https://a.example', models: 'https://a.example/models' } as const;
    expect(providerJsonEdit(forgecodeView({ targets: { forgecode: options } })).fields).toMatchObject({
      api_key_vars: '/targets/forgecode/env',
      response_type: '/targets/forgecode/response_type',
      url: '/targets/forgecode/url',
      models: '/targets/forgecode/models',
    });
  });

  it('never removes the id, or a key that forgecode does not have', () => {
    const { ownedKeys } = providerJsonEdit(forgecodeView()).options!;
    expect(ownedKeys!['']).not.toContain('id');
    expect(ownedKeys!['models[]']).not.toContain('id');
    expect(ownedKeys!['models[]']).toContain('name');
  });

  it.each([
    ['newest-first', { models: 'first' }],
    ['append', { models: 'last' }],
    ['after', undefined],
  ] as const)('puts new models where `new_models: %s` asks for', (newModels, expected) => {
    const { options } = providerJsonEdit(forgecodeView({ targets: { forgecode: { new_models: newModels } } }));
    expect(options!.newElements).toEqual(expected);
  });
});

it('A provider.json of one provider is a list with one entry', () => {
  expect(JSON.parse(providerJsonFile(forgecodeView()))).toMatchObject([{ id: 'acme' }]);
});
