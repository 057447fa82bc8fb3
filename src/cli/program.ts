import { Command, Option } from 'commander';
import { version } from '../generated/version.js';
import { addAuditCommand } from './audit-command.js';
import { addEditCommands } from './edit-commands.js';
import { addExplainCommand } from './explain-command.js';
import { addImportCommand } from './import-command.js';
import { addListCommands } from './list-commands.js';
import { addModelsCommand } from './models-command.js';
import { addProbeCommand } from './probe-command.js';
import { reporters } from './output.js';
import { addSpecCommands } from './spec-commands.js';
import { addWhyCommand } from './why-command.js';

/** The tree of commands. Creating it runs nothing. */
export function createProgram(): Command {
  const program = new Command('providersmith')
    .description('Turn one schema-checked spec per LLM provider into exact edits for every coding agent.')
    .version(version, '-V, --version', 'print the version')
    .addOption(new Option('--reporter <format>', 'output format').choices(reporters).default('pretty'))
    .option('--color', 'force colored output')
    .option('--no-color', 'disable colored output')
    .showHelpAfterError('(run with --help for usage)')
    .showSuggestionAfterError()
    .helpCommand(false)
    .exitOverride();
  // Without either flag, the terminal decides.
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
    command.exitOverride().showHelpAfterError('(run with --help for usage)');
  return program;
}
