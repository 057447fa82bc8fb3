import type { Diagnostic } from '../core/diagnostics.js';
import { netRules } from '../core/rules/net.js';
import type { Severity } from '../core/rules/rule.js';

/** Rules that say the command could not run, rather than that something was found. */
const couldNotRun = new Set<string>([
  'baseline/invalid',
  'config/invalid',
  'config/no-date',
  'import/exists',
  'import/several',
  'import/unknown-provider',
  'io/changed',
  'io/outside',
  'io/read',
  'io/write',
  'models/answer',
  'models/doubt',
  'models/form',
  'models/lock',
  'models/not-carried',
  'models/nothing-asked',
  'models/one-at-a-time',
  'models/partial',
  'models/stale',
  'models/unknown-field',
  'probe/cannot',
  'probe/exists',
  'probe/no-consent',
  'probe/no-key',
  'probe/recording',
  'probe/refused',
  'probe/unreachable',
  'rule/unknown',
  'source/unknown',
  'target/cannot',
  'target/not-found',
  'target/unknown',
  ...Object.keys(netRules),
]);

/** What makes a command fail: findings of a severity or a worse one, of certain rules, or none at all. */
export type FailOn = readonly (Severity | 'never' | (string & {}))[];

const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** Whether a word of `--fail-on` names no rule. */
export function isLevel(word: string): boolean {
  return word === 'never' || severities.includes(word as Severity);
}

/** Whether a finding makes a command fail. */
export function fails({ code, severity }: Diagnostic, failOn: FailOn = ['error']): boolean {
  const least = Math.max(...failOn.map((word) => severities.indexOf(word as Severity)));
  return failOn.includes(code) || severities.indexOf(severity) <= least;
}

/** 0 done and clean, 1 drift, findings or an invalid spec, 2 could not run. */
export function exitCodeOf(diagnostics: readonly Diagnostic[], failOn?: FailOn): 0 | 1 | 2 {
  if (diagnostics.some(({ code }) => couldNotRun.has(code))) return 2;
  return diagnostics.some((diagnostic) => fails(diagnostic, failOn)) ? 1 : 0;
}
