import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/spec/parse-document.js';
import { printSpec } from '../../src/spec/print.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { lawRuns } from '../support/edit.js';
import { awkwardText, jsonValue } from '../support/json-documents.js';

const text = fc.oneof(
  awkwardText,
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('null', 'yes', '1.2', '0x1f', '2026-05-28', '- a', 'a: b', 'a #b', '*x', '&x', '!x', '? x', ' a ', '---', '...', '{a}'),
  fc.constantFrom('\r\n', '\u0085', '\u2028', '\ufeff', '\ud800', '\u007f', 'a\n\n b\n', '%YAML', '~', '', '<<', '@start', 'x'.repeat(300)),
);
const scalar = fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());
const model = fc.record(
  {
    id: text,
    name: text,
    description: text,
    limit: fc.record({ context: fc.integer(), output: fc.integer() }, { requiredKeys: [] }),
    modalities: fc.record({ input: fc.array(text, { maxLength: 3 }) }),
    reasoning_options: fc.array(fc.record({ type: fc.constantFrom('effort', 'toggle'), values: fc.array(text, { maxLength: 2 }) })),
    cost: fc.record({ input: scalar, tiers: fc.array(fc.record({ above_context: scalar, input: scalar })) }, { requiredKeys: ['input'] }),
  },
  { requiredKeys: ['id'] },
);
const map = fc.dictionary(
  text.filter((key) => key !== '__proto__'),
  text,
  { maxKeys: 4 },
);
/** Not valid, but of the form: whatever the texts are, they must come back. */
const anySpec = fc.record(
  {
    schema: fc.constant('providersmith/1'),
    id: text,
    name: text,
    endpoints: fc.array(fc.record({ protocol: text, base_url: text, path: text }, { requiredKeys: ['protocol'] })),
    auth: fc.array(fc.record({ type: fc.constantFrom('api_key', 'oauth_device', 'other'), headers: map, scopes: fc.array(text) })),
    headers: map,
    models: fc.array(model, { maxLength: 3 }),
    quirks: map,
    targets: fc.record({ forgecode: map, other: jsonValue.filter((value) => typeof value === 'object') }, { requiredKeys: [] }),
    evidence: fc.array(fc.record({ field: text, sources: fc.array(text) })),
    unknown: jsonValue,
  },
  { requiredKeys: ['schema', 'id'] },
) as fc.Arbitrary<unknown> as fc.Arbitrary<ProviderSpec>;

describe('printSpec', () => {
  it('prints YAML that parses to the same value, whatever its texts are', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const printed = printSpec(spec);
        const { document, diagnostics } = parseDocument('spec.yaml', printed);
        expect(diagnostics).toEqual([]);
        expect(document!.value).toEqual(spec);
        expect(printed.endsWith('\n') && !printed.endsWith('\n\n')).toBe(true);
        expect(printSpec(document!.value as ProviderSpec)).toBe(printed);
      }),
      { numRuns: lawRuns },
    );
  });

  it('prints the same text for any order of the keys', () => {
    const spec = {
      schema: 'providersmith/1',
      id: 'a',
      name: 'A',
      endpoints: [{ protocol: 'openai-chat', base_url: 'https://a.example/v1' }],
    };
    const turned = Object.fromEntries(Object.entries(spec).toReversed());
    expect(printSpec(turned as unknown as ProviderSpec)).toBe(printSpec(spec as unknown as ProviderSpec));
    expect(printSpec(spec as unknown as ProviderSpec).split('\n')[0]).toBe('schema: providersmith/1');
  });

  it('prints specs as people wrote them, except comments and empty lines in lists', () => {
    const bare = (yaml: string): string[] => yaml.split('\n').filter((line) => !/^\s*(#.*)?$/.test(line));
    for (const name of readdirSync('fixtures/specs').filter((file) => file.endsWith('.yaml'))) {
      const yaml = readFileSync(join('fixtures/specs', name), 'utf8');
      const printed = bare(printSpec(parseDocument(name, yaml).document!.value as ProviderSpec));
      expect(printed.toSorted(), name).toEqual(bare(yaml).toSorted());
    }
  });
});
