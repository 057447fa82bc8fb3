export type Severity = 'error' | 'warning' | 'info';

/** What a diagnostic is an instance of. */
export interface Rule<Level extends Severity = Severity> {
  readonly severity: Level;
  readonly title: string;
  readonly explanation: string;
}

/** A row of a table of rules. */
export function rule<Level extends Severity>(severity: Level, title: string, explanation: string): Rule<Level> {
  return { severity, title, explanation };
}
