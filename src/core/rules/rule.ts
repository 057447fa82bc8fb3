export type Severity = 'error' | 'warning' | 'info';

/** A diagnostic is an instance of a rule. */
export interface Rule<Level extends Severity = Severity> {
  readonly severity: Level;
  readonly title: string;
  readonly explanation: string;
  /** 2 if the command could not run. Otherwise the severity decides between 0 and 1. */
  readonly exitCode?: 2;
}

/** A rule about what a command checked. */
export function rule<Level extends Severity>(severity: Level, title: string, explanation: string): Rule<Level> {
  return { severity, title, explanation };
}

/** A rule about why a command could not run. */
export function failure(title: string, explanation: string): Rule<'error'> {
  return { severity: 'error', title, explanation, exitCode: 2 };
}
