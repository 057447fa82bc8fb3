// Code that is chosen by provider or model, against the entries it is for.
import { list, quote, type Diagnostic } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { chatPath, responsesPath, servedBy, type Source } from './backends.js';
import type { CatalogEntry, Facts } from './facts.js';
import { constants } from './names.js';
import { modelIds } from './parameters.js';
import { find } from './rules.js';

export function matcherFindings(facts: Facts, sources: readonly Source[]): Diagnostic[] {
  return [
    ...sources.flatMap((source) => [...unknownConstants(facts, source), ...unknownIds(facts, source), ...unknownModels(facts, source)]),
    ...unreachedMatchers(facts, sources).map(({ finding }) => finding),
  ];
}

function unknownConstants(facts: Facts, { path, bare }: Source): Diagnostic[] {
  const known = constants(facts);
  if (!known) return [];
  return [...bare.matchAll(/\bProviderId::([A-Z][A-Z0-9_]*)\b(?!\s*[(:])/g)].flatMap(({ 1: name = '', index }) => {
    if (known.has(name)) return [];
    const at = facts.tree.position(path, index);
    return [find('unknown-constant', `\`ProviderId::${name}\` is not defined`, { at, subject: `${name}/${path}` })];
  });
}

const comparedIds =
  /\b(?:provider\.id|provider_id)(?:\.as_ref\(\))+\s*[!=]=\s*("[^"\\]*")|\bmatches!\(\s*(?:provider\.id|provider_id)(?:\.as_ref\(\))+,\s*("[^"\\]*"(?:\s*\|\s*"[^"\\]*")*)/g;

function unknownIds(facts: Facts, { path, product }: Source): Diagnostic[] {
  if (facts.jsonProblem) return [];
  const known = new Set([...(constants(facts)?.values() ?? []), ...facts.entries.map(({ id }) => id)]);
  return [...product.matchAll(comparedIds)].flatMap((match) => {
    const literals = match[1] ?? match[2]!;
    const start = match.index + match[0].length - literals.length;
    return [...literals.matchAll(/"([^"]*)"/g)].flatMap(({ 1: id = '', index }) => {
      if (known.has(id)) return [];
      return [
        find('unknown-matched-id', `no provider has the id ${quote(id)}`, {
          at: facts.tree.position(path, start + index),
          subject: `${id}/${path}`,
        }),
      ];
    });
  });
}

/** Only where provider and model are compared in one condition, and the provider has a list. */
function unknownModels(facts: Facts, { path, product }: Source): Diagnostic[] {
  const entries = entriesByIdent(facts);
  const both = /==\s*(?:forge_domain::)?ProviderId::([A-Z0-9_]+)\s*&&\s*(?:\w+\.)*(?:model|model_id|id)\.as_str\(\)\s*==\s*"([^"\\]*)"/g;
  return [...product.matchAll(both)].flatMap(({ 0: whole, 1: ident = '', 2: model = '', index }) => {
    const entry = entries.get(ident);
    const models = entry && modelIds(entry);
    if (!models || models.includes(model)) return [];
    return [
      find('unknown-matched-model', `${quote(entry.id)} does not list ${quote(model)}`, {
        at: facts.tree.position(path, index + whole.lastIndexOf('"', whole.length - 2)),
        subject: `${entry.id}/${model}`,
        related: [{ at: facts.tree.position(providerJsonPath, entry.node.offset), message: 'the entry' }],
      }),
    ];
  });
}

export interface UnreachedMatcher {
  readonly finding: Diagnostic;
  readonly source: Source;
  /** Where the comparison stands. */
  readonly offset: number;
}

/** Conditions of a backend that hold for a provider of another backend alone. The first of each id and file. */
export function unreachedMatchers(facts: Facts, sources: readonly Source[]): UnreachedMatcher[] {
  const chat = sources.find(({ path }) => path === chatPath);
  if (!chat?.product.includes('Some(ProviderResponse::OpenAI) =>')) return [];
  const routed = new Set([...chat.product.matchAll(/ProviderId::([A-Z0-9_]+)/g)].map((match) => match[1]));
  const entries = entriesByIdent(facts);
  const found: UnreachedMatcher[] = [];
  for (const source of sources) {
    const served = servedBy[source.path];
    const seen = new Set<string>();
    if (!served) continue;
    for (const { 1: ident = '', index } of source.product.matchAll(/\bid\s*==\s*(?:forge_domain::)?ProviderId::([A-Z0-9_]+)/g)) {
      const entry = entries.get(ident);
      const node = entry?.member('response_type');
      const type: unknown = node?.value;
      const isRouted = source.path === responsesPath && routed.has(ident);
      if (!entry || !node || typeof type !== 'string' || served.includes(type) || isRouted || seen.has(ident)) continue;
      seen.add(ident);
      const finding = find('unreached-matcher', `${quote(entry.id)} is \`${type}\`, and only ${list(served)} come here`, {
        at: facts.tree.position(source.path, index),
        subject: `${entry.id}/${source.path}`,
        related: [{ at: facts.tree.position(providerJsonPath, node.offset), message: 'the response type' }],
      });
      found.push({ finding, source, offset: index });
    }
  }
  return found;
}

/** Entries by the name of their constant. */
function entriesByIdent(facts: Facts): ReadonlyMap<string, CatalogEntry> {
  const byId = new Map(facts.entries.map((entry) => [entry.id, entry]));
  const pairs = [...(constants(facts) ?? [])].flatMap(([ident, id]) => {
    const entry = id === undefined ? undefined : byId.get(id);
    return entry ? [[ident, entry] as const] : [];
  });
  return new Map(pairs);
}
