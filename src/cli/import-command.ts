import type { Command } from 'commander';
import { join } from 'node:path';
import { addTargetOption } from './edit-commands.js';
import { parsePath, globalOptions, parseIds } from './options.js';
import { runCommand } from './session.js';
import { tuneWasm } from './tune.js';

/** Adds comma-separated ids to those of an earlier `--id`. */
function collectIds(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), ...parseIds(value)];
}

export function addImportCommand(program: Command): void {
  addTargetOption(program.command('import').description('make specs from the providers in a checkout or a config'))
    .requiredOption('--from <path>', 'folder of the checkout or config, or one of its files', parsePath)
    .option('--id <ids>', 'comma-separated provider ids (default: all)', collectIds)
    .option('-o, --out <dir>', 'folder to write to (default: print one spec)', parsePath)
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
