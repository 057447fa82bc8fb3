// Compares the model lists of providers of one vendor.
import { groupBy, quote, type Diagnostic } from '../api.js';
import { valueDiagnostic } from './diagnostics.js';
import { entryName, type CatalogEntry, type Facts } from './facts.js';
import { textOf } from './json-nodes.js';
import type { CatalogModel } from './models.js';
import { parseUrlTemplate } from './url-template.js';

export function checkSiblingLists(facts: Facts, models: readonly CatalogModel[]): Diagnostic[] {
  const lists = groupBy(models, ({ provider }) => [provider]);
  const families = groupBy(
    facts.entries.filter((entry) => lists.has(entryName(entry))),
    (entry) => vendorDomains(entry),
  );
  return [...families.values()].flatMap((family) =>
    family.slice(1).flatMap((entry, index) => {
      // Each list is compared with the previous one only, which keeps the work linear.
      const [one, other] = [lists.get(entryName(family[index]!))!, lists.get(entryName(entry))!];
      return [...checkLostModels(facts, one, other), ...checkLostModels(facts, other, one)];
    }),
  );
}

/** The last two labels of the host, which the providers of one vendor share; none without a host. */
function vendorDomains(entry: CatalogEntry): string[] {
  const host = /^https?:\/\/([^/{}:]+)/.exec(parseUrlTemplate(textOf(entry.member('url')) ?? '').sample)?.[1];
  return host === undefined ? [] : [host.split('.').slice(-2).join('.')];
}

/** Reports the models of the first list that the second does not have, if it has nearly all of them. */
function checkLostModels(facts: Facts, full: readonly CatalogModel[], short: readonly CatalogModel[]): Diagnostic[] {
  const known = new Set(short.map(({ id }) => id.toLowerCase()));
  const missing = full.filter(({ id }) => !known.has(id.toLowerCase()));
  const shared = full.length - missing.length;
  if (missing.length === 0 || shared < 4 || missing.length * 4 > shared) return [];
  const { provider, node } = short[0]!;
  const ids = missing.map(({ id }) => quote(id)).join(', ');
  return [
    valueDiagnostic(
      facts,
      'lost-model',
      node.parent!,
      `${provider}/models`,
      `${missing[0]!.provider} shares ${shared} models with this list, and also has ${ids}`,
      {
        related: missing.map((model) => [model.node, `in ${model.provider}`] as const),
        hint: 'add the model if this endpoint serves it',
      },
    ),
  ];
}
