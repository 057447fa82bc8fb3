// docs/reference/commands.md: every command with its options and examples, from the help texts.
import { cell, code, fenced, notRun, runIn, table } from './markdown.js';

/** Where a test runs the example of a command: a place of test/support/doc-places.ts, or the reason why it cannot run. */
const examplesRunIn = {
  validate: runIn('work'),
  generate: runIn('work'),
  diff: runIn('work'),
  apply: runIn('work'),
  remove: runIn('work'),
  check: runIn('forgecode'),
  audit: runIn('forgecode'),
  import: runIn('work'),
  'models diff': notRun('asks models.dev'),
  'models update': notRun('asks models.dev'),
  why: notRun('needs a lock'),
  explain: runIn('work'),
  probe: notRun('asks a provider, with a key'),
  targets: runIn('work'),
  sources: runIn('work'),
  rules: runIn('work'),
};

export function commandsPage(program) {
  const leaves = program.commands.flatMap((command) => (command.commands.length > 0 ? command.commands : [command]));
  return `# Commands

${sentence(program.description())}

${fenced('providersmith [global options] <command> [options]', 'text')}

The result goes to stdout, everything else to stderr.

## Global options

They are accepted before and after the command.

${optionTable(program)}

Without \`--color\` and \`--no-color\`, the environment decides: \`NO_COLOR\`, then \`FORCE_COLOR\`, then whether the stream is a terminal.

## Exit codes

${table(
  ['Code', 'Meaning'],
  [
    ['0', 'Done, without an error. Warnings and infos do not change the code.'],
    [
      '1',
      'An error was reported: an invalid spec, a draft without `--draft`, a file that cannot be edited, drift, a model list that changed or has a held change.',
    ],
    [
      '2',
      'The command could not run: wrong usage, an unknown target, a folder that is not a checkout of the target, a file that cannot be read or written, a source without a usable answer.',
    ],
  ],
)}

[Rules](rules.md) lists the exit code of every rule.

${leaves.map((command) => section(command, program)).join('\n\n')}
`;
}

function section(command, program) {
  const name = command.parent === program ? command.name() : `${command.parent.name()} ${command.name()}`;
  const { registeredArguments } = command;
  const argumentRows = registeredArguments.map((argument) => [code(argument.name()), cell(argument.description)]);
  const parts = [
    `## ${name}`,
    sentence(command.description()),
    fenced(`providersmith ${name} ${command.usage()}`, 'text'),
    ...(argumentRows.length > 0 ? [table(['Argument', 'Meaning'], argumentRows)] : []),
    optionTable(command),
    examples(command, name),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function optionTable(command) {
  const help = command.createHelp();
  const rows = help
    .visibleOptions(command)
    .filter((option) => option.long !== '--help')
    .map((option) => {
      const { mandatory, defaultValue, argChoices } = option;
      const value = Array.isArray(defaultValue) ? defaultValue.join(',') : defaultValue;
      const fallback = mandatory ? 'required' : value === undefined || value === false ? '' : code(value);
      const choices = argChoices ? `: ${argChoices.map(code).join(', ')}` : '';
      return [code(option.flags), fallback, cell(option.description) + choices];
    });
  return rows.length === 0 ? '' : table(['Option', 'Default', 'Meaning'], rows);
}

/** What the help of a command adds after its options: indented lines are commands, the other paragraphs are prose. */
function examples(command, name) {
  let text = '';
  command.configureOutput({ writeOut: (part) => (text += part), getOutHasColors: () => false });
  command.outputHelp();
  const [, added] = /\nExamples?:\n([\s\S]+)$/.exec(text) ?? [];
  if (added === undefined) throw new Error(`the help of \`${name}\` has no example`);
  const where = examplesRunIn[name];
  if (where === undefined) throw new Error(`scripts/docs/commands.js does not say where the example of \`${name}\` is run`);
  return added
    .trimEnd()
    .split(/\n{2,}/)
    .map((paragraph) => (paragraph.startsWith('  ') ? `${where}\n${fenced(paragraph.replaceAll(/^ {2}/gm, ''))}` : cell(paragraph)))
    .join('\n\n');
}

function sentence(text) {
  const whole = text.charAt(0).toUpperCase() + text.slice(1);
  return cell(whole.endsWith('.') ? whole : `${whole}.`);
}
