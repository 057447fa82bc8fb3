import type { Command } from 'commander';
import { describeChanges, addTargetOption } from './edit-commands.js';
import { parsePath, addGateOptions, toGates, globalOptions, type GateFlags } from './options.js';
import { runCommand } from './session.js';
import { tuneWasm } from './tune.js';

export function addAuditCommand(program: Command): void {
  addGateOptions(addTargetOption(program.command('audit').description('look for what is wrong in a checkout or a config, without a spec')))
    .option('--into <dir>', 'the folder that is looked at', parsePath, '.')
    .option('--fix', 'make the edits that are safe, then look again', false)
    .hook('preAction', tuneWasm)
    .addHelpText('after', '\nExample:\n  providersmith audit -t forgecode --into .')
    .action((options: { target: string; into: string; fix: boolean } & GateFlags, command: Command) =>
      runCommand(
        'audit',
        globalOptions(command),
        async () => (await import('../commands/audit.js')).audit(options),
        ({ changes }, exitCode) => ({
          text: (colors) => (exitCode === 0 ? `${colors.green('clean')}: no rule has a finding that is an error\n` : ''),
          json: { changes: describeChanges(changes) },
          diagnosticsAreResult: true,
        }),
        toGates(options, options.into),
      ),
    );
}
