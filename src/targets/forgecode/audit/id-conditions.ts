// Compares code that is selected by provider or model id with the entries that it applies to.
import { list, quote, type Diagnostic } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { auditDiagnostic } from './diagnostics.js';
import { idsByConstant, modelIdsOf, type CatalogEntry, type Facts } from './facts.js';
import { chatPath, responsesPath, responseTypesByBackend, type RustFile } from './rust-files.js';

export function checkIdConditions(facts: Facts, sources: readonly RustFile[]): Diagnostic[] {
  return [
    ...sources.flatMap((source) => [
      ...checkUnknownConstants(facts, source),
      ...checkComparedIds(facts, source),
      ...checkComparedModels(facts, source),
    ]),
    ...findUnreachedConditions(facts, sources).map(({ diagnostic }) => diagnostic),
  ];
}

function checkUnknownConstants(facts: Facts, { path, bare }: RustFile): Diagnostic[] {
  const known = idsByConstant(facts);
  if (!known) return [];
  return [...bare.matchAll(/\bProviderId::([A-Z][A-Z0-9_]*)\b(?!\s*[(:])/g)].flatMap(({ 1: name = '', index }) => {
    if (known.has(name)) return [];
    const at = facts.tree.position(path, index);
    return [auditDiagnostic('unknown-constant', `\`ProviderId::${name}\` is not defined`, { at, subject: `${name}/${path}` })];
  });
}

const comparedIds =
  /\b(?:provider\.id|provider_id)(?:\.as_ref\(\))+\s*[!=]=\s*("[^"\\]*")|\bmatches!\(\s*(?:provider\.id|provider_id)(?:\.as_ref\(\))+,\s*("[^"\\]*"(?:\s*\|\s*"[^"\\]*")*)/g;

function checkComparedIds(facts: Facts, { path, productCode: product }: RustFile): Diagnostic[] {
  if (facts.jsonProblem) return [];
  const known = new Set([...(idsByConstant(facts)?.values() ?? []), ...facts.entries.map(({ id }) => id)]);
  return [...product.matchAll(comparedIds)].flatMap((match) => {
    const literals = match[1] ?? match[2]!;
    const start = match.index + match[0].length - literals.length;
    return [...literals.matchAll(/"([^"]*)"/g)].flatMap(({ 1: id = '', index }) => {
      if (known.has(id)) return [];
      return [
        auditDiagnostic('unknown-matched-id', `no provider has the id ${quote(id)}`, {
          at: facts.tree.position(path, start + index),
          subject: `${id}/${path}`,
        }),
      ];
    });
  });
}

/** Reports models that the provider does not list, if one condition compares both and the provider has a list. */
function checkComparedModels(facts: Facts, { path, productCode: product }: RustFile): Diagnostic[] {
  const entries = entriesByConstant(facts);
  const both = /==\s*(?:forge_domain::)?ProviderId::([A-Z0-9_]+)\s*&&\s*(?:\w+\.)*(?:model|model_id|id)\.as_str\(\)\s*==\s*"([^"\\]*)"/g;
  return [...product.matchAll(both)].flatMap(({ 0: whole, 1: ident = '', 2: model = '', index }) => {
    const entry = entries.get(ident);
    const models = entry && modelIdsOf(entry);
    if (!models || models.includes(model)) return [];
    return [
      auditDiagnostic('unknown-matched-model', `${quote(entry.id)} does not list the model ${quote(model)}`, {
        at: facts.tree.position(path, index + whole.lastIndexOf('"', whole.length - 2)),
        subject: `${entry.id}/${model}`,
        related: [{ at: facts.tree.position(providerJsonPath, entry.node.offset), message: 'the entry' }],
      }),
    ];
  });
}

export interface UnreachedCondition {
  readonly diagnostic: Diagnostic;
  readonly source: RustFile;
  /** The offset of the comparison. */
  readonly offset: number;
}

/** Conditions in one backend that hold only for a provider of another. The first of each id and file. */
export function findUnreachedConditions(facts: Facts, sources: readonly RustFile[]): UnreachedCondition[] {
  const chat = sources.find(({ path }) => path === chatPath);
  if (!chat?.productCode.includes('Some(ProviderResponse::OpenAI) =>')) return [];
  const routed = new Set([...chat.productCode.matchAll(/ProviderId::([A-Z0-9_]+)/g)].map((match) => match[1]));
  const entries = entriesByConstant(facts);
  const found: UnreachedCondition[] = [];
  for (const source of sources) {
    const served = responseTypesByBackend[source.path];
    const seen = new Set<string>();
    if (!served) continue;
    for (const { 1: ident = '', index } of source.productCode.matchAll(/\bid\s*==\s*(?:forge_domain::)?ProviderId::([A-Z0-9_]+)/g)) {
      const entry = entries.get(ident);
      const node = entry?.member('response_type');
      const type: unknown = node?.value;
      const isRouted = source.path === responsesPath && routed.has(ident);
      if (!entry || !node || typeof type !== 'string' || served.includes(type) || isRouted || seen.has(ident)) continue;
      seen.add(ident);
      const diagnostic = auditDiagnostic(
        'unreached-matcher',
        `${quote(entry.id)} has the response type \`${type}\`, but this file handles only ${list(served)}`,
        {
          at: facts.tree.position(source.path, index),
          subject: `${entry.id}/${source.path}`,
          related: [{ at: facts.tree.position(providerJsonPath, node.offset), message: 'the response type' }],
        },
      );
      found.push({ diagnostic, source, offset: index });
    }
  }
  return found;
}

/** The entries by the name of their constant. */
function entriesByConstant(facts: Facts): ReadonlyMap<string, CatalogEntry> {
  const byId = new Map(facts.entries.map((entry) => [entry.id, entry]));
  const pairs = [...(idsByConstant(facts) ?? [])].flatMap(([ident, id]) => {
    const entry = id === undefined ? undefined : byId.get(id);
    return entry ? [[ident, entry] as const] : [];
  });
  return new Map(pairs);
}
