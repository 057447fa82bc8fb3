// Reads every model of the real models.dev and catwalk, from the folder that PROVIDERSMITH_DATA names.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSource } from '../../src/commands/sources.js';
import type { JsonValue } from '../../src/core/edits.js';
import { normalize } from '../../src/spec/normalize.js';
import type { Provider, ProviderSpec } from '../../src/spec/provider.js';
import type { Listing } from '../../src/sources/engine/source.js';
import { validateModel } from '../../src/generated/validators-sources.js';

const data = process.env['PROVIDERSMITH_DATA'] ?? '';

function provider(id: string, endpoint = 'https://127.0.0.1/v1'): Provider {
  const spec: ProviderSpec = {
    schema: 'providersmith/1',
    id,
    name: id,
    endpoints: [{ protocol: 'openai-chat', base_url: endpoint }],
    auth: [{ type: 'none' }],
  };
  return normalize(spec);
}

async function translateAll(source: string, body: JsonValue, ids: readonly string[]): Promise<Map<string, Listing>> {
  const catalog = await loadSource(source);
  const all = new Map<string, Listing>();
  for (const id of ids) {
    const translation = catalog.translate([body], provider(id));
    if (!('listing' in translation)) throw new Error(`${id}: ${JSON.stringify(translation)}`);
    all.set(id, translation.listing);
  }
  return all;
}

function expectWhole(listing: Listing, ids: readonly string[]): void {
  expect(listing.isComplete).toBe(true);
  expect(listing.models.map(({ id }) => id)).toEqual(ids);
  for (const model of listing.models) expect(validateModel(model), JSON.stringify(model)).toBe(true);
}

const apiJson = join(data, 'models.dev/api.json');
const hasModelsDev = data !== '' && existsSync(apiJson);
describe.skipIf(!hasModelsDev)(`the source models.dev${hasModelsDev ? '' : ' (needs PROVIDERSMITH_DATA)'}`, () => {
  const api = JSON.parse(hasModelsDev ? readFileSync(apiJson, 'utf8') : '{}') as Record<string, { models: Record<string, { id: string }> }>;

  it('lists every model of models.dev, each valid in a spec', async () => {
    const all = await translateAll('models.dev', api, Object.keys(api));
    for (const [id, listing] of all)
      expectWhole(
        listing,
        Object.values(api[id]!.models).map((model) => model.id),
      );
    expect(all.size).toBe(147);
  });
});

const folder = join(data, 'catwalk');
const hasCatwalk = data !== '' && existsSync(folder);
describe.skipIf(!hasCatwalk)(`the source catwalk${hasCatwalk ? '' : ' (needs PROVIDERSMITH_DATA)'}`, () => {
  const files = hasCatwalk ? readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')) : [];
  const providers = files.map((text) => JSON.parse(text) as { id: string; models: { id: string }[] });

  it('lists every model of catwalk, each valid in a spec', async () => {
    const all = await translateAll(
      'catwalk',
      providers,
      providers.map(({ id }) => id),
    );
    for (const { id, models } of providers) expectWhole(all.get(id)!, [...new Set(models.map((model) => model.id))]);
    expect(all.size).toBe(41);
  });
});
