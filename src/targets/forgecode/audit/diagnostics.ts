// The rules of the audit and the functions that report by them.
import type { Diagnostic, JsonNode, Rule } from '../api.js';
import { diagnosticFactory } from '../rules.js';
import type { Facts } from './facts.js';
import { catalogRules } from './rules-catalog.js';
import { sourceRules } from './rules-source.js';

export const auditRules = { ...catalogRules, ...sourceRules } as const satisfies Record<string, Rule>;

export const auditDiagnostic = diagnosticFactory('forgecode', auditRules);

type ValueDetails = Partial<Pick<Diagnostic, 'hint' | 'fix'>> & {
  /** Other places that the message refers to. */
  readonly related?: readonly (readonly [node: JsonNode, message: string])[];
};

/** A diagnostic at a value of provider.json. */
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
