import { Command, Option } from 'commander';
import { version } from '../generated/version.js';
import { auditCommand } from './audit-command.js';
import { editCommands } from './edit-commands.js';
import { explainCommand } from './explain-command.js';
import { importCommand } from './import-command.js';
import { listCommands } from './list-commands.js';
import { modelsCommand } from './models-command.js';
import { probeCommand } from './probe-command.js';
import { reporters } from './session.js';
import { specCommands } from './spec-commands.js';
import { whyCommand } from './why-command.js';

/** The command tree. Making it runs nothing. */
export function createProgram(): Command {
  const program = new Command('providersmith')
    .description('One schema-checked spec per LLM provider in; exact edits for every coding agent that must know it out.')
    .version(version, '-V, --version', 'print the version')
    .addOption(new Option('--reporter <form>', 'how to report').choices(reporters).default('pretty'))
    .option('--color', 'colour, wherever the output goes')
    .option('--no-color', 'no colour')
    .showHelpAfterError('(--help shows what there is)')
    .showSuggestionAfterError()
    .helpCommand(false)
    .exitOverride();
  // Neither flag given is a third case: the terminal decides.
  program.setOptionValue('color', undefined);
  specCommands(program);
  editCommands(program);
  auditCommand(program);
  importCommand(program);
  modelsCommand(program);
  whyCommand(program);
  explainCommand(program);
  probeCommand(program);
  listCommands(program);
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command.exitOverride().showHelpAfterError('(--help shows what there is)');
  return program;
}
