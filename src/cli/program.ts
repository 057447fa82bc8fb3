import { Command, Option } from 'commander';
import { version } from '../generated/version.js';
import { addAuditCommand } from './audit-command.js';
import { addEditCommands } from './edit-commands.js';
import { addExplainCommand } from './explain-command.js';
import { addImportCommand } from './import-command.js';
import { addListCommands } from './list-commands.js';
import { addModelsCommand } from './models-command.js';
import { addProbeCommand } from './probe-command.js';
import { reporters } from './session.js';
import { addSpecCommands } from './spec-commands.js';
import { addWhyCommand } from './why-command.js';

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
  addSpecCommands(program);
  addEditCommands(program);
  addAuditCommand(program);
  addImportCommand(program);
  addModelsCommand(program);
  addWhyCommand(program);
  addExplainCommand(program);
  addProbeCommand(program);
  addListCommands(program);
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command.exitOverride().showHelpAfterError('(--help shows what there is)');
  return program;
}
