import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PatchEdit } from '../../src/core/edits.js';
import { normalize } from '../../src/spec/normalize.js';
import type { ProviderSpec } from '../../src/spec/provider.js';
import { readRustString, rustString } from '../../src/edit/literals/rust.js';
import forgecode from '../../src/targets/forgecode/index.js';
import { editText, lawRuns } from '../support/edit.js';
import { awkwardText } from '../support/json-documents.js';
import { rustLayout, writeRust } from '../support/rust-documents.js';

const domain = 'crates/forge_domain/src/provider.rs';

const subject = fc.record({
  id: fc.stringMatching(/^[a-z][a-z0-9]{0,8}([_-][a-z0-9]{1,9}){0,2}$/).filter((id) => id !== 'custom'),
  name: fc.oneof(
    fc.string({ minLength: 1, maxLength: 30 }),
    awkwardText.filter((text) => text !== ''),
  ),
  after: fc.option(fc.nat()),
});

function domainEdit({ id, name, after }: { id: string; name: string; after: number | null }, siblings: readonly string[]): PatchEdit {
  const spec = {
    schema: 'providersmith/1',
    id,
    name,
    endpoints: [{ protocol: 'openai-chat', base_url: 'https://api.example.com/v1' }],
    auth: [{ type: 'api_key', env: 'X_KEY' }],
    targets: { forgecode: { id, ...(after !== null && { after: siblings[after % siblings.length]! }) } },
  } as unknown as ProviderSpec;
  return forgecode.plan(normalize(spec), { scope: 'user', setDefault: false }).edits.find((edit) => edit.path === domain) as PatchEdit;
}

const isTaken = (id: string, ids: readonly string[]): boolean =>
  ids.some((other) => other.replaceAll('-', '_') === id.replaceAll('-', '_'));

describe('adding a provider to Rust code', () => {
  it('only adds text, adds it once, and remove restores the original bytes', async () => {
    await fc.assert(
      fc.asyncProperty(rustLayout, subject, async (layout, provider) => {
        fc.pre(!isTaken(provider.id, layout.ids));
        const before = writeRust(layout);
        const edits = [domainEdit(provider, layout.ids)];
        const { text, errors, resolution } = await editText(before, edits);
        expect(errors).toEqual([]);
        expect(resolution.drift.length).toBeGreaterThanOrEqual(6);
        expect(isSubsequence(before, text)).toBe(true);
        if (layout.crlf) expect(text.replaceAll('\r\n', '')).not.toContain('\n');
        expect((await editText(text, edits)).resolution.changes).toEqual([]);
        expect((await editText(text, edits, 'remove')).text).toBe(before);
      }),
      { numRuns: lawRuns },
    );
  });

  it('reports each difference at the line where the item is missing', async () => {
    await fc.assert(
      fc.asyncProperty(rustLayout, subject, async (layout, provider) => {
        fc.pre(!isTaken(provider.id, layout.ids));
        const before = writeRust(layout);
        const { resolution } = await editText(before, [domainEdit({ ...provider, after: null }, layout.ids)]);
        const last = layout.ids.at(-1)!;
        const line = before.split('\n')[resolution.drift[0]!.diagnostic.at!.line - 1]!;
        expect(line).toContain(`pub const ${last.toUpperCase()}:`);
      }),
      { numRuns: Math.ceil(lawRuns / 5) },
    );
  });
});

/** Whether one text can be had from the other by leaving out characters. */
function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length || [...short].length === [...long].length;
}

describe('a Rust string literal', () => {
  it('has the value it was made from, on one line, without hidden characters', () => {
    fc.assert(
      fc.property(fc.oneof(awkwardText, fc.string({ unit: 'binary', maxLength: 20 })), (text) => {
        fc.pre(text.isWellFormed());
        const literal = rustString(text);
        expect(readRustString(literal)).toBe(text);
        expect(literal).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
      { numRuns: lawRuns },
    );
  });
});

describe('a Rust file without the expected lists', () => {
  const edits = [domainEdit({ id: 'new_one', name: 'NewOne', after: null }, [])];

  it.each([
    ['an empty file', '', 'edit/anchor', /constants in `impl ProviderId`/],
    ['another Rust file', 'pub fn main() {}\n', 'edit/anchor', /constants in `impl ProviderId`/],
    ['text', 'This is not Rust at all {{{ "', 'edit/syntax', /not Rust/],
  ])('reports what was expected: %s', async (_, text, code, message) => {
    const { resolution, errors } = await editText(text, edits);
    expect(resolution.changes).toEqual([]);
    expect(errors[0]).toMatchObject({ code, at: { path: domain } });
    expect(errors[0]!.message).toMatch(message);
  });
});
