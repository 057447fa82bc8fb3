import type { Command } from 'commander';
import type { Reason, WhyResult } from '../commands/why.js';
import type { Colors } from './color.js';
import { globalOptions } from './options.js';
import { runCommand } from './session.js';

export function addWhyCommand(program: Command): void {
  program
    .command('why')
    .description('show where a value of a spec comes from')
    .argument('<spec>', 'a spec file, YAML or JSON')
    .argument('<what>', '`<model>.<field>`, a model for all its fields, or `default_model`')
    .addHelpText('after', '\nExample:\n  providersmith why specs/cline-pass.yaml glm-5.3.limit.context')
    .action((spec: string, what: string, _: object, command: Command) =>
      runCommand(
        'why',
        globalOptions(command),
        async () => (await import('../commands/why.js')).why(spec, what),
        (result) => ({
          text: (colors) => whyText(result, colors),
          json: { reasons: result.reasons, ...(result.model && { model: result.model }) },
          diagnosticsAreResult: false,
        }),
      ),
    );
}

function whyText({ reasons, model }: WhyResult, colors: Colors): string {
  const about = model
    ? [
        `${colors.bold(model.id)}\n`,
        ...model.listed.map(({ source, date }) => `  listed by ${source} since ${date} or earlier\n`),
        ...(model.missing
          ? [`  missing since ${model.missing.since}, in ${model.missing.answers} answers of ${model.missing.asked.join(', ')}\n`]
          : []),
        ...(model.left ? [`  ${removalText(model.left)}\n`] : []),
      ]
    : [];
  return [...about, ...reasons.map((reason) => reasonText(reason, colors))].join('');
}

const removalReasons = {
  evidence: 'it had been missing for long enough',
  hand: 'it was removed by hand',
  rename: 'it was renamed',
};

function removalText({ on, by, to }: NonNullable<NonNullable<WhyResult['model']>['left']>): string {
  return `not in the spec since ${on}: ${removalReasons[by]}${to === undefined ? '' : `, replaced by ${to}`}`;
}

function reasonText({ field, value, by, answer, pinned, evidence }: Reason, colors: Colors): string {
  const rows = [`${colors.bold(field)} ${value === null ? 'is not set' : JSON.stringify(value)}\n`];
  if (pinned) rows.push('  pinned in the spec, so no source changes it\n');
  for (const { claim, sources } of evidence) rows.push(`  evidence in the spec: ${claim} (${sources.join(', ')})\n`);
  if (answer) rows.push(`  from ${answer.source}, response of ${answer.date}\n  ${colors.dim(`${answer.url} ${answer.digest}`)}\n`);
  else if (by === 'absence') rows.push('  set by `models update`, since sources no longer list the model\n');
  else if (by === 'hand') rows.push('  edited by hand: sources have another value, or none\n');
  else if (value === null) rows.push('  no source has a value\n');
  else rows.push('  not in the lock: it was set before the first `models update`, and no source has the same value\n');
  return rows.join('');
}
