// Reading back: what a spec is planned into gives that spec again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { parseTree } from 'jsonc-parser';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/commands/apply.js';
import { importSpecs } from '../../src/commands/import.js';
import { normalize } from '../../src/spec/normalize.js';
import { lawRuns } from '../support/edit.js';
import { awkwardText } from '../support/json-documents.js';
import { temporaryFolder } from '../support/tree.js';
import { specFromEntry, type Entry } from '../../src/targets/forgecode/import/entry.js';
import { providerEntry, providerJsonPath } from '../../src/targets/forgecode/provider-json.js';
import { resolveForgecodeView } from '../../src/targets/forgecode/view.js';

/** What an entry is planned into. An id that is no Rust identifier has no place in Rust. */
function blockOf(entry: Entry): unknown {
  const { spec } = specFromEntry(entry);
  return providerEntry(
    resolveForgecodeView(normalize({ ...spec, targets: { forgecode: { ...spec.targets?.forgecode, rust: false } } })).view!,
  );
}

const model = fc.record(
  {
    id: awkwardText,
    name: awkwardText,
    description: awkwardText,
    context_length: fc.nat(),
    tools_supported: fc.boolean(),
    supports_parallel_tool_calls: fc.boolean(),
    supports_reasoning: fc.boolean(),
    input_modalities: fc.constantFrom(['text'], ['text', 'image'], ['image']),
  },
  { requiredKeys: ['id'] },
);
const host = fc.constantFrom(
  'https://api.acme.example',
  '{{SCHEME}}://{{HOST}}{{#if PORT}}:{{PORT}}{{/if}}',
  'https://{{#if HOST}}{{HOST}}{{else}}a.example{{/if}}',
);
const path = fc.constantFrom(
  '/v1/chat/completions',
  '/v1/responses',
  '/v1/messages',
  '/messages',
  '/v1beta',
  '/zen',
  '',
  '/a/chat/completions?v={{VERSION}}',
);
const odd = fc.constantFrom(
  'https://{{#if (eq A "b")}}x{{/if}}.example/v1',
  '{{URL}}',
  '{{URL}}/chat/completions',
  'https://a.example/{{#if A}}{{B}}{{/if}}',
);
const url = fc.oneof(
  fc.tuple(host, path).map((parts) => parts.join('')),
  odd,
);
const entries = fc
  .record(
    {
      id: fc.constantFrom('acme', 'acme_coding', 'acme-ai', '302ai', 'a_b-c'),
      api_key_vars: fc.constantFrom('ACME_API_KEY', 'KEY'),
      response_type: fc.constantFrom('OpenAI', 'OpenAIResponses', 'Anthropic', 'Google', 'Bedrock', 'OpenCode'),
      url,
      models: fc.oneof(fc.array(model, { minLength: 1, maxLength: 3 }), url),
      auth_methods: fc.subarray(['api_key', 'google_adc', 'aws_profile'], { minLength: 1 }),
    },
    { requiredKeys: ['id', 'response_type', 'url', 'auth_methods'] },
  )
  .map(({ auth_methods, ...rest }) => {
    const names = new Set([...rest.url.matchAll(/\{\{(?:#if )?([A-Z]+)/g)].map((match) => match[1]!));
    const parameters = [...names].map((name) => (rest.url.includes(`#if ${name}`) ? { name, optional: true } : name));
    const { id, api_key_vars, response_type, models } = rest;
    return {
      id,
      ...(api_key_vars !== undefined && { api_key_vars }),
      url_param_vars: parameters,
      response_type,
      url: rest.url,
      ...(models !== undefined && { models }),
      auth_methods,
    };
  }) as fc.Arbitrary<Entry>;

describe('an entry of provider.json', () => {
  it('comes back from its spec, whatever it holds', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const { lost } = specFromEntry(entry);
        // A default or a prefix can stand in the template of one URL and not in that of the other.
        if (lost.length === 0) expect(blockOf(entry)).toEqual(entry);
        else expect(lost.every((key) => key.startsWith('models') || key.startsWith('url_param_vars'))).toBe(true);
      }),
      { numRuns: lawRuns },
    );
  });

  it('that came from a spec gives a spec of the same entry', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const block = blockOf(entry) as Entry;
        expect(blockOf(block)).toEqual(block);
      }),
      { numRuns: lawRuns },
    );
  });
});

const file = join(process.env['PROVIDERSMITH_DATA'] ?? '', 'forgecode/provider.json');
const there = process.env['PROVIDERSMITH_DATA'] !== undefined && existsSync(file);
const title = there ? 'the real provider.json' : 'the real provider.json (PROVIDERSMITH_DATA names no folder that has it)';

describe.skipIf(!there)(title, () => {
  const text = there ? readFileSync(file, 'utf8') : '[]';
  const folder = (json: string): string => {
    const tree = temporaryFolder();
    mkdirSync(dirname(join(tree, providerJsonPath)), { recursive: true });
    writeFileSync(join(tree, providerJsonPath), json);
    return tree;
  };

  it('is imported whole, without a loss, and applied to itself it changes nothing', async () => {
    const out = temporaryFolder();
    const tree = folder(text);
    const { written, diagnostics } = await importSpecs({ target: 'forgecode', from: tree, ids: [], out });
    expect(diagnostics).toEqual([]);
    expect(written).toHaveLength(48);
    const { changes, diagnostics: said } = await apply(
      written.map((name) => join(out, name)),
      { target: 'forgecode-user', into: dirname(join(folder(text), providerJsonPath)), draft: false, dryRun: true },
    );
    expect(said.filter(({ code }) => /^(check|edit)\//.test(code))).toEqual([]);
    expect(changes).toEqual([]);
  });

  it('gets each of the 48 entries back, byte for byte, once it is as Prettier prints it, without empty lines', async () => {
    const printed = await format(text, { parser: 'json' });
    expect(await differing(printed.replaceAll(/\n\s*\n/g, '\n'))).toEqual([]);
  });

  it('gets each entry back as it is, but for those with an empty line, or that Prettier would change', async () => {
    expect(await differing(text)).toMatchInlineSnapshot(`
      [
        "llama-cpp.yaml",
        "vllm.yaml",
        "jan-ai.yaml",
        "ollama.yaml",
        "lm-studio.yaml",
        "bedrock.yaml",
        "opencode-zen.yaml",
        "xiaomi-mimo.yaml",
      ]
    `);
  });

  /** The entries that are not the same when they are taken out and put in again. */
  async function differing(json: string): Promise<string[]> {
    const out = temporaryFolder();
    const { written } = await importSpecs({ target: 'forgecode', from: folder(json), ids: [], out });
    const nodes = parseTree(json)!.children!;
    const differ: string[] = [];
    for (const [index, name] of written.entries()) {
      const [node, previous, next] = [nodes[index]!, nodes[index - 1], nodes[index + 1]];
      const without = previous
        ? json.slice(0, previous.offset + previous.length) + json.slice(node.offset + node.length)
        : json.slice(0, node.offset) + json.slice(next!.offset);
      const tree = folder(without);
      const spec = join(out, name);
      // The Rust code is not there: the entry alone is looked at.
      const yaml = readFileSync(spec, 'utf8');
      const hasOptions = yaml.includes('  forgecode:');
      writeFileSync(
        spec,
        hasOptions ? yaml.replace('  forgecode:', '  forgecode:\n    rust: false') : `${yaml}targets: {forgecode: {rust: false}}\n`,
      );
      await apply([spec], { target: 'forgecode', into: tree, draft: false, dryRun: false });
      if (readFileSync(join(tree, providerJsonPath), 'utf8') !== json) differ.push(name);
    }
    return differ;
  }
});
