import {
  diagnose,
  isUrl,
  jsonValue,
  quote,
  type Diagnostic,
  type Import,
  type ImportedProvider,
  type JsonNode,
  type Tree,
} from '../api.js';
import { readFacts, type CatalogEntry, type Facts } from '../audit/facts.js';
import { checkSchema } from '../audit/schema.js';
import { entryKeys, modelKeys, providerJsonPath } from '../provider-json.js';
import { forgecodeDiagnostic } from '../rules.js';
import { domainPath } from '../rust.js';
import { entryUrl, specFromEntry, toSpecId, type Entry } from './entry.js';
import { readRustFacts, withRustFacts } from './rust-facts.js';

/** The providers of a provider.json, with the names and places that the Rust code of a checkout has for them. */
export async function importCatalog(tree: Tree, path = providerJsonPath): Promise<Import> {
  const facts = await readFacts(tree, path);
  if ((await tree.read(path)) === undefined) return { providers: [], diagnostics: [] };
  if (facts.jsonProblem) {
    const { offset, message } = facts.jsonProblem;
    return { providers: [], diagnostics: [diagnose('edit/syntax', message, { at: tree.position(path, offset) })] };
  }
  const rust = await readRustFacts(facts);
  // Without its constants, a checkout would be read as a provider.json without Rust code, and all names would be unknown.
  if (facts.providerRs && !rust) {
    const at = tree.position(domainPath, 0);
    const hint = 'check that this is a checkout of forgecode; to import a provider.json alone, pass its path';
    return { providers: [], diagnostics: [diagnose('edit/anchor', 'found no `impl ProviderId` with constants', { at, hint })] };
  }
  const catalog = facts.entries.flatMap(({ id }) => id ?? []);
  const specIds = assignSpecIds(catalog);
  const seen = new Set<string>();
  const providers: ImportedProvider[] = [];
  const diagnostics: Diagnostic[] = checkSchema({ ...facts, entries: [] });
  for (const entry of facts.entries) {
    const found = checkSchema({ ...facts, strays: [], entries: [entry] });
    const { id } = entry;
    const twice = id !== undefined && seen.has(id);
    if (twice)
      found.push(
        rejectedDiagnostic(facts, id, entry.node, `duplicate entry ${quote(id)}`, 'remove one of the two entries, then import again'),
      );
    if (id === undefined || found.some(({ severity }) => severity === 'error')) {
      diagnostics.push(...found);
      continue;
    }
    seen.add(id);
    const value = entryValue(entry);
    if (!isUrl(entryUrl(value))) {
      const hint = 'use a `url` that starts with a scheme and a host, or with a parameter for both';
      diagnostics.push(
        ...found,
        rejectedDiagnostic(facts, id, entry.member('url')!, `the \`url\` of ${quote(id)} is not a URL: ${quote(value.url)}`, hint),
      );
      continue;
    }
    const { spec, lost } = specFromEntry(value, specIds.get(id));
    const losses = lost.map((place) => lossDiagnostic(facts, entry, place));
    const at = tree.position(path, entry.node.offset);
    providers.push({ spec: withRustFacts(spec, id, catalog, rust), at, losses: [...found, ...losses] });
  }
  return { providers, diagnostics };
}

/** The spec ids of entries. If two entries would get the same spec id, both keep their own id. */
function assignSpecIds(ids: readonly string[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const id of ids) {
    const other = first.get(toSpecId(id));
    if (other === undefined) first.set(toSpecId(id), id);
    else if (other !== id) shared.add(toSpecId(id));
  }
  return new Map(ids.map((id) => [id, shared.has(toSpecId(id)) ? id : toSpecId(id)]));
}

/** The entry without what serde ignores: unknown keys, and members that are null. */
function entryValue(entry: CatalogEntry): Entry {
  const value = pickKeys(omitNull(jsonValue(entry.node)), entryKeys);
  const { models } = value;
  return { ...value, ...(Array.isArray(models) && { models: models.map((model) => pickKeys(model, modelKeys)) }) } as object as Entry;
}

function pickKeys(value: unknown, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value as object).filter(([key]) => keys.includes(key)));
}

function omitNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(omitNull);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (member === null ? [] : [[key, omitNull(member)]])));
}

/** @param place the path of a value, such as `models.grok-4.name` */
function lossDiagnostic({ tree, path }: Facts, entry: CatalogEntry, place: string): Diagnostic {
  const node = entry.member(place.split('.', 1)[0]!) ?? entry.node;
  return forgecodeDiagnostic('not-held', `a spec of ${quote(entry.id)} generates a different ${quote(place)}`, {
    at: tree.position(path, node.offset),
    subject: `${entry.id}/${place}`,
  });
}

function rejectedDiagnostic({ tree, path }: Facts, id: string, node: JsonNode, message: string, hint: string): Diagnostic {
  return forgecodeDiagnostic('not-imported', message, { at: tree.position(path, node.offset), subject: id, hint });
}
