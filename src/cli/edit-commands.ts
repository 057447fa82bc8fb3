import { Option, type Command } from 'commander';
import type { ChangeResult } from '../commands/result.js';
import { parsePath, addGateOptions, toGates, globalOptions, type GateFlags } from './options.js';
import { runCommand } from './session.js';
import type { CommandOutput } from './output.js';
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
  addDiffCommand(program);
  addApplyCommand(program);
  addRemoveCommand(program);
  addCheckCommand(program);
}

function addDiffCommand(program: Command): void {
  addSetDefaultOption(addEditCommand(program, 'diff', 'print a patch that adds the providers to a checkout or a config'))
    .option('--draft', 'accept a spec that still has open questions', false)
    .addHelpText(
      'after',
      '\nExample:\n  providersmith diff specs/cline-pass.yaml -t forgecode --into ../forgecode | git -C ../forgecode apply\n\nIn a subfolder of a git repository, run `git apply --directory=<folder>` from the top level; otherwise git silently skips the files.',
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
          ...(exitCode === 0 && changes.length === 0 && { note: 'nothing to do: the files match the specs' }),
        }),
      ),
    );
}

function addApplyCommand(program: Command): void {
  addSetDefaultOption(
    addEditCommand(program, 'apply', 'add the providers to a checkout or a config, in place; either every file is written or none'),
  )
    .option('--draft', 'accept a spec that still has open questions', false)
    .option('--dry-run', 'show what would change without writing', false)
    .addHelpText('after', '\nExample:\n  providersmith apply specs/cline-pass.yaml -t forgecode --into ../forgecode')
    .action((specs: string[], options: EditOptions, command: Command) =>
      runCommand(
        'apply',
        globalOptions(command),
        async () => (await import('../commands/apply.js')).apply(specs, options),
        (result, exitCode) => changesOutput(result, exitCode, options.dryRun),
      ),
    );
}

function addRemoveCommand(program: Command): void {
  addEditCommand(program, 'remove', 'remove what `apply` added')
    .option('--dry-run', 'show what would change without writing', false)
    .addHelpText('after', '\nExample:\n  providersmith remove specs/cline-pass.yaml -t forgecode --into ../forgecode')
    .action((specs: string[], options: EditOptions, command: Command) =>
      runCommand(
        'remove',
        globalOptions(command),
        async () => (await import('../commands/remove.js')).remove(specs, options),
        (result, exitCode) => changesOutput(result, exitCode, options.dryRun),
      ),
    );
}

function addCheckCommand(program: Command): void {
  addGateOptions(
    addSetDefaultOption(
      addEditCommand(program, 'check', 'report where a checkout or a config differs from the specs; exit with 1 if it does'),
    ),
  )
    .option('--fix', 'apply the specs first, then report what is left', false)
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
              .join('') + (exitCode === 0 ? `${colors.green('clean')}: the files match the specs\n` : ''),
          json: { changes: describeChanges(changes) },
          diagnosticsAreResult: true,
        }),
        toGates(options, options.into ?? '.'),
      ),
    );
}

function addEditCommand(program: Command, name: string, description: string): Command {
  const command = program.command(name).description(description).argument('<spec...>', 'spec files, YAML or JSON');
  return addTargetOption(command, 'ids', 'comma-separated target ids, or `all` for every installed agent (required)')
    .option('--into <dir>', 'folder to edit (default: your home directory for user configs, otherwise the current folder)', parsePath)
    .addOption(
      new Option('--scope <scope>', 'which files to edit: those of the user or of a project').choices(['user', 'project']).default('user'),
    )
    .hook('preAction', tuneWasm);
}

function addSetDefaultOption(command: Command): Command {
  return command.option('--set-default', 'also make it the default model of the agent', false);
}

/** Adds the required option that names one target. */
export function addTargetOption(
  command: Command,
  what = 'id',
  description = 'target id (required; run `providersmith targets` for the list)',
): Command {
  return command.option(`-t, --target <${what}>`, description).hook('preAction', requireTarget);
}

/** commander checks required options before unknown ones, so it would not report a misspelt `--targt`. */
function requireTarget(command: Command): void {
  if (command.opts<Partial<EditOptions>>().target === undefined)
    command.error("error: required option '-t, --target <id>' not specified; run `providersmith targets` for the list");
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
