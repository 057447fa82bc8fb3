// Importing is the inverse of planning: an entry becomes a spec that is planned into the same entry.
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

/** The entry that the spec of an entry is planned into. No Rust code is written, since the id need not be a Rust identifier. */
function plannedEntry(entry: Entry): unknown {
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
const urlHost = fc.constantFrom(
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
const unusualUrl = fc.constantFrom(
  'https://{{#if (eq A "b")}}x{{/if}}.example/v1',
  '{{URL}}',
  '{{URL}}/chat/completions',
  'https://a.example/{{#if A}}{{B}}{{/if}}',
);
const url = fc.oneof(
  fc.tuple(urlHost, path).map((parts) => parts.join('')),
  unusualUrl,
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

describe('importing an entry of provider.json', () => {
  it('gives a spec that is planned into the same entry, or reports the difference', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const { lost } = specFromEntry(entry);
        // A default or a prefix can be in one of the two URL templates only.
        if (lost.length === 0) expect(plannedEntry(entry)).toEqual(entry);
        else expect(lost.every((key) => key.startsWith('models') || key.startsWith('url_param_vars'))).toBe(true);
      }),
      { numRuns: lawRuns },
    );
  });

  it('that was planned from a spec gives that entry again', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const planned = plannedEntry(entry) as Entry;
        expect(plannedEntry(planned)).toEqual(planned);
      }),
      { numRuns: lawRuns },
    );
  });
});

const file = join(process.env['PROVIDERSMITH_DATA'] ?? '', 'forgecode/provider.json');
const hasData = process.env['PROVIDERSMITH_DATA'] !== undefined && existsSync(file);
const title = hasData ? 'the real provider.json' : 'the real provider.json (skipped: PROVIDERSMITH_DATA has no forgecode/provider.json)';

describe.skipIf(!hasData)(title, () => {
  const text = hasData ? readFileSync(file, 'utf8') : '[]';
  const folder = (json: string): string => {
    const tree = temporaryFolder();
    mkdirSync(dirname(join(tree, providerJsonPath)), { recursive: true });
    writeFileSync(join(tree, providerJsonPath), json);
    return tree;
  };

  it('is imported without losses, and applying the specs to it changes nothing', async () => {
    const out = temporaryFolder();
    const tree = folder(text);
    const { written, diagnostics } = await importSpecs({ target: 'forgecode', from: tree, ids: [], out });
    expect(diagnostics).toEqual([]);
    expect(written).toHaveLength(48);
    const { changes, diagnostics: reported } = await apply(
      written.map((name) => join(out, name)),
      { target: 'forgecode-user', into: dirname(join(folder(text), providerJsonPath)), draft: false, dryRun: true },
    );
    expect(reported.filter(({ code }) => /^(check|edit)\//.test(code))).toEqual([]);
    expect(changes).toEqual([]);
  });

  it('gets each of its 48 entries back byte for byte, once it is formatted by Prettier and has no empty lines', async () => {
    const printed = await format(text, { parser: 'json' });
    expect(await differing(printed.replaceAll(/\n\s*\n/g, '\n'))).toEqual([]);
  });

  it('gets each entry back byte for byte, except those with an empty line or that Prettier would change', async () => {
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

  /** The entries that differ after they were removed and added again. */
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
      // The tree has no Rust code: only the entry is compared.
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
