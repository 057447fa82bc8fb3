import { InvalidArgumentError, type Command } from 'commander';
import type { GlobalOptions } from './session.js';

export function globals(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}

/** A list of ids with commas between. */
export function ids(value: string): string[] {
  const list = value.split(',').map((id) => id.trim());
  if (list.some((id) => id === '')) throw new InvalidArgumentError('expected ids with commas between, such as `forgecode`.');
  return list;
}
