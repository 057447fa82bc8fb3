import { InvalidArgumentError, type Command } from 'commander';
import type { Gates } from './session.js';
import type { GlobalOptions } from './output.js';

export function globalOptions(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}

/** Parses a path. An empty one comes from an unset variable, and must not become the current folder. */
export function parsePath(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('expected a path.');
  return value;
}

/** Parses comma-separated ids. */
export function parseIds(value: string): string[] {
  const list = value.split(',').map((id) => id.trim());
  if (list.some((id) => id === '')) throw new InvalidArgumentError('expected comma-separated ids, such as `forgecode,opencode`.');
  return list;
}

/** Parses comma-separated severities and rules. */
function parseFailOn(value: string): string[] {
  const words = value.split(',').map((word) => word.trim());
  if (words.includes('')) throw new InvalidArgumentError('expected comma-separated severities or rules, such as `warning`.');
  return words;
}

export function parseDate(value: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value))) throw new InvalidArgumentError('expected a date, `YYYY-MM-DD`.');
  return value;
}

/** Options of the commands whose result is diagnostics: which of them count, and which make the command fail. */
export function addGateOptions(command: Command): Command {
  return command
    .option(
      '--fail-on <what>',
      'exit with 1 on these severities or rules, comma-separated: `error`, `warning`, `info`, `never`, or a rule code (default: error)',
      parseFailOn,
    )
    .option('--baseline <file>', 'ignore the diagnostics recorded in this file', parsePath)
    .option('--write-baseline <file>', 'record the current diagnostics in this file', parsePath)
    .option('--as-of <date>', 'date used to evaluate suppressions (default: date of the checked-out commit)', parseDate);
}

export type GateFlags = Omit<Gates, 'folder'>;

export function toGates({ failOn: words, baseline, writeBaseline, asOf }: GateFlags, where: string): Gates {
  return {
    folder: where,
    ...(words && { failOn: words }),
    ...(baseline !== undefined && { baseline }),
    ...(writeBaseline !== undefined && { writeBaseline }),
    ...(asOf !== undefined && { asOf }),
  };
}
