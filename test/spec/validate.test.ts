import { describe, expect, it } from 'vitest';
import { validateSpec } from '../../src/spec/validate.js';

const spec = `schema: providersmith/1
id: acme
name: Acme
endpoints:
  - {protocol: openai-chat, base_url: 'https://api.acme.example/v1'}
auth:
  - {type: api_key, env: ACME_API_KEY}
`;
const question = "questions: [{field: /name, question: 'Is it?', assumption: It is.}]\n";

describe('a spec', () => {
  it('is valid without diagnostics', async () => {
    const { valid, document, diagnostics } = await validateSpec('acme.yaml', spec);
    expect(diagnostics).toEqual([]);
    expect(valid!.provider).toMatchObject({ id: 'acme', endpoints: [{ url: 'https://api.acme.example/v1/chat/completions' }] });
    expect(valid!.document).toBe(document);
    expect(document!.text).toBe(spec);
  });

  it('is valid with warnings', async () => {
    const { valid, diagnostics } = await validateSpec('acme.yaml', spec + question);
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
    expect(valid!.provider.questions).toHaveLength(1);
  });

  it('is not valid with an error among the warnings', async () => {
    const { valid, document, diagnostics } = await validateSpec('acme.yaml', `${spec}default_model: x\n${question}`);
    expect(diagnostics.map(({ severity }) => severity).toSorted()).toEqual(['error', 'warning']);
    expect(valid).toBeUndefined();
    expect(document).toBeDefined();
  });

  it('is not valid if it breaks the schema', async () => {
    const { valid, document } = await validateSpec('acme.yaml', `${spec}nmae: x\n`);
    expect(valid).toBeUndefined();
    expect(document).toBeDefined();
  });

  it('has no document if it cannot be parsed', async () => {
    const { valid, document, diagnostics } = await validateSpec('acme.yaml', '{');
    expect([valid, document]).toEqual([undefined, undefined]);
    expect(diagnostics[0]!.code).toBe('spec/syntax');
  });

  it.each([
    ['', /empty/],
    ['- a', /a list/],
    ['a', /"a"/],
    ['7', /7/],
    ['id: acme', /has no `schema`/],
    ['schema: providersmith/2', /"providersmith\/2"/],
  ])('of another kind, %j, has one diagnostic', async (text, message) => {
    const { valid, document, diagnostics } = await validateSpec('acme.yaml', text);
    expect(diagnostics).toMatchObject([{ code: 'spec/version', message: expect.stringMatching(message) as string, at: { line: 1 } }]);
    expect(valid).toBeUndefined();
    expect(document).toBeDefined();
  });
});
