import { Option, type Command } from 'commander';
import type { ChangeResult } from '../commands/result.js';
import { parsePath, addGateOptions, toGates, globalOptions, type GateFlags } from './options.js';
import { runCommand, type CommandOutput } from './session.js';
import { tuneWasm } from './tune.js';

interface EditOptions {
  target: string;
  into?: string;
  scope: 'user' | 'project';
  setDefault: boolean;
  draft: boolean;
  dryRun: boolean;
  fix: boolean;
}

export function addEditCommands(program: Command): void {
  addSetDefaultOption(addEditCommand(program, 'diff', 'print a patch that makes a checkout or a config know the providers'))
    .option('--draft', 'take a spec with open questions', false)
    .addHelpText(
      'after',
      '\nExample:\n  providersmith diff specs/cline-pass.yaml -t forgecode --into ../forgecode | git -C ../forgecode apply\n\nIn a folder below the top of a git repository, run `git apply --directory=<folder>` at the top: git passes over the files otherwise.',
    )
    .action((specs: string[], options: EditOptions, command: Command) =>
      runCommand(
        'diff',
        globalOptions(command),
        async () => (await import('../commands/diff.js')).diff(specs, options),
        ({ patch, changes }, exitCode) => ({
          text: () => patch,
          json: { patch, changes: describeChanges(changes) },
          diagnosticsAreResult: false,
          ...(exitCode === 0 && changes.length === 0 && { note: 'nothing to do: the tree is what the spec says' }),
        }),
      ),
    );

  addSetDefaultOption(addEditCommand(program, 'apply', 'edit a checkout or a config in place; all files or none'))
    .option('--draft', 'take a spec with open questions', false)
    .option('--dry-run', 'say what would change, and change nothing', false)
    .addHelpText('after', '\nExample:\n  providersmith apply specs/cline-pass.yaml -t forgecode --into ../forgecode')
    .action((specs: string[], options: EditOptions, command: Command) =>
      runCommand(
        'apply',
        globalOptions(command),
        async () => (await import('../commands/apply.js')).apply(specs, options),
        (result, exitCode) => changesOutput(result, exitCode, options.dryRun),
      ),
    );

  addEditCommand(program, 'remove', 'take back what `apply` puts in')
    .option('--dry-run', 'say what would change, and change nothing', false)
    .addHelpText('after', '\nExample:\n  providersmith remove specs/cline-pass.yaml -t forgecode --into ../forgecode')
    .action((specs: string[], options: EditOptions, command: Command) =>
      runCommand(
        'remove',
        globalOptions(command),
        async () => (await import('../commands/remove.js')).remove(specs, options),
        (result, exitCode) => changesOutput(result, exitCode, options.dryRun),
      ),
    );

  addGateOptions(addSetDefaultOption(addEditCommand(program, 'check', 'exit with 1 when a checkout or a config is not what the specs say')))
    .option('--fix', 'make the edits that `apply` would, then look again', false)
    .addHelpText('after', '\nExample:\n  providersmith check specs/*.yaml -t forgecode --into .')
    .action((specs: string[], options: EditOptions & GateFlags, command: Command) =>
      runCommand(
        'check',
        globalOptions(command),
        async () => (await import('../commands/check.js')).check(specs, options),
        ({ changes }, exitCode) => ({
          text: (colors) =>
            describeChanges(changes)
              .map(({ path, change }) => `${past[change]} ${path}\n`)
              .join('') + (exitCode === 0 ? `${colors.green('clean')}: the tree is what the spec says\n` : ''),
          json: { changes: describeChanges(changes) },
          diagnosticsAreResult: true,
        }),
        toGates(options, options.into ?? '.'),
      ),
    );
}

function addEditCommand(program: Command, name: string, description: string): Command {
  const command = program.command(name).description(description).argument('<spec...>', 'spec files, YAML or JSON');
  return addTargetOption(command, 'ids', 'targets, with commas between, or `all` agents that are there (required)')
    .option('--into <dir>', 'the folder that is edited (default: the home for files of a user, else the current folder)', parsePath)
    .addOption(
      new Option('--scope <scope>', 'whose files: those of the `user`, or of a `project`').choices(['user', 'project']).default('user'),
    )
    .hook('preAction', tuneWasm);
}

function addSetDefaultOption(command: Command): Command {
  return command.option('--set-default', 'also make its default model the one that is used when nothing is said', false);
}

/** The option that names one target, which must be there. */
export function addTargetOption(
  command: Command,
  what = 'id',
  description = 'the target (required; `providersmith targets` lists them)',
): Command {
  return command.option(`-t, --target <${what}>`, description).hook('preAction', requireTarget);
}

/** commander looks for a required option before it looks for unknown ones, and would not say that `--targt` is one. */
function requireTarget(command: Command): void {
  if (command.opts<Partial<EditOptions>>().target === undefined)
    command.error("error: required option '-t, --target <id>' not specified; `providersmith targets` lists them");
}

function changesOutput({ changes }: ChangeResult, exitCode: number, dryRun: boolean): CommandOutput {
  return {
    text: () =>
      describeChanges(changes)
        .map(({ path, change }) => `${dryRun ? `would ${change}` : past[change]} ${path}\n`)
        .join(''),
    json: { dry_run: dryRun, changes: describeChanges(changes) },
    diagnosticsAreResult: false,
    ...(exitCode === 0 && changes.length === 0 && { note: 'nothing to do' }),
  };
}

const past = { create: 'created', modify: 'modified', delete: 'deleted' };

export function describeChanges(changes: ChangeResult['changes']): { path: string; change: keyof typeof past }[] {
  return changes.map(({ path, before, after }) => ({
    path,
    change: before === undefined ? 'create' : after === undefined ? 'delete' : 'modify',
  }));
}
