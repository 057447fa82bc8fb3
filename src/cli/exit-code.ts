import type { Diagnostic } from '../core/diagnostics.js';
import { coreRules } from '../core/rules.js';
import type { Rule, Severity } from '../core/rules/rule.js';

const rules: Readonly<Record<string, Rule>> = coreRules;

/** What makes a command fail: diagnostics of at least a severity, of certain rules, or `never`. */
export type FailOn = readonly (Severity | 'never' | (string & {}))[];

const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether a word of `--fail-on` is a severity or `never`, not a rule. */
export function isLevel(word: string): boolean {
  return word === 'never' || severities.includes(word as Severity);
}

/** Whether a diagnostic makes a command fail. */
export function fails({ code, severity }: Diagnostic, failOn: FailOn = ['error']): boolean {
  const least = Math.max(...failOn.map((word) => severities.indexOf(word as Severity)));
  return failOn.includes(code) || severities.indexOf(severity) <= least;
}

/** 0: done and clean. 1: drift, errors or an invalid spec. 2: the command could not run. */
export function exitCodeOf(diagnostics: readonly Diagnostic[], failOn?: FailOn): 0 | 1 | 2 {
  if (diagnostics.some(({ code }) => rules[code]?.exitCode === 2)) return 2;
  return diagnostics.some((diagnostic) => fails(diagnostic, failOn)) ? 1 : 0;
}
