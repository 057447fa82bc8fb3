// Importing a configuration file: what is in no spec field is reported, and what is unknown stays unknown.
import { describe, expect, it } from 'vitest';
import { loadTarget } from '../../../../src/commands/targets.js';
import { OpenTree } from '../../../../src/commands/tree.js';
import type { Import } from '../../../../src/targets/engine/target.js';

async function importFile(target: string, path: string, text: string): Promise<Import> {
  const tree = new OpenTree('.', { read: async (name) => (name === path ? text : undefined), list: () => [path] });
  return (await loadTarget(target)).import!(tree);
}

function lossesOf({ providers, diagnostics }: Import): string[] {
  expect(diagnostics).toEqual([]);
  return providers.flatMap(({ losses }) => losses.map(({ code, subject }) => `${code} ${subject}`));
}

describe('importing values that no spec field holds', () => {
  const goose = (members: object): Promise<Import> =>
    importFile(
      'goose',
      '.config/goose/custom_providers/acme.json',
      JSON.stringify({
        name: 'acme',
        engine: 'openai',
        api_key_env: 'ACME_API_KEY',
        base_url: 'https://api.acme.example/v1/chat/completions',
        models: [{ name: 'acme-large' }],
        ...members,
      }),
    );

  it('reports a value that a plan would not write', async () => {
    expect(lossesOf(await goose({ supports_streaming: false, dynamic_models: true }))).toEqual([
      'import/not-held acme/dynamic_models',
      'import/not-held acme/supports_streaming',
    ]);
  });

  it('does not report a value that a plan writes again', async () => {
    expect(lossesOf(await goose({ supports_streaming: true, dynamic_models: false }))).toEqual([]);
  });

  it('reports a value of another type than the field has', async () => {
    expect(lossesOf(await goose({ display_name: 7 }))).toEqual(['import/not-held acme/display_name']);
  });

  it('reports what a second model says differently about the provider', async () => {
    const model = (id: string, url: string): object => ({
      id: `custom:acme/${id}`,
      model: id,
      provider: 'openai',
      baseUrl: url,
      apiKey: '${ACME_API_KEY}',
    });
    const customModels = [model('a', 'https://api.acme.example/v1'), model('b', 'https://b.acme.example/v1')];
    expect(lossesOf(await importFile('droid', '.factory/settings.json', JSON.stringify({ customModels })))).toEqual([
      'import/not-held acme/baseUrl',
    ]);
  });

  it('reports which of two values about one field is lost', async () => {
    const models = { large: { attachment: true, modalities: { input: ['text'], output: ['text'] } } };
    const entry = { npm: '@ai-sdk/openai-compatible', name: 'Acme', options: { baseURL: 'https://api.acme.example/v1' }, models };
    const text = JSON.stringify({ provider: { acme: entry } });
    expect(lossesOf(await importFile('opencode', '.config/opencode/opencode.json', text))).toEqual(['import/not-held acme/attachment']);
  });
});

describe('importing the key of an entry', () => {
  const llm = (members: string): Promise<Import> =>
    importFile(
      'llm',
      '.config/io.datasette.llm/extra-openai-models.yaml',
      `- model_id: acme/acme-large\n  model_name: acme-large\n  api_base: https://api.acme.example/v1\n${members}`,
    );

  it('reads a key that the agent stores elsewhere as a key with an unknown variable', async () => {
    const { providers } = await llm('  api_key_name: acme\n');
    expect(providers[0]!.spec.auth).toEqual([{ type: 'api_key' }]);
    expect(providers[0]!.losses).toEqual([]);
  });

  it('reports another name of the stored key than a plan would write', async () => {
    expect(lossesOf(await llm('  api_key_name: work\n'))).toEqual(['import/not-held acme/api_key_name']);
  });

  it('reads an entry without any key as a provider that needs none', async () => {
    expect((await llm('')).providers[0]!.spec.auth).toEqual([{ type: 'none' }]);
  });
});
