import type { Command } from 'commander';
import type { ExplainedRule } from '../commands/rules.js';
import type { Rule } from '../core/rules/rule.js';
import { dayAndAge } from './age.js';
import { exitCodeOf } from './exit-code.js';
import { globalOptions } from './options.js';
import { runCommand } from './session.js';

export function addListCommands(program: Command): void {
  listCommand(program, 'targets', 'list the targets', {
    load: async () => (await import('../commands/targets.js')).allTargets(),
    row: ({ id, kind, homepage }) => [id, kind, homepage],
    json: ({ id, title, kind, homepage, files, accepts }) => ({ id, title, kind, homepage, files, accepts }),
  });
  listCommand(program, 'sources', 'list the sources of model lists', {
    load: async () => (await import('../commands/sources.js')).sourcesWithSnapshots(),
    row: ({ id, authority, homepage, snapshot }) => [id, authority, homepage, snapshot ? `snapshot of ${dayAndAge(snapshot)}` : ''],
    json: ({ id, title, homepage, says, authority, snapshot }) => ({ id, title, homepage, says, authority, ...(snapshot && { snapshot }) }),
  });
  addRulesCommand(program);
}

function addRulesCommand(program: Command): void {
  program
    .command('rules')
    .description('list the rules, or explain one')
    .argument('[code]', 'the rule to explain, such as `spec/unknown-key`')
    .addHelpText('after', '\nExamples:\n  providersmith rules\n  providersmith rules spec/unknown-key')
    .action((code: string | undefined, _: object, command: Command) =>
      code === undefined ? runList('rules', ruleList, command) : runExplainRule(code, command),
    );
}

const ruleList: List<[code: string, rule: Rule]> = {
  load: async () => (await import('../commands/targets.js')).allRules(),
  row: ([code, rule]) => [code, rule.severity, rule.title],
  json: ([code, rule]) => ({ code, ...rule }),
};

function runExplainRule(name: string, command: Command): Promise<void> {
  return runCommand(
    'rules',
    globalOptions(command),
    async () => ({
      diagnostics: [],
      sources: new Map<string, string>(),
      explained: await (await import('../commands/rules.js')).explainRule(name),
    }),
    ({ explained }) => {
      const { code, rule, examples } = explained;
      return {
        text: () => ruleText(explained),
        json: { rules: [{ code, ...rule, ...(Object.keys(examples).length > 0 && { examples }) }] },
        diagnosticsAreResult: false,
      };
    },
  );
}

function ruleText({ code, rule, examples: { report, fires, quiet } }: ExplainedRule): string {
  const { severity, title, explanation } = rule;
  const exitCode = exitCodeOf([{ code, severity, message: '' }]);
  const example = (heading: string, text: string | undefined): string =>
    text === undefined ? '' : `\n${heading}\n\n${text.replaceAll(/^(?=.)/gm, '  ')}\n`;
  return [
    `${code}: ${severity}, exit code ${exitCode}\n${title}\n\n${explanation}\n`,
    example('A report shows it like this:', report),
    example('It fires after this change:', fires),
    example('It does not fire after this one:', quiet),
  ].join('');
}

/** How a list is loaded, and how each entry is shown: to people in columns, to programs as an object. */
interface List<Entry> {
  readonly load: () => Promise<readonly Entry[]>;
  readonly row: (entry: Entry) => readonly string[];
  readonly json: (entry: Entry) => object;
}

function listCommand<Entry>(program: Command, name: string, description: string, list: List<Entry>): void {
  program
    .command(name)
    .description(description)
    .addHelpText('after', `\nExample:\n  providersmith ${name}`)
    .action((_: object, command: Command) => runList(name, list, command));
}

function runList<Entry>(name: string, { load, row, json }: List<Entry>, command: Command): Promise<void> {
  return runCommand(
    name,
    globalOptions(command),
    async () => ({ diagnostics: [], sources: new Map<string, string>(), entries: await load() }),
    ({ entries }) => ({
      text: () => table(entries.map(row)),
      json: { [name]: entries.map(json) },
      diagnosticsAreResult: false,
    }),
  );
}

/** Columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]!.length))) ?? [];
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}
