import { InvalidArgumentError, type Command } from 'commander';
import type { Gates, GlobalOptions } from './session.js';

export function globalOptions(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}

/** A path. The empty text would be the current one, and comes from a variable that is not set. */
export function parsePath(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('expected a path.');
  return value;
}

/** A list of ids with commas between. */
export function parseIds(value: string): string[] {
  const list = value.split(',').map((id) => id.trim());
  if (list.some((id) => id === '')) throw new InvalidArgumentError('expected ids with commas between, such as `forgecode`.');
  return list;
}

/** A list of severities and rules. */
function parseFailOn(value: string): string[] {
  const words = value.split(',').map((word) => word.trim());
  if (words.includes('')) throw new InvalidArgumentError('expected severities or rules with commas between, such as `warning`.');
  return words;
}

export function parseDate(value: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || Number.isNaN(Date.parse(value))) throw new InvalidArgumentError('expected a day, `YYYY-MM-DD`.');
  return value;
}

/** Options of the commands whose findings are their result: which count, and which make them fail. */
export function addGateOptions(command: Command): Command {
  return command
    .option(
      '--fail-on <what>',
      'exit with 1 on `error`, `warning`, `info`, `never`, or on rules, with commas between (default: error)',
      parseFailOn,
    )
    .option('--baseline <file>', 'pass over the findings that are in this file', parsePath)
    .option('--write-baseline <file>', 'write the findings into this file', parsePath)
    .option('--as-of <day>', 'the day by which suppressions are judged (default: that of the commit)', parseDate);
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
