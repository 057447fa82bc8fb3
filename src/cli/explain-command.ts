import type { Command } from 'commander';
import type { Explained } from '../commands/explain.js';
import { countWords } from '../core/text.js';
import { fieldLabel, type FieldSupport } from '../spec/fields.js';
import type { Colors } from './color.js';
import { globalOptions, parseIds } from './options.js';
import { runCommand } from './session.js';

/** With more targets than this, each gets one line. */
const detailed = 3;

export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description('show how each target supports each field of a spec')
    .argument('<spec...>', 'spec files, YAML or JSON')
    .option('-t, --target <ids>', 'comma-separated target ids (default: all, one line each)', parseIds)
    .addHelpText('after', '\nExample:\n  providersmith explain specs/cline-pass.yaml -t opencode')
    .action((specs: string[], { target = [] }: { target?: string[] }, command: Command) =>
      runCommand(
        'explain',
        globalOptions(command),
        async () => (await import('../commands/explain.js')).explain(specs, target),
        ({ explained }) => ({
          text: (colors) =>
            (target.length > 0 && target.length <= detailed ? explained.map((one) => details(one, colors)) : lines(explained, colors)).join(
              '',
            ),
          json: { explained },
          diagnosticsAreResult: false,
        }),
      ),
    );
}

const hows: readonly FieldSupport['how'][] = ['exact', 'approximated', 'defaulted', 'dropped'];

function lines(explained: readonly Explained[], colors: Colors): string[] {
  const width = Math.max(0, ...explained.map(({ target }) => target.length));
  return explained.map((one) => `${colors.bold(one.target.padEnd(width))}  ${summary(one)}\n`);
}

function summary({ refused, fields, notes }: Explained): string {
  if (refused !== undefined) return `not supported: ${refused}`;
  const counts = hows.flatMap((how) => {
    const count = fields?.filter((field) => field.how === how).length ?? 0;
    return count === 0 ? [] : [`${count} ${how}`];
  });
  return [...counts, ...(notes.length > 0 ? [countWords(notes.length, 'note')] : [])].join(', ') || 'nothing is dropped';
}

function details({ target, refused, fields = [], notes }: Explained, colors: Colors): string {
  if (refused !== undefined) return `${colors.bold(target)}  not supported: ${refused}\n`;
  const rows = hows.flatMap((how) => {
    const reasons = new Map<string, string[]>();
    for (const { field, why = '' } of fields.filter((one) => one.how === how))
      reasons.set(why, [...(reasons.get(why) ?? []), fieldLabel(field)]);
    return [...reasons].map(([why, names]) => `  ${how.padEnd(12)}  ${names.join(', ')}${why === '' ? '' : `: ${why}`}\n`);
  });
  return `${colors.bold(target)}\n${rows.join('')}${notes.map(({ message }) => `  ${'note'.padEnd(12)}  ${message}\n`).join('')}`;
}
