import { diagnose, jsonValue, quote, type Diagnostic, type Import, type ImportedProvider, type JsonNode, type Tree } from '../../kit.js';
import { readFacts, type CatalogEntry, type Facts } from '../audit/facts.js';
import { schemaFindings } from '../audit/schema.js';
import { providerJsonPath } from '../provider-json.js';
import { find } from '../rules.js';
import { specOf, type Entry } from './entry.js';
import { readRustView, withRust } from './rust.js';

/** The providers of a provider.json, with what the Rust code beside it says of them. */
export async function importCatalog(tree: Tree, path = providerJsonPath): Promise<Import> {
  const facts = await readFacts(tree, path);
  if ((await tree.read(path)) === undefined)
    return {
      providers: [],
      diagnostics: [diagnose('io/read', `${path} is not there`, { hint: 'name the file, or the folder that has it' })],
    };
  if (facts.jsonProblem) {
    const { offset, message } = facts.jsonProblem;
    return { providers: [], diagnostics: [diagnose('edit/syntax', message, { at: tree.position(path, offset) })] };
  }
  const view = await readRustView(facts);
  const catalog = facts.entries.flatMap(({ id }) => id ?? []);
  const seen = new Set<string>();
  const providers: ImportedProvider[] = [];
  const diagnostics: Diagnostic[] = schemaFindings({ ...facts, entries: [] });
  for (const entry of facts.entries) {
    const found = schemaFindings({ ...facts, strays: [], entries: [entry] });
    const { id } = entry;
    const twice = id !== undefined && seen.has(id);
    if (twice) found.push(notImported(facts, entry.node, `${quote(id)} is there already`, 'take one of the two out, then import again'));
    if (id === undefined || found.some(({ severity }) => severity === 'error')) {
      diagnostics.push(...found);
      continue;
    }
    seen.add(id);
    const value = entryValue(entry);
    const { spec, lost } = specOf(value);
    const losses = lost.map((key) => notHeld(facts, entry, key));
    providers.push({ spec: withRust(spec, id, catalog, view), losses: [...found, ...losses] });
  }
  return { providers, diagnostics };
}

/** The entry without members that are null, which serde takes for absent, and without keys that it does not know. */
function entryValue(entry: CatalogEntry): Entry {
  const value = jsonValue(entry.node) as Record<string, unknown>;
  const known = [
    'id',
    'provider_type',
    'api_key_vars',
    'url_param_vars',
    'response_type',
    'url',
    'models',
    'auth_methods',
    'custom_headers',
  ];
  return Object.fromEntries(known.filter((key) => (value[key] ?? null) !== null).map((key) => [key, value[key]])) as object as Entry;
}

function notHeld({ tree, path }: Facts, entry: CatalogEntry, key: string): Diagnostic {
  const node = entry.member(key) ?? entry.node;
  return find('not-held', `the spec of ${quote(entry.id)} gives another ${quote(key)}`, {
    at: tree.position(path, node.offset),
    subject: `${entry.id}/${key}`,
  });
}

function notImported({ tree, path }: Facts, node: JsonNode, message: string, hint: string): Diagnostic {
  return find('not-imported', message, { at: tree.position(path, node.offset), hint });
}
