import type { Command } from 'commander';
import type { Reason, WhyResult } from '../commands/why.js';
import type { Colors } from './color.js';
import { globalOptions } from './options.js';
import { runCommand } from './session.js';

export function addWhyCommand(program: Command): void {
  program
    .command('why')
    .description('say where a value of a spec comes from')
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
        ...model.listed.map(({ source, date }) => `  listed by ${source} since ${date} at the latest\n`),
        ...(model.missing
          ? [`  missing since ${model.missing.since}, in ${model.missing.answers} answers of ${model.missing.asked.join(', ')}\n`]
          : []),
        ...(model.left ? [`  ${leftText(model.left)}\n`] : []),
      ]
    : [];
  return [...about, ...reasons.map((reason) => reasonText(reason, colors))].join('');
}

const leavings = {
  evidence: 'it was missing for long enough',
  hand: 'a person took it out',
  rename: 'it has another id now',
};

function leftText({ on, by, to }: NonNullable<NonNullable<WhyResult['model']>['left']>): string {
  return `not in the spec since ${on}: ${leavings[by]}${to === undefined ? '' : `, ${to} took its place`}`;
}

function reasonText({ field, value, by, answer, pinned, evidence }: Reason, colors: Colors): string {
  const rows = [`${colors.bold(field)} ${value === null ? 'is not said' : JSON.stringify(value)}\n`];
  if (pinned) rows.push('  pinned in the spec: no source changes it\n');
  for (const { claim, sources } of evidence) rows.push(`  evidence in the spec: ${claim} (${sources.join(', ')})\n`);
  if (answer) rows.push(`  from ${answer.source}, answer of ${answer.date}\n  ${colors.dim(`${answer.url} ${answer.digest}`)}\n`);
  else if (by === 'absence') rows.push('  set here, since the sources do not list the model any more\n');
  else if (by === 'hand') rows.push('  written by hand: a source said something else, or nothing\n');
  else if (value === null) rows.push('  no source has said it\n');
  else rows.push('  the lock says nothing of it: it was there before the first `models update`, and no source has said the same\n');
  return rows.join('');
}
