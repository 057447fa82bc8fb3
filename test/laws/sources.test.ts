// Whatever a response is, a source never throws, and its listing is valid in a spec.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allSources } from '../../src/commands/sources.js';
import type { JsonValue } from '../../src/core/edits.js';
import type { HttpRequest } from '../../src/core/http.js';
import { normalize } from '../../src/spec/normalize.js';
import type { LiveModels, Model, ProviderSpec } from '../../src/spec/provider.js';
import { printSpec } from '../../src/spec/print.js';
import { validateSpec } from '../../src/spec/validate.js';
import { getIn, setIn } from '../../src/core/json-values.js';
import { readAs, readDay, readFields, readTokens, readUsdPerToken } from '../../src/sources/engine/field-readers.js';
import { catwalkReaders, liteLlmReaders, modelsDevReaders } from '../../src/catalog-formats/readers.js';
import { liveShapes } from '../../src/catalog-formats/live-models.js';
import { awkwardText } from '../support/json-documents.js';
import { lawRuns } from '../support/edit.js';

const ids = ['acme', 'acme-large', 'acme/large', 'models/acme-large', 'large', '__proto__', 'constructor', 'toString', ''];
const shapes: readonly LiveModels['shape'][] = ['openai', 'openrouter', 'anthropic', 'google', 'ollama', 'cline-recommended'];

function spec(url: string, live?: Partial<LiveModels>): ProviderSpec {
  return {
    schema: 'providersmith/1',
    id: 'acme',
    name: 'Acme',
    endpoints: [{ protocol: 'openai-chat', base_url: url }],
    auth: [{ type: 'api_key', env: 'ACME_API_KEY' }],
    ...(live && { live_models: { url: `${url}/models`, shape: 'openai', ...live } }),
  };
}

/** Models that the bodies can be about, one of them with a window. */
const models: Model[] = [{ id: 'acme-large', limit: { context: 1000 } }, { id: 'large', catalog_id: 'acme/large' }, { id: 'constructor' }];

const specs: readonly ProviderSpec[] = [
  spec('https://openrouter.ai/api/v1'),
  { ...spec('https://api.acme.example/v1'), models },
  ...shapes.map((shape) => ({ ...spec('https://api.acme.example/v1', { shape, group: 'data' }), models })),
];

/** Every place in an entry that some source looks at. */
const paths = [
  ...[modelsDevReaders, catwalkReaders, liteLlmReaders, ...Object.values(liveShapes).map(({ readers }) => readers)].flatMap((readers) =>
    Object.keys(readers).filter((path) => path !== ''),
  ),
  'id',
  'model',
  'lifecycle',
  'supportedGenerationMethods',
  'mode',
  'cost.tiers',
  'cost.context_over_200k',
  'input_cost_per_token_above_128k_tokens',
  'output_cost_per_token_above_128k_tokens',
];

/** Names beside those that mean something in a body. */
const names = [
  ...new Set(paths.flatMap((path) => path.split('.'))),
  'data',
  'models',
  'error',
  'message',
  'has_more',
  'last_id',
  'nextPageToken',
  'links',
  'next',
  'litellm_provider',
  'env',
  'api',
  'doc',
  'api_key',
  'api_endpoint',
  'default_large_model_id',
  'size',
  'tier',
  'type',
  'values',
  'min',
  'max',
  ...ids,
];

const leaf = fc.oneof(
  awkwardText,
  fc.constantFrom(
    ...ids,
    'text',
    'image',
    'file',
    '2026-05-04',
    '2026-05-04T00:00:00Z',
    '-1',
    '0.0000014',
    'effort',
    'budget_tokens',
    '$X',
    '1e999',
  ),
  fc.constantFrom(0, -1, 0.5, 1, 200_000, 1e-7, 1e300, 1_754_352_000, 9e15),
  fc.boolean(),
  fc.constant(null),
  fc.constant(null).map(() => ({ toString: 1 })),
);

/** JSON with names of all sources in any place. */
const looksReal = fc.letrec<{ value: unknown; members: unknown; list: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 6, depthSize: 'medium' }, leaf, tie('members'), tie('list')),
  members: fc
    .array(fc.tuple(fc.constantFrom(...names), tie('value')), { maxLength: 8 })
    .map(
      (members) => JSON.parse(`{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`) as unknown,
    ),
  list: fc.array(tie('value'), { maxLength: 4 }),
})).value as fc.Arbitrary<JsonValue>;

/** An entry that says something in places of all sources. */
const entry = fc
  .array(fc.tuple(fc.constantFrom(...paths), fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), looksReal)), { maxLength: 12 })
  .map((places) => {
    const made: JsonValue = { id: 'acme-large', name: 'large', litellm_provider: 'acme' };
    for (const [path, value] of places) {
      if (path.split('.').every((_, depth, steps) => depth === 0 || isObject(getIn(made, steps.slice(0, depth).join('.')) ?? {})))
        setIn(made, path, value);
    }
    return made;
  });

function isObject(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Entries in the places where a source looks for them. */
const wrapped = fc.array(fc.oneof({ weight: 5, arbitrary: entry }, looksReal), { minLength: 1, maxLength: 3 }).chain((entries) => {
  const byId = JSON.parse(
    `{${entries.map((one, index) => `${JSON.stringify(ids[index + 1])}:${JSON.stringify(one)}`).join(',')}}`,
  ) as JsonValue;
  return fc.constantFrom<JsonValue>(
    { data: entries },
    { models: entries },
    { acme: { models: byId, name: 'Acme', api: 'https://api.acme.example/v1', env: ['ACME_API_KEY'] } },
    [{ id: 'acme', models: entries, default_large_model_id: 'acme-large' }],
    byId,
  );
});

const bodies = fc.array(fc.oneof(fc.jsonValue() as fc.Arbitrary<JsonValue>, looksReal, wrapped), { minLength: 1, maxLength: 2 });

describe('a source', () => {
  it('translates any JSON into a listing that is valid in a spec, or refuses it', async () => {
    const sources = await allSources();
    await fc.assert(
      fc.asyncProperty(bodies, async (pages) => {
        for (const one of specs) {
          const provider = normalize(one);
          for (const source of sources) {
            const translation = source.translate(pages, provider);
            expect(Object.keys(translation)).toHaveLength(1);
            if (!('listing' in translation)) continue;
            const { models: found, provider: facts, leftOut } = translation.listing;
            expect(found.length).toBeGreaterThan(0);
            for (const line of leftOut) expect(line).not.toMatch(/[\n\r]/);
            const { name = one.name, docs, default_model, small_model } = facts;
            const whole = {
              ...one,
              name,
              models: found,
              ...(docs && { docs }),
              ...(default_model && { default_model }),
              ...(small_model && { small_model }),
            };
            const { diagnostics } = await validateSpec(source.id, JSON.stringify(whole));
            const errors = diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'spec/unknown-model');
            expect(errors, printSpec(whole as ProviderSpec)).toEqual([]);
          }
        }
      }),
      { numRuns: Math.min(lawRuns, 2000) },
    );
  });

  it('translates the same bodies the same way each time', async () => {
    const sources = await allSources();
    fc.assert(
      fc.property(bodies, (pages) => {
        const text = JSON.stringify(pages);
        const anew = JSON.parse(text) as JsonValue[];
        for (const provider of specs.map(normalize)) {
          for (const source of sources) expect(source.translate(anew, provider)).toEqual(source.translate(pages, provider));
        }
        // A body is read for many providers, and none of them writes in it.
        expect(JSON.stringify(pages)).toBe(text);
      }),
      { numRuns: lawRuns / 5 },
    );
  });

  it('requests the next page only from the same host, and never the same page', async () => {
    const sources = await allSources();
    fc.assert(
      fc.property(
        fc.oneof(
          looksReal,
          fc.webUrl().map((next) => ({ data: [], links: { next } })),
        ),
        (body) => {
          for (const provider of specs.map(normalize)) {
            for (const source of sources) {
              const request: HttpRequest | undefined = source.request(provider);
              const next = request && source.next?.(body, request, provider);
              if (!request || !next) continue;
              expect(new URL(next.url).origin).toBe(new URL(request.url).origin);
              expect(next.url).not.toBe(request.url);
              expect({ ...next, url: '' }).toEqual({ ...request, url: '' });
            }
          }
        },
      ),
      { numRuns: lawRuns },
    );
  });
});

describe('field readers', () => {
  const read = (reading: Parameters<typeof readFields>[0][string], value: JsonValue): unknown => {
    const model: { id: string } = { id: 'a' };
    readFields({ value: reading }, { value }, model, undefined);
    const { id: _, ...rest } = model;
    return rest;
  };

  it('convert a price per token into the exact price per million', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const price = Number(`${digits}e-${places}`);
        const text = Number(`${digits}e-${places + 6}`);
        expect(read(readUsdPerToken('cost.input'), text)).toEqual({ cost: { input: price } });
        expect(read(readUsdPerToken('cost.input'), String(text))).toEqual({ cost: { input: price } });
        expect(read(readUsdPerToken('cost.input'), -text - 1)).toEqual({});
      }),
      { numRuns: lawRuns },
    );
  });

  it('convert seconds and times into the same day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1970-01-02'), max: new Date('2999-01-01'), noInvalidDate: true }), (date) => {
        const expected = { release_date: date.toISOString().slice(0, 10) };
        expect(read(readDay('release_date'), Math.floor(date.getTime() / 1000))).toEqual(expected);
        expect(read(readDay('release_date'), date.toISOString())).toEqual(expected);
      }),
      { numRuns: lawRuns },
    );
    expect(read(readDay('release_date'), 0)).toEqual({});
  });

  it('treat a limit of 0 as unknown', () => {
    for (const none of [0, '0', null]) expect(read(readTokens('limit.context'), none)).toEqual({});
    expect(read(readTokens('limit.context'), '8192')).toEqual({ limit: { context: 8192 } });
    expect(read(readAs('family'), null)).toEqual({});
  });
});
