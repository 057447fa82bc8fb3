import { CommanderError } from 'commander';
import { version } from '../generated/version.js';
import { createProgram } from './program.js';
import { tuneStart } from './tune.js';

/** Runs the command line. Known errors are reported; anything else is a bug and ends it with its stack. */
export async function main(argv: readonly string[]): Promise<void> {
  tuneStart();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endOutput);
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) return crash(error);
    // commander has said what is wrong; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

function endOutput(error: NodeJS.ErrnoException): void {
  // Somebody closed the pipe: there is nobody left to write to.
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`error cannot write the output: ${error.message}\n`);
  process.exit(2);
}

/** Node would print the line of the bundle too, which is most of the bundle, and exit with 1, which means drift. */
function crash(error: unknown): void {
  if (isCwdGone(error)) {
    process.stderr.write('error the current folder is not there any more\n    hint: change to another one\n');
    process.exitCode = 2;
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${stack}\n\nThis is a bug in providersmith ${version}, not in what you did.\n`);
  process.exitCode = 2;
}

function isCwdGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}
