// The rules of the audit, by what they look at.
import type { Rule } from '../api.js';
import { diagnosticFactory } from '../rules.js';
import { catalogRules } from './rules-catalog.js';
import { sourceRules } from './rules-source.js';

export const auditRules = { ...catalogRules, ...sourceRules } as const satisfies Record<string, Rule>;

export const auditDiagnostic = diagnosticFactory('forgecode', auditRules);
