import { CommanderError } from 'commander';
import { createProgram } from './program.js';
import { tuneStart } from './tune.js';

/** Runs the command line. Known errors are reported; anything else is a bug and crashes with its stack. */
export async function main(argv: readonly string[]): Promise<void> {
  tuneStart();
  // Somebody closed the pipe: there is nobody left to write to.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
  // With a handler a signal waits until the synchronous writing of files is over.
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ] as const)
    process.on(signal, () => process.exit(128 + number));
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // commander has said what is wrong; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  }
}
