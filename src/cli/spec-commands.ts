import type { Command } from 'commander';
import { join } from 'node:path';
import { countWords } from '../core/text.js';
import { parsePath, addGateOptions, toGates, globalOptions, parseIds, type GateFlags } from './options.js';
import { runCommand } from './session.js';

export function addSpecCommands(program: Command): void {
  addGateOptions(
    program
      .command('validate')
      .description('check specs: syntax, schema, and rules across fields')
      .argument('<spec...>', 'spec files, YAML or JSON'),
  )
    .addHelpText('after', '\nExample:\n  providersmith validate specs/*.yaml')
    .action((specs: string[], options: GateFlags, command: Command) =>
      runCommand(
        'validate',
        globalOptions(command),
        async () => (await import('../commands/validate.js')).validate(specs),
        ({ count }, exitCode) => ({
          text: (colors) => (exitCode === 0 ? `${colors.green('valid')}: ${countWords(count, 'spec')}\n` : ''),
          json: { specs: count },
          diagnosticsAreResult: true,
        }),
        toGates(options, '.'),
      ),
    );

  program
    .command('generate')
    .description('write the files for each target into a folder of their own')
    .argument('<spec...>', 'spec files, YAML or JSON')
    .option('-t, --target <ids>', 'comma-separated target ids, or `all`', parseIds, ['all'])
    .option('-o, --out <dir>', 'folder to write to', parsePath, 'out')
    .option('--draft', 'accept a spec that still has open questions', false)
    .addHelpText('after', '\nExample:\n  providersmith generate specs/cline-pass.yaml -o out')
    .action((specs: string[], options: { target: string[]; out: string; draft: boolean }, command: Command) =>
      runCommand(
        'generate',
        globalOptions(command),
        async () =>
          (await import('../commands/generate.js')).generate(specs, { targets: options.target, out: options.out, draft: options.draft }),
        ({ files }) => ({
          text: () => files.map((file) => `${join(options.out, file)}\n`).join(''),
          json: { files },
          diagnosticsAreResult: false,
        }),
      ),
    );
}
