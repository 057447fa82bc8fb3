import { InvalidArgumentError, type Command } from 'commander';
import type { NamedSource } from '../commands/gather.js';
import type { ModelsOptions, ModelsResult } from '../commands/models-diff.js';
import { acceptableRules, type HoldRule } from '../models/types.js';
import { didYouMean } from '../core/text.js';
import { describeChanges } from './edit-commands.js';
import { parseDate, parsePath, globalOptions, parseIds } from './options.js';
import { runCommand } from './session.js';
import { type CommandOutput } from './output.js';
import { tuneWasm } from './tune.js';

interface Flags {
  source?: NamedSource[];
  offline: boolean;
  accept?: HoldRule[];
  target?: string;
  into?: string;
  draft: boolean;
  asOf?: string;
}

export function addModelsCommand(program: Command): void {
  const models = program
    .command('models')
    .description('compare the model lists of specs with what sources say')
    .addHelpText('after', '\nExample:\n  providersmith models diff specs/cline-pass.yaml');
  listCommand(models, 'diff', 'say what `models update` would change, and why; changes nothing')
    .addHelpText(
      'after',
      '\nExample:\n  providersmith models diff specs/cline-pass.yaml\n  providersmith models diff specs/*.yaml --source models.dev=api.json',
    )
    .action((specs: string[], flags: Flags, command: Command) => runModels('diff', specs, flags, command));
  listCommand(models, 'update', 'bring the model lists of specs up to what sources say')
    .addHelpText(
      'after',
      '\nExample:\n  providersmith models update specs/cline-pass.yaml\n  providersmith models update specs/cline-pass.yaml -t forgecode --into ../forgecode --reporter markdown > body.md',
    )
    .action((specs: string[], flags: Flags, command: Command) => runModels('update', specs, flags, command));
}

function listCommand(models: Command, name: string, description: string): Command {
  return models
    .command(name)
    .description(description)
    .argument('<spec...>', 'spec files, YAML or JSON')
    .option(
      '--source <ids>',
      'sources, with commas between, the one that counts most first; `<id>=<file>` reads a file in the place of the network, and a target can be one (default: the list of the provider where the spec has `live_models`, then models.dev)',
      sources,
    )
    .option('--offline', 'send nothing: take the answers that were kept, or those in the package', false)
    .option('--accept <rules>', `let through what is held, with commas between: ${acceptableRules.join(', ')}`, rules)
    .option('-t, --target <ids>', 'also carry the change into a target')
    .option('--into <dir>', 'the folder that the target edits', parsePath)
    .option('--draft', 'carry a spec with open questions', false)
    .option('--as-of <day>', 'the day that files are from (default: that on which they were changed)', parseDate)
    .hook('preAction', tuneWasm);
}

function sources(value: string, before: NamedSource[] | undefined): NamedSource[] {
  const named = parseIds(value).map((word): NamedSource => {
    const at = word.indexOf('=');
    if (at === -1) return { id: word };
    if (at === 0) throw new InvalidArgumentError(`\`${word}\` names no source.`);
    if (at === word.length - 1) throw new InvalidArgumentError(`\`${word}\` names no file.`);
    return { id: word.slice(0, at), path: word.slice(at + 1) };
  });
  const all = [...(before ?? []), ...named];
  const twice = all.find(({ id }, index) => all.findIndex((one) => one.id === id) !== index);
  if (twice) throw new InvalidArgumentError(`\`${twice.id}\` is there twice.`);
  return all;
}

function rules(value: string, before: HoldRule[] | undefined): HoldRule[] {
  const named = parseIds(value).map((word) => {
    const rule = acceptableRules.find((one) => one === word || one === `models/${word}`);
    if (rule) return rule;
    const near = didYouMean(word, [...acceptableRules, ...acceptableRules.map((one) => one.slice('models/'.length))]);
    throw new InvalidArgumentError(near === undefined ? `expected one of ${acceptableRules.join(', ')}.` : `did you mean \`${near}\`?`);
  });
  return [...(before ?? []), ...named];
}

function optionsOf({ source = [], accept = [], offline, target, into, draft, asOf }: Flags): ModelsOptions {
  return {
    sources: source,
    accept,
    offline,
    draft,
    ...(target !== undefined && { target }),
    ...(into !== undefined && { into }),
    ...(asOf !== undefined && { asOf }),
  };
}

async function runModels(name: 'diff' | 'update', specs: string[], flags: Flags, command: Command): Promise<void> {
  const lone = flags.target !== undefined ? undefined : flags.into !== undefined ? '--into' : flags.draft ? '--draft' : undefined;
  if (lone !== undefined) command.error(`error: \`${lone}\` goes with \`-t\``);
  const perform = async (): Promise<ModelsResult & { show: CommandOutput }> => {
    const options = optionsOf(flags);
    const result =
      name === 'diff'
        ? await (await import('../commands/models-diff.js')).modelsDiff(specs, options)
        : await (await import('../commands/models-update.js')).modelsUpdate(specs, options);
    const { isToldBy, modelsMarkdown, modelsText } = await import('./models-report.js');
    const show: CommandOutput = {
      text: (colors) => modelsText(result, colors),
      markdown: () => modelsMarkdown(result),
      json: {
        changes: describeChanges(result.changes),
        specs: result.reports,
        origins: result.origins,
        ...(result.carried && { target: describeChanges(result.carried.changes) }),
      },
      diagnosticsAreResult: false,
      isShownInText: isToldBy(result),
    };
    return { ...result, show };
  };
  await runCommand(`models ${name}`, globalOptions(command), perform, ({ show }) => show);
}
