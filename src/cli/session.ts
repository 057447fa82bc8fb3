import { posix } from 'node:path';
import type { Diagnostic } from '../core/diagnostics.js';
import { diagnose, redacted, renameFiles } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { didYouMean } from '../core/text.js';
import { configName, readConfigText } from '../commands/config.js';
import type { Gated, GateOptions } from '../commands/gates.js';
import type { CommandResult } from '../commands/result.js';
import { version } from '../generated/version.js';
import { colors, wantsColor, type Colors } from './color.js';
import { exitCodeOf, fails, isLevel, type FailOn } from './exit-code.js';
import { jsonReport, prettyReport } from './report.js';
import type { Report } from './reporters/report.js';

/** Forms that are for a program of somebody else: each is loaded when it is asked for. */
const thirdPartyReporters = {
  sarif: async () => (await import('./reporters/sarif.js')).sarifReport,
  github: async () => (await import('./reporters/github.js')).githubReport,
  markdown: async () => (await import('./reporters/markdown.js')).markdownReport,
  junit: async () => (await import('./reporters/junit.js')).junitReport,
} as const;

export const reporters = ['pretty', 'json', ...Object.keys(thirdPartyReporters)] as const;

export interface GlobalOptions {
  readonly reporter?: 'pretty' | 'json' | keyof typeof thirdPartyReporters;
  readonly color?: boolean;
}

/** What a command shows: text for people, members for machines, and where findings go. */
export interface CommandOutput {
  /** The result, on stdout. */
  readonly text: (colors: Colors) => string;
  /** The same for `--reporter json`. */
  readonly json: object;
  /** What goes below the list of findings of `--reporter markdown`. */
  readonly markdownBelow?: () => string;
  /** Whether the findings are the result. Else they go to stderr. */
  readonly diagnosticsAreResult: boolean;
  /** Whether the text for people says a finding already. */
  readonly isShownInText?: (diagnostic: Diagnostic) => boolean;
  /** The same as a text for a pull request, in the place of the list of findings. */
  readonly markdown?: () => string;
  /** A line for people, on stderr. */
  readonly note?: string;
}

/** Which findings of a command count, and which of those make it fail. */
export interface Gates extends GateOptions {
  /** The folder in which `.providersmith.yaml` may be. */
  readonly folder: string;
  readonly failOn?: FailOn;
  readonly writeBaseline?: string;
}

/** Runs a command and reports what comes of it: the one place that turns results into output and an exit code. */
export async function runCommand<Result extends CommandResult>(
  name: string,
  options: GlobalOptions,
  command: () => Promise<Result>,
  show: (result: Result, exitCode: number) => CommandOutput,
  gates?: Gates,
): Promise<void> {
  try {
    if (gates) await refuseUnknownRules(gates.failOn ?? []);
    const result = await command();
    const gated = gates && needsGates(gates, options) ? await gateResult(result, gates, options) : withoutGates(result);
    if (gates?.writeBaseline !== undefined) {
      await (await import('../commands/gates.js')).writeBaseline(gates.writeBaseline, gated);
      process.stderr.write(`wrote ${gates.writeBaseline}: ${gated.accepted.length} findings\n`);
      process.exitCode = exitCodeOf(result.diagnostics, ['never']);
      return;
    }
    const found = gated.counted.map(({ diagnostic }) => diagnostic);
    await writeReport(
      name,
      options,
      withPathsFromWorkingDirectory(gated, result),
      show(result, exitCodeOf(found) || exitCodeOf(found, gates?.failOn)),
      gates?.failOn,
    );
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const failed = withoutGates({ diagnostics: [error.diagnostic], sources: new Map() });
    await writeReport(name, options, failed, { text: () => '', json: {}, diagnosticsAreResult: false });
  }
}

/** Whether a form has the fingerprints of findings. */
function needsFingerprints({ reporter }: GlobalOptions): boolean {
  return reporter === 'json' || reporter === 'sarif';
}

/** Whether anything can keep a finding from counting, or asks for its name. Most runs load nothing for it. */
function needsGates({ baseline, writeBaseline, folder }: Gates, options: GlobalOptions): boolean {
  if (needsFingerprints(options) || baseline !== undefined || writeBaseline !== undefined) return true;
  return readConfigText(folder) !== undefined;
}

async function gateResult(result: CommandResult, gates: Gates, options: GlobalOptions): Promise<Gated> {
  const { applyGates } = await import('../commands/gates.js');
  const named = needsFingerprints(options) || gates.writeBaseline !== undefined;
  return applyGates(result, gates.folder, { ...gates, fingerprints: named }, pathNamer(result));
}

function withoutGates({ diagnostics, sources }: CommandResult): Gated {
  const findings = diagnostics.map((diagnostic) => ({ diagnostic, fingerprint: '' }));
  return { counted: findings, accepted: findings, suppressed: [], known: 0, sources };
}

async function refuseUnknownRules(failOn: FailOn): Promise<void> {
  const words = failOn.filter((word) => !isLevel(word));
  if (words.length === 0) return;
  const codes = (await (await import('../commands/targets.js')).allRules()).map(([code]) => code);
  for (const word of words) {
    if (codes.includes(word)) continue;
    const near = didYouMean(word, ['error', 'warning', 'info', 'never', ...codes]);
    const hint =
      near === undefined ? '`error`, `warning`, `info`, `never`, or rules: `providersmith rules` lists them' : `did you mean \`${near}\`?`;
    throw new DiagnosticError(diagnose('rule/unknown', `--fail-on: there is no rule \`${word}\``, { hint }));
  }
}

/** How files of the tree are found from the working directory, whatever `--into` says; undefined where that is by their own path. */
function pathNamer({ tree }: CommandResult): ((path: string) => string) | undefined {
  // Forms compare a path with those of the repository as text: `./` in front of it is another file to them.
  const root = tree ? posix.normalize(tree.root).replace(/\/+$/, '') : '.';
  if (!tree || root === '.') return undefined;
  return (path) => (tree.paths.has(path) || path === configName ? `${root}/${path}` : path);
}

function withPathsFromWorkingDirectory(gated: Gated, result: CommandResult): Gated {
  const name = pathNamer(result);
  if (!name) return gated;
  const moved = <Found extends { readonly diagnostic: Diagnostic }>(finding: Found): Found => ({
    ...finding,
    diagnostic: renameFiles(finding.diagnostic, name),
  });
  return {
    ...gated,
    counted: gated.counted.map(moved),
    suppressed: gated.suppressed.map(moved),
    sources: new Map([...gated.sources].map(([path, text]) => [name(path), text])),
  };
}

async function writeReport(name: string, options: GlobalOptions, gated: Gated, shown: CommandOutput, failOn?: FailOn): Promise<void> {
  const { counted: findings, suppressed, known, sources } = gated;
  const diagnostics = findings.map(({ diagnostic }) => diagnostic);
  const exitCode = exitCodeOf(diagnostics, failOn);
  process.exitCode = exitCode;
  const { reporter = 'pretty' } = options;
  if (reporter === 'json') {
    process.stdout.write(jsonReport(name, exitCode, gated, shown.json));
    return;
  }
  if (reporter === 'markdown' && shown.markdown) {
    process.stdout.write(shown.markdown());
    return;
  }
  if (reporter !== 'pretty') {
    const [form, { allRules }] = await Promise.all([thirdPartyReporters[reporter](), import('../commands/targets.js')]);
    const safe = <T extends { readonly diagnostic: Diagnostic }>(list: readonly T[]): (T & { fails: boolean })[] =>
      list.map((one) => ({ ...one, diagnostic: redacted(one.diagnostic), fails: fails(one.diagnostic, failOn) }));
    const data: Report = {
      command: name,
      exitCode,
      diagnostics: safe(findings),
      suppressed: safe(suppressed),
      known,
      rules: new Map(await allRules()),
      version,
    };
    process.stdout.write(form(data) + (reporter === 'markdown' ? (shown.markdownBelow?.() ?? '') : ''));
    return;
  }
  const out = colors(wantsColor(options.color, process.env, process.stdout));
  const err = colors(wantsColor(options.color, process.env, process.stderr));
  const untold = diagnostics.filter((diagnostic) => shown.isShownInText?.(diagnostic) !== true);
  if (shown.diagnosticsAreResult) process.stdout.write(prettyReport(untold, sources, out));
  else process.stderr.write(prettyReport(untold, sources, err));
  process.stdout.write(shown.text(out));
  if (shown.note !== undefined) process.stderr.write(`${shown.note}\n`);
  const aside = [...(known > 0 ? [`${known} in the baseline`] : []), ...(suppressed.length > 0 ? [`${suppressed.length} suppressed`] : [])];
  if (aside.length > 0) process.stderr.write(`not counted: ${aside.join(', ')}\n`);
}
