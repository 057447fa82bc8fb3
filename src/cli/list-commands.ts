import type { Command } from 'commander';
import { globals } from './options.js';
import { run } from './session.js';

export function listCommands(program: Command): void {
  program
    .command('targets')
    .description('list the targets')
    .addHelpText('after', '\nExample:\n  providersmith targets')
    .action((_: object, command: Command) =>
      run(
        'targets',
        globals(command),
        async () => ({
          diagnostics: [],
          sources: new Map<string, string>(),
          targets: await (await import('../commands/targets.js')).allTargets(),
        }),
        ({ targets }) => ({
          text: () => table(targets.map(({ id, kind, homepage }) => [id, kind, homepage])),
          json: {
            targets: targets.map(({ id, title, kind, homepage, files, accepts }) => ({ id, title, kind, homepage, files, accepts })),
          },
          findingsAreResult: false,
        }),
      ),
    );

  program
    .command('sources')
    .description('list the sources of model lists')
    .addHelpText('after', '\nExample:\n  providersmith sources')
    .action((_: object, command: Command) =>
      run(
        'sources',
        globals(command),
        async () => ({
          diagnostics: [],
          sources: new Map<string, string>(),
          origins: await (await import('../commands/sources.js')).allSources(),
        }),
        ({ origins }) => ({
          text: () => table(origins.map(({ id, authority, homepage }) => [id, authority, homepage])),
          json: { sources: origins.map(({ id, title, homepage, says, authority }) => ({ id, title, homepage, says, authority })) },
          findingsAreResult: false,
        }),
      ),
    );

  program
    .command('rules')
    .description('list the rules: what can be found, and how bad it is')
    .addHelpText('after', '\nExample:\n  providersmith rules')
    .action((_: object, command: Command) =>
      run(
        'rules',
        globals(command),
        async () => ({
          diagnostics: [],
          sources: new Map<string, string>(),
          rules: await (await import('../commands/targets.js')).allRules(),
        }),
        ({ rules }) => ({
          text: () => table(rules.map(([code, rule]) => [code, rule.severity, rule.title])),
          json: { rules: rules.map(([code, rule]) => ({ code, ...rule })) },
          findingsAreResult: false,
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
