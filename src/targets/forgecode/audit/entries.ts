// Checks each entry of provider.json: its id, its required parts, and the order of its keys.
import { quote, type Diagnostic, type JsonNode } from '../api.js';
import { valueDiagnostic } from './diagnostics.js';
import { entryName, servesModels, type CatalogEntry, type Facts } from './facts.js';
import { elementsOf, textOf } from './json-nodes.js';

export function checkEntries(facts: Facts): Diagnostic[] {
  return [
    ...checkIds(facts),
    ...facts.entries.filter(servesModels).flatMap((entry) => [...checkRequiredParts(facts, entry)]),
    ...checkKeyOrder(facts),
  ];
}

/** Reports ids that occur twice, or differ only in separators or case. */
function checkIds(facts: Facts): Diagnostic[] {
  const first = new Map<string, CatalogEntry>();
  return facts.entries.flatMap((entry) => {
    const { id, node } = entry;
    if (id === undefined) return [];
    const bare = id.toLowerCase().replaceAll(/[-_]/g, '');
    const other = first.get(bare);
    if (!other) {
      first.set(bare, entry);
      return [];
    }
    if (other.id === id)
      return [
        valueDiagnostic(facts, 'duplicate-provider', node, id, `duplicate entry ${quote(id)}`, {
          related: [[other.node, 'the first entry']],
        }),
      ];
    const related = [[other.member('id')!, `${quote(other.id)} is here`]] as const;
    const hint = 'merge the two entries, or give one a distinct id';
    return [
      valueDiagnostic(
        facts,
        'similar-provider',
        entry.member('id')!,
        id,
        `${quote(id)} differs from another id only in separators or case`,
        {
          related,
          hint,
        },
      ),
    ];
  });
}

/** Reports what a provider of models needs and does not have. */
function* checkRequiredParts(facts: Facts, entry: CatalogEntry): Generator<Diagnostic> {
  const subject = entryName(entry);
  const { node } = entry;
  const [type, models, headers] = ['response_type', 'models', 'custom_headers'].map((key) => nonNull(entry.member(key)));
  const protocol = textOf(type);
  const place = entry.member('id') ?? node;
  if (!type)
    yield valueDiagnostic(facts, 'missing-response-type', place, subject, 'the entry has no `response_type`', {
      hint: 'add the protocol of the provider',
    });
  if (!models)
    yield valueDiagnostic(facts, 'missing-models', place, subject, 'the entry has no `models`', {
      hint: 'add a list of models, or the URL of one',
    });
  else if (models.type === 'array' && elementsOf(models).length === 0)
    yield valueDiagnostic(facts, 'missing-models', models, subject, 'the list of models is empty', {
      hint: 'add the models, or the URL of a list',
    });
  else if (models.type === 'string' && (protocol === 'Bedrock' || protocol === 'OpenCode'))
    yield valueDiagnostic(
      facts,
      'unread-models-url',
      models,
      `${subject}/models`,
      `${protocol} does not request this URL, so the provider has no models`,
      { hint: 'list the models' },
    );
  // OpenCode uses the OpenAI client, which sends them, for most models.
  const silent = protocol !== undefined && (!['OpenAI', 'OpenCode'].includes(protocol) || entry.id === 'codex');
  if (headers && silent && (headers.children ?? []).length > 0)
    yield valueDiagnostic(facts, 'unsent-headers', headers, `${subject}/custom_headers`, `${protocol} does not send these headers`, {
      hint: 'remove them; only the OpenAI chat client sends custom headers',
    });
}

function nonNull(node: JsonNode | undefined): JsonNode | undefined {
  return node?.type === 'null' ? undefined : node;
}

/** Reports two keys in an order that most entries with both keys do not have. */
function checkKeyOrder(facts: Facts): Diagnostic[] {
  const orders = facts.entries.map((entry) => ({ entry, keys: (entry.node.children ?? []).map((property) => property.children![0]!) }));
  const before = new Map<string, number>();
  const pair = (a: JsonNode, b: JsonNode): string => JSON.stringify([a.value, b.value]);
  for (const { keys } of orders) {
    for (const [index, key] of keys.entries())
      for (const next of keys.slice(index + 1)) before.set(pair(key, next), (before.get(pair(key, next)) ?? 0) + 1);
  }
  return orders.flatMap(({ entry, keys }) => {
    for (const [index, key] of keys.entries()) {
      const late = keys.slice(index + 1).find((next) => (before.get(pair(next, key)) ?? 0) >= 4 * before.get(pair(key, next))!);
      if (!late) continue;
      const message = `${quote(late.value)} comes after ${quote(key.value)}, but before it in most entries`;
      return [
        valueDiagnostic(facts, 'key-order', late, `${entryName(entry)}/${late.value as string}`, message, {
          hint: `move it before ${quote(key.value)}`,
        }),
      ];
    }
    return [];
  });
}
