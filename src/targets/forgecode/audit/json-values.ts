// Reading values of provider.json, whatever is there.
import type { Diagnostic, JsonNode } from '../api.js';
import type { CatalogEntry, Facts } from './facts.js';
import { auditDiagnostic } from './rules.js';

type ValueDetails = Partial<Pick<Diagnostic, 'hint' | 'fix'>> & {
  /** What stands at other places that have to do with it. */
  readonly related?: readonly (readonly [node: JsonNode, message: string])[];
};

/** A diagnostic about a value of provider.json. */
export function valueDiagnostic(
  { tree, path }: Facts,
  rule: Parameters<typeof auditDiagnostic>[0],
  node: JsonNode,
  subject: string,
  message: string,
  { related, ...details }: ValueDetails = {},
): Diagnostic {
  const at = (place: JsonNode) => tree.position(path, place.offset);
  return auditDiagnostic(rule, message, {
    at: at(node),
    subject,
    ...details,
    ...(related && { related: related.map(([place, text]) => ({ at: at(place), message: text })) }),
  });
}

/** The text of a node, when it is a text. */
export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.type === 'string' ? (node.value as string) : undefined;
}

/** The value of a member; the last one counts when there are more. */
export function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.findLast((property) => property.children?.[0]?.value === key)?.children?.[1];
}

/** The elements of a list; none when it is no list. */
export function elementsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

/** What an entry is called in diagnostics. */
export function entryName({ id, node }: CatalogEntry): string {
  return id ?? `entry ${String((node.parent?.children?.indexOf(node) ?? 0) + 1)}`;
}

/** Whether it answers chats: a context engine does not. */
export function servesModels(entry: CatalogEntry): boolean {
  return textOf(entry.member('provider_type')) !== 'context_engine';
}

/** Node 20 has no `Map.groupBy`. */
export function groupBy<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}
