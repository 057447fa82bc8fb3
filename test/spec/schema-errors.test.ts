import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostics.js';
import { parseDocument } from '../../src/spec/parse-document.js';
import { patternWords, schemaDiagnostics } from '../../src/spec/schema-errors.js';

const valid = `schema: providersmith/1
id: acme
name: Acme
endpoints: [{protocol: openai-chat, base_url: https://api.acme.example/v1}]
auth: [{type: none}]
`;

function diagnosticsOf(text: string): Diagnostic[] {
  return schemaDiagnostics(parseDocument('spec.yaml', text).document!);
}

/** The diagnostics of a spec with other or more lines. */
function withLines(lines: Readonly<Record<string, string>>): string[] {
  const kept = valid.split('\n').filter((line) => !Object.keys(lines).some((key) => line.startsWith(`${key}:`)));
  const text = [...Object.entries(lines).map(([key, value]) => `${key}: ${value}`), ...kept].join('\n');
  return diagnosticsOf(text).map(({ code, message, hint }) => `${code} ${message}${hint === undefined ? '' : ` | ${hint}`}`);
}

describe('schemaDiagnostics', () => {
  it('is empty for a valid spec', () => {
    expect(diagnosticsOf(valid)).toEqual([]);
  });

  it.each([
    ['an unknown key near a known one', { nmae: 'x' }, /^spec\/unknown-key "nmae" is not a key of the file \| did you mean `name`\?$/],
    ['an unknown key', { zzzzzzz: 'x' }, /^spec\/unknown-key "zzzzzzz" is not a key of the file \| allowed here: `\$schema`, /],
    [
      'a wrong type',
      { name: '[1]' },
      /^spec\/value `name` is a list, not a string \| The name, as the provider spells it\. Example: `ClinePass`\.$/,
    ],
    ['no value', { models: '' }, /^spec\/value `models` is empty, not a list/],
    ['a number in place of a string', { id: '7' }, /^spec\/value `id` is the number 7, not a string/],
    ['infinity', { id: '.inf' }, /^spec\/value `id` is Infinity, not a string/],
    ['a boolean', { id: 'true' }, /^spec\/value `id` is true, not a string/],
    ['a mapping', { id: '{a: 1}' }, /^spec\/value `id` is a mapping, not a string/],
    ['an empty list', { endpoints: '[]' }, /^spec\/value `endpoints` is empty/],
    ['an empty string', { models: '[{id: ""}]' }, /^spec\/value `models\.0\.id` is empty/],
    ['a pattern', { id: 'A B' }, /^spec\/value `id` is "A B"; expected at most 40 lower case letters, digits, `\.`, `_` or `-` \| /],
    ['a date', { models_as_of: 'today' }, /^spec\/value `models_as_of` is "today"; expected a date, YYYY-MM-DD \| /],
    [
      'the name of a header',
      { headers: '{X Title: a}' },
      /^spec\/value "X Title" cannot be a key of `headers`: expected the name of an HTTP header/,
    ],
    [
      'another choice',
      { endpoints: '[{protocol: openai-chats, base_url: https://api.acme.example}]' },
      /^spec\/value `endpoints\.0\.protocol` is "openai-chats", which is not allowed \| did you mean `openai-chat`\? allowed: `openai-chat`, /,
    ],
    ['a negative number', { models: '[{id: a, limit: {context: -1}}]' }, /^spec\/value `models\.0\.limit\.context` is -1, less than 1/],
    [
      'a repeated item',
      { models: '[{id: a, modalities: {input: [text, text]}}]' },
      /^spec\/value `models\.0\.modalities\.input` contains "text" twice \| remove one of them$/,
    ],
  ] as const)('reports %s', (_, lines, expected) => {
    expect(withLines(lines as Readonly<Record<string, string>>)).toEqual([expect.stringMatching(expected)]);
  });

  it('reports a missing key with its description', () => {
    const [diagnostic] = diagnosticsOf(valid.replace('name: Acme\n', ''));
    expect(diagnostic).toMatchObject({
      code: 'spec/missing-key',
      message: 'the file has no `name`',
      hint: 'The name, as the provider spells it. Example: `ClinePass`.',
    });
  });

  it('reports each missing key of one mapping', () => {
    const messages = diagnosticsOf('schema: providersmith/1\n').map(({ message }) => message);
    expect(messages).toEqual(['id', 'name', 'endpoints', 'auth'].map((key) => `the file has no \`${key}\``));
  });

  it('does not show a value in place of the name of a variable, which can be a key', () => {
    const messages = withLines({ auth: '[{type: api_key, env: "my key 123"}]' });
    expect(messages).toEqual([expect.stringMatching(/^spec\/value `auth\.0\.env` is not the name of a variable/)]);
    expect(messages.join('')).not.toContain('123');
  });

  it('has the position and the pointer of the value, or of the key', () => {
    expect(diagnosticsOf(valid.replace('name: Acme', 'name: 7'))).toMatchObject([{ at: { line: 3, column: 7 }, field: '/name' }]);
    expect(diagnosticsOf(`${valid}headers:\n  X Y: a\n`)).toMatchObject([{ at: { line: 7, column: 3 }, field: '/headers/X Y' }]);
  });
});

describe('patternWords', () => {
  const patternsIn = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const own = 'pattern' in value && typeof value.pattern === 'string' ? [value.pattern] : [];
    return [...own, ...Object.values(value).flatMap(patternsIn)];
  };
  const files = ['schemas/provider.schema.json', 'schemas/config.schema.json'];
  const patterns = new Set(files.flatMap((file) => patternsIn(JSON.parse(readFileSync(file, 'utf8')))));

  it.each([...patterns])('describe the pattern %s of a schema', (pattern) => {
    expect(patternWords[pattern]).toBeDefined();
  });

  it('describe no other patterns', () => {
    expect(Object.keys(patternWords).filter((pattern) => !patterns.has(pattern))).toEqual([]);
  });
});
