// Runs a command: its gates, its output, and the errors that it throws.
import { posix } from 'node:path';
import { diagnose, renameFiles, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { didYouMean } from '../core/text.js';
import { configName, readConfigText } from '../commands/config.js';
import type { Gated, GateOptions } from '../commands/gates.js';
import type { CommandResult } from '../commands/result.js';
import { exitCodeOf, isLevel, type FailOn } from './exit-code.js';
import { writeOutput, type CommandOutput, type GlobalOptions } from './output.js';

/** Which diagnostics of a command count, and which of those make it fail. */
export interface Gates extends GateOptions {
  /** The folder that may hold `.providersmith.yaml`. */
  readonly folder: string;
  readonly failOn?: FailOn;
  readonly writeBaseline?: string;
}

/** Runs a command, prints its result and sets the exit code. */
export async function runCommand<Result extends CommandResult>(
  name: string,
  options: GlobalOptions,
  command: () => Promise<Result>,
  outputOf: (result: Result, exitCode: number) => CommandOutput,
  gates?: Gates,
): Promise<void> {
  try {
    if (gates) await refuseUnknownRules(gates.failOn ?? []);
    const result = await command();
    const gated = gates && needsGates(gates, options) ? await gateResult(result, gates, options) : withoutGates(result);
    if (gates?.writeBaseline !== undefined) {
      await writeBaseline(gates.writeBaseline, gated);
      process.exitCode = exitCodeOf(result.diagnostics, ['never']);
      return;
    }
    const counted = gated.counted.map(({ diagnostic }) => diagnostic);
    const output = outputOf(result, exitCodeOf(counted) || exitCodeOf(counted, gates?.failOn));
    await writeOutput(name, options, withPathsFromWorkingDirectory(gated, result), output, gates?.failOn);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const failed = withoutGates({ diagnostics: [error.diagnostic], sources: new Map() });
    await writeOutput(name, options, failed, { text: () => '', json: {}, diagnosticsAreResult: false });
  }
}

async function writeBaseline(path: string, gated: Gated): Promise<void> {
  const baseline = await import('../commands/baseline.js');
  baseline.writeBaseline(path, gated.accepted);
  process.stderr.write(`wrote ${path}: ${gated.accepted.length} diagnostics\n`);
}

/** Whether the output contains fingerprints. */
function needsFingerprints({ reporter }: GlobalOptions): boolean {
  return reporter === 'json' || reporter === 'sarif';
}

/** Whether anything can suppress a diagnostic or needs its fingerprint. Most runs load nothing for it. */
function needsGates({ baseline, writeBaseline: baselineToWrite, folder }: Gates, options: GlobalOptions): boolean {
  if (needsFingerprints(options) || baseline !== undefined || baselineToWrite !== undefined) return true;
  return readConfigText(folder) !== undefined;
}

async function gateResult(result: CommandResult, gates: Gates, options: GlobalOptions): Promise<Gated> {
  const { applyGates } = await import('../commands/gates.js');
  const fingerprints = needsFingerprints(options) || gates.writeBaseline !== undefined;
  return applyGates(result, gates.folder, { ...gates, fingerprints }, pathNamer(result));
}

function withoutGates({ diagnostics, sources }: CommandResult): Gated {
  const counted = diagnostics.map((diagnostic) => ({ diagnostic, fingerprint: '' }));
  return { counted, accepted: counted, suppressed: [], known: 0, sources };
}

async function refuseUnknownRules(failOn: FailOn): Promise<void> {
  const words = failOn.filter((word) => !isLevel(word));
  if (words.length === 0) return;
  const codes = (await (await import('../commands/targets.js')).allRules()).map(([code]) => code);
  const unknown = words.find((word) => !codes.includes(word));
  if (unknown === undefined) return;
  const near = didYouMean(unknown, ['error', 'warning', 'info', 'never', ...codes]);
  throw new DiagnosticError(
    diagnose('rule/unknown', `--fail-on: there is no rule \`${unknown}\``, {
      hint:
        near === undefined
          ? 'use `error`, `warning`, `info`, `never` or a rule; run `providersmith rules` for the list'
          : `did you mean \`${near}\`?`,
    }),
  );
}

/** How files of the tree are named from the working directory, whatever `--into` is; undefined if their own path leads there. */
function pathNamer({ tree }: CommandResult): ((path: string) => string) | undefined {
  // Reporters compare paths with those of the repository as text: a leading `./` would make another file of it.
  const root = tree ? posix.normalize(tree.root).replace(/\/+$/, '') : '.';
  if (!tree || root === '.') return undefined;
  return (path) => (tree.paths.has(path) || path === configName ? `${root}/${path}` : path);
}

function withPathsFromWorkingDirectory(gated: Gated, result: CommandResult): Gated {
  const rename = pathNamer(result);
  if (!rename) return gated;
  const moved = <Entry extends { readonly diagnostic: Diagnostic }>(entry: Entry): Entry => ({
    ...entry,
    diagnostic: renameFiles(entry.diagnostic, rename),
  });
  return {
    ...gated,
    counted: gated.counted.map(moved),
    suppressed: gated.suppressed.map(moved),
    sources: new Map([...gated.sources].map(([path, text]) => [rename(path), text])),
  };
}
