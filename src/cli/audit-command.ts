import type { Command } from 'commander';
import { describeChanges, addTargetOption } from './edit-commands.js';
import { parsePath, addGateOptions, toGates, globalOptions, type GateFlags } from './options.js';
import { runCommand } from './session.js';
import { tuneWasm } from './tune.js';

export function addAuditCommand(program: Command): void {
  addGateOptions(addTargetOption(program.command('audit').description('find mistakes in a checkout or a config, without a spec')))
    .option('--into <dir>', 'folder to audit', parsePath, '.')
    .option('--fix', 'apply the safe fixes first, then report what is left', false)
    .hook('preAction', tuneWasm)
    .addHelpText('after', '\nExample:\n  providersmith audit -t forgecode --into .')
    .action((options: { target: string; into: string; fix: boolean } & GateFlags, command: Command) =>
      runCommand(
        'audit',
        globalOptions(command),
        async () => (await import('../commands/audit.js')).audit(options),
        ({ changes }, exitCode) => ({
          text: (colors) => (exitCode === 0 ? `${colors.green('clean')}: no errors\n` : ''),
          json: { changes: describeChanges(changes) },
          diagnosticsAreResult: true,
        }),
        toGates(options, options.into),
      ),
    );
}
