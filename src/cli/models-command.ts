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
    .description('update the model lists of specs from sources')
    .addHelpText('after', '\nExample:\n  providersmith models diff specs/cline-pass.yaml');
  listCommand(models, 'diff', 'show what `models update` would change, and why, without writing')
    .addHelpText(
      'after',
      '\nExample:\n  providersmith models diff specs/cline-pass.yaml\n  providersmith models diff specs/*.yaml --source models.dev=api.json',
    )
    .action((specs: string[], flags: Flags, command: Command) => runModels('diff', specs, flags, command));
  listCommand(models, 'update', 'update the model lists of specs from sources')
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
      "comma-separated sources, the most trusted first; `<id>=<file>` reads a file instead of the network, also one of a target (default: the provider's own list if the spec has `live_models`, then models.dev)",
      parseSources,
    )
    .option('--offline', 'send nothing: use cached responses, or the snapshot in the package', false)
    .option('--accept <rules>', `accept held changes, by comma-separated rules: ${acceptableRules.join(', ')}`, parseRules)
    .option('-t, --target <ids>', 'also update a target')
    .option('--into <dir>', 'folder for the target to edit', parsePath)
    .option('--draft', 'accept a spec that still has open questions', false)
    .option('--as-of <day>', 'date of the files (default: when they were last changed)', parseDate)
    .hook('preAction', tuneWasm);
}

function parseSources(value: string, before: NamedSource[] | undefined): NamedSource[] {
  const named = parseIds(value).map((word): NamedSource => {
    const at = word.indexOf('=');
    if (at === -1) return { id: word };
    if (at === 0) throw new InvalidArgumentError(`\`${word}\` has no source.`);
    if (at === word.length - 1) throw new InvalidArgumentError(`\`${word}\` has no file.`);
    return { id: word.slice(0, at), path: word.slice(at + 1) };
  });
  const all = [...(before ?? []), ...named];
  const twice = all.find(({ id }, index) => all.findIndex((one) => one.id === id) !== index);
  if (twice) throw new InvalidArgumentError(`\`${twice.id}\` is named twice.`);
  return all;
}

function parseRules(value: string, before: HoldRule[] | undefined): HoldRule[] {
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
  const unusable = flags.target !== undefined ? undefined : flags.into !== undefined ? '--into' : flags.draft ? '--draft' : undefined;
  if (unusable !== undefined) command.error(`error: \`${unusable}\` needs \`-t\``);
  const perform = async (): Promise<ModelsResult & { show: CommandOutput }> => {
    const options = optionsOf(flags);
    const result =
      name === 'diff'
        ? await (await import('../commands/models-diff.js')).modelsDiff(specs, options)
        : await (await import('../commands/models-update.js')).modelsUpdate(specs, options);
    const { alreadyShown, modelsMarkdown, modelsText } = await import('./models-report.js');
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
      isShownInText: alreadyShown(result),
    };
    return { ...result, show };
  };
  await runCommand(`models ${name}`, globalOptions(command), perform, ({ show }) => show);
}
