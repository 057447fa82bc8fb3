import { InvalidArgumentError, type Command } from 'commander';
import type { GlobalOptions } from './session.js';

export function globals(command: Command): GlobalOptions {
  return command.optsWithGlobals<GlobalOptions>();
}

/** A folder. The empty text would be the current one, and comes from a variable that is not set. */
export function folder(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('expected a folder.');
  return value;
}

/** A list of ids with commas between. */
export function ids(value: string): string[] {
  const list = value.split(',').map((id) => id.trim());
  if (list.some((id) => id === '')) throw new InvalidArgumentError('expected ids with commas between, such as `forgecode`.');
  return list;
}
