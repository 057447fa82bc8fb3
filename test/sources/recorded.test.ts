// Every folder below fixtures/http/<source>/ is a case: `spec.yaml`, the pages of a response (`1.json`, `2.json`), and in `listing.json` the
// requests and the listing. UPDATE_GOLDEN=1 writes `listing.json`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allSources, loadSource, sourceIds } from '../../src/commands/sources.js';
import type { JsonValue } from '../../src/core/edits.js';
import type { HttpRequest } from '../../src/core/http.js';
import { maxPages, type Source } from '../../src/sources/engine/source.js';
import { validateSpec } from '../../src/spec/validate.js';
import type { Provider } from '../../src/spec/provider.js';

const root = 'fixtures/http';
const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

async function providerOf(path: string): Promise<Provider> {
  const { valid, diagnostics } = await validateSpec(path, readFileSync(path, 'utf8'));
  if (!valid) throw new Error(JSON.stringify(diagnostics));
  return valid.provider;
}

/** The first request, and what each page leads to. */
function requestsOf(source: Source, bodies: readonly JsonValue[], provider: Provider): (HttpRequest | null)[] {
  const requests: (HttpRequest | null)[] = [source.request(provider) ?? null];
  for (const body of bodies) {
    const last = requests.at(-1)!;
    const next = last && source.next?.(body, last, provider);
    if (next) requests.push(next);
  }
  return requests;
}

for (const id of folders(root)) {
  describe(`the source ${id}`, () => {
    it.each(folders(join(root, id)))('reads the recorded response %s', async (name) => {
      const folder = join(root, id, name);
      const source = await loadSource(id);
      const provider = await providerOf(join(folder, 'spec.yaml'));
      const pages = readdirSync(folder).filter((file) => /^\d+\.json$/.test(file));
      const bodies = pages.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonValue);
      const result = { requests: requestsOf(source, bodies, provider), ...source.translate(bodies, provider) };
      const text = `${JSON.stringify(result, null, 2)}\n`;
      const golden = join(folder, 'listing.json');
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, text);
      expect(text).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
    });
  });
}

describe('sources', () => {
  it('have recorded responses, and are named like their files', async () => {
    expect(folders(root)).toEqual(sourceIds);
    expect((await allSources()).map(({ id }) => id)).toEqual(sourceIds);
  });

  it('with an unknown id are rejected with a suggestion', async () => {
    await expect(loadSource('model.dev')).rejects.toMatchObject({
      diagnostic: { code: 'source/unknown', hint: 'did you mean `models.dev`?' },
    });
    await expect(loadSource('constructor')).rejects.toMatchObject({ diagnostic: { code: 'source/unknown' } });
  });

  it('read values that are nested too deep to print, and lists longer than a call has arguments', async () => {
    const provider = await providerOf(join(root, 'own/openai/spec.yaml'));
    const depth = 100_000;
    for (const [open, close] of [
      ['[', ']'],
      ['{"id":', '}'],
    ] as const) {
      const deep = JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`) as JsonValue;
      const model = { id: 'm', name: deep, litellm_provider: provider.id, limit: deep, context_window: deep, max_input_tokens: deep };
      const forms: JsonValue[] = [deep, { data: [deep, { id: deep }, model] }, { [provider.id]: { name: deep, models: { m: model } } }];
      forms.push([{ id: provider.id, name: deep, models: [model] }], { m: model });
      for (const source of await allSources())
        for (const body of forms) expect(() => source.translate([body], provider), source.id).not.toThrow();
    }
    const own = await loadSource('own');
    const many = { data: Array.from({ length: 300_000 }, () => 0) };
    expect(own.translate([many], provider)).toHaveProperty(
      'problem',
      'none of its 300000 entries can be used: an entry is 0, not an object',
    );
  });

  it('read as many pages as are requested, and refuse incomplete lists', async () => {
    const own = await loadSource('own');
    const provider = await providerOf(join(root, 'own/openai/spec.yaml'));
    const page = (index: number, hasMore: boolean): JsonValue => ({ data: [{ id: `m${index}` }], has_more: hasMore, last_id: `m${index}` });
    const pages = (count: number): JsonValue[] => Array.from({ length: count }, (_, index) => page(index, index < count - 1));
    expect(own.translate(pages(maxPages), provider)).toHaveProperty('listing');
    expect(own.translate(pages(maxPages + 1), provider)).toEqual({ problem: 'it has more than 100 pages' });
    expect(own.translate([], provider)).toEqual({ problem: 'it is empty' });
    expect(own.translate([page(0, false), page(1, false)], provider)).toEqual({ problem: 'page 1 of 2 is marked as the last one' });
  });
});
