// `models diff` of several specs.
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { modelsDiff } from '../../src/commands/models-diff.js';
import type { HttpRequest } from '../../src/core/http.js';
import { digestOf } from '../../src/io/net/cache.js';
import { catalogOf, specText, writeSpec } from '../support/models-cli.js';
import { temporaryFolder } from '../support/tree.js';

const opened = vi.hoisted(() => ({ count: 0 }));

vi.mock('../../src/io/net/fetch-json.js', () => ({
  createFetcher: () => {
    opened.count += 1;
    const body = (url: string): string =>
      url === 'https://models.dev/api.json' ? catalogOf({ 'acme/small': {} }) : JSON.stringify({ data: [{ id: 'acme/small' }] });
    return async (request: HttpRequest) => ({
      request,
      body: body(request.url),
      digest: digestOf(body(request.url)),
      date: '2026-03-04',
      from: 'cache',
      keep: () => {},
    });
  },
}));

it('models diff sends a request once for all specs, and reports its origin once', async () => {
  const folder = temporaryFolder();
  const specs = [
    writeSpec(folder, specText('https://api.acme.example/v1/models'), 'one.yaml'),
    writeSpec(folder, specText().replace('id: acme\n', 'id: acme-two\n'), 'two.yaml'),
  ];
  const { diagnostics, reports, origins } = await modelsDiff(specs, { sources: [], offline: false, accept: [], draft: false });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(reports.map(({ path }) => path)).toEqual(['one.yaml', 'two.yaml'].map((name) => join(folder, name)));
  expect(opened.count).toBe(1);
  expect(origins.map(({ source }) => source).toSorted()).toEqual(['models.dev', 'own']);
});

describe('models diff without a request', () => {
  const options = { sources: [], offline: false, accept: [], draft: false };

  it('asks nothing if a spec is not valid', async () => {
    const folder = temporaryFolder();
    const specs = [writeSpec(folder, specText(), 'good.yaml'), writeSpec(folder, 'schema: providersmith/1\n', 'bad.yaml')];
    const before = opened.count;
    const { diagnostics, ...result } = await modelsDiff(specs, options);
    expect(diagnostics.at(-1)).toMatchObject({ code: 'models/nothing-asked', message: 'a spec is not valid, so nothing was asked' });
    expect(result).toMatchObject({ changes: [], reports: [], origins: [] });
    expect(opened.count).toBe(before);
  });

  it('accepts a change of access for one spec, and not for several at once', async () => {
    const folder = temporaryFolder();
    const one = writeSpec(folder, specText(), 'one.yaml');
    const two = writeSpec(folder, specText().replace('id: acme\n', 'id: acme-two\n'), 'two.yaml');
    await expect(modelsDiff([one, two], { ...options, accept: ['models/access-change'] })).rejects.toMatchObject({
      diagnostic: { code: 'models/one-at-a-time', hint: 'review each change, and run the command with that spec only' },
    });
    await expect(modelsDiff([one], { ...options, accept: ['models/access-change'] })).resolves.toBeDefined();
    await expect(modelsDiff([one, two], { ...options, accept: ['models/rename'] })).resolves.toBeDefined();
  });
});
