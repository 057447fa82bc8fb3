import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import type { Rule } from '../core/rules/rule.js';
import { didYouMean } from '../core/text.js';
import type { RuleExample } from '../generated/rule-examples.js';
import { allRules } from './targets.js';

export interface ExplainedRule {
  readonly code: string;
  readonly rule: Rule;
  readonly examples: RuleExample;
}

/** @throws DiagnosticError `rule/unknown` */
export async function explainRule(code: string): Promise<ExplainedRule> {
  const rules = new Map(await allRules());
  const rule = rules.get(code);
  if (rule === undefined) {
    const near = didYouMean(code, [...rules.keys()]);
    const hint = near === undefined ? '`providersmith rules` lists the rules' : `did you mean \`${near}\`?`;
    throw new DiagnosticError(diagnose('rule/unknown', `there is no rule \`${code}\``, { hint }));
  }
  const { ruleExamples } = await import('../generated/rule-examples.js');
  return { code, rule, examples: ruleExamples[code] ?? {} };
}
