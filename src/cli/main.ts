import { CommanderError } from 'commander';
import { version } from '../generated/version.js';
import { createProgram } from './program.js';
import { tuneStart } from './tune.js';

/** Runs the command line. Known errors are reported; anything else is a bug and exits with its stack. */
export async function main(argv: readonly string[]): Promise<void> {
  tuneStart();
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endOutput);
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) return crash(error);
    // commander has already printed the error. Help and version exit with 0.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}

function endOutput(error: NodeJS.ErrnoException): void {
  // The reader closed the pipe.
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`error cannot write the output: ${error.message}\n`);
  process.exit(2);
}

/** Node itself would print the minified line of the bundle, and exit with 1, which means drift. */
function crash(error: unknown): void {
  if (isCwdGone(error)) {
    process.stderr.write('error the current folder does not exist anymore\n    hint: change to another folder\n');
    process.exitCode = 2;
    return;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${stack}\n\nThis is a bug in providersmith ${version}. Please report it with the lines above.\n`);
  process.exitCode = 2;
}

function isCwdGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}
