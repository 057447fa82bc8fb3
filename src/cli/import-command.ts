import type { Command } from 'commander';
import { join } from 'node:path';
import { addTargetOption } from './edit-commands.js';
import { parsePath, globalOptions, parseIds } from './options.js';
import { runCommand } from './session.js';
import { tuneWasm } from './tune.js';

/** The option can be given again. */
function moreIds(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), ...parseIds(value)];
}

export function addImportCommand(program: Command): void {
  addTargetOption(program.command('import').description('make specs of the providers that a checkout or a config has'))
    .requiredOption('--from <path>', 'the folder, or one file of it', parsePath)
    .option('--id <ids>', 'the providers, with commas between (default: all)', moreIds)
    .option('-o, --out <dir>', 'the folder to write to; without it, one spec goes to standard output', parsePath)
    .hook('preAction', tuneWasm)
    .addHelpText('after', '\nExample:\n  providersmith import -t forgecode --from ../forgecode -o specs')
    .action((options: { target: string; from: string; id?: string[]; out?: string }, command: Command) =>
      runCommand(
        'import',
        globalOptions(command),
        async () => (await import('../commands/import.js')).importSpecs({ ...options, ids: options.id ?? [] }),
        ({ specs, written }) => ({
          text: () =>
            options.out === undefined
              ? specs.map(({ text }) => text).join('')
              : written.map((file) => `${join(options.out!, file)}\n`).join(''),
          json: options.out === undefined ? { specs } : { files: written },
          diagnosticsAreResult: false,
        }),
      ),
    );
}
