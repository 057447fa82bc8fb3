import type { Command } from 'commander';
import { dayAndAge } from './age.js';
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
  listCommand(program, 'rules', 'list the rules: what can be found, and how bad it is', {
    load: async () => (await import('../commands/targets.js')).allRules(),
    row: ([code, rule]) => [code, rule.severity, rule.title],
    json: ([code, rule]) => ({ code, ...rule }),
  });
}

/** What a list is of, and how each entry is shown: to people in columns, to programs as an object. */
interface Listed<Entry> {
  readonly load: () => Promise<readonly Entry[]>;
  readonly row: (entry: Entry) => readonly string[];
  readonly json: (entry: Entry) => object;
}

function listCommand<Entry>(program: Command, name: string, description: string, { load, row, json }: Listed<Entry>): void {
  program
    .command(name)
    .description(description)
    .addHelpText('after', `\nExample:\n  providersmith ${name}`)
    .action((_: object, command: Command) =>
      runCommand(
        name,
        globalOptions(command),
        async () => ({ diagnostics: [], sources: new Map<string, string>(), entries: await load() }),
        ({ entries }) => ({
          text: () => table(entries.map(row)),
          json: { [name]: entries.map(json) },
          diagnosticsAreResult: false,
        }),
      ),
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
