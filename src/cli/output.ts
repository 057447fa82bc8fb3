// Turns the result of a command into output in the format that was asked for, and an exit code.
import { redactDiagnostic, type Diagnostic } from '../core/diagnostics.js';
import type { Gated } from '../commands/gates.js';
import { version } from '../generated/version.js';
import { colors, wantsColor, type Colors } from './color.js';
import { exitCodeOf, fails, type FailOn } from './exit-code.js';
import { jsonReport, prettyReport } from './report.js';
import { notCountedText, type Report } from './reporters/report.js';

/** Reporters for third-party tools, loaded on demand. */
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

/** What a command prints beside its diagnostics. */
export interface CommandOutput {
  /** The result for people, on stdout. */
  readonly text: (colors: Colors) => string;
  /** The result for `--reporter json`: members beside the diagnostics. */
  readonly json: object;
  /** Whether the diagnostics are the result. Otherwise they go to stderr. */
  readonly diagnosticsAreResult: boolean;
  /** Whether `text` already says what a diagnostic says. */
  readonly isShownInText?: (diagnostic: Diagnostic) => boolean;
  /** For `--reporter markdown`, a text in place of the list of diagnostics. */
  readonly markdown?: () => string;
  /** For `--reporter markdown`, a text after the list of diagnostics. */
  readonly markdownBelow?: () => string;
  /** A line for people, on stderr. */
  readonly note?: string;
}

/** Prints a result and sets the exit code of the process. */
export async function writeOutput(
  command: string,
  options: GlobalOptions,
  gated: Gated,
  output: CommandOutput,
  failOn?: FailOn,
): Promise<void> {
  const diagnostics = gated.counted.map(({ diagnostic }) => diagnostic);
  const exitCode = exitCodeOf(diagnostics, failOn);
  process.exitCode = exitCode;
  const { reporter = 'pretty' } = options;
  if (reporter === 'pretty') writePretty(options, gated, output);
  else if (reporter === 'json') process.stdout.write(jsonReport(command, exitCode, gated, output.json));
  else if (reporter === 'markdown' && output.markdown) process.stdout.write(output.markdown());
  else {
    const print = await thirdPartyReporters[reporter]();
    const below = reporter === 'markdown' ? (output.markdownBelow?.() ?? '') : '';
    process.stdout.write(print(await reportData(command, exitCode, gated, failOn)) + below);
  }
}

async function reportData(command: string, exitCode: number, gated: Gated, failOn?: FailOn): Promise<Report> {
  const { allRules } = await import('../commands/targets.js');
  const asReported = <Entry extends { readonly diagnostic: Diagnostic }>(entries: readonly Entry[]): (Entry & { fails: boolean })[] =>
    entries.map((entry) => ({ ...entry, diagnostic: redactDiagnostic(entry.diagnostic), fails: fails(entry.diagnostic, failOn) }));
  return {
    command,
    exitCode,
    diagnostics: asReported(gated.counted),
    suppressed: asReported(gated.suppressed),
    known: gated.known,
    rules: new Map(await allRules()),
    version,
  };
}

function writePretty({ color }: GlobalOptions, gated: Gated, output: CommandOutput): void {
  const stdoutColors = colors(wantsColor(color, process.env, process.stdout));
  const diagnostics = gated.counted.flatMap(({ diagnostic }) => (output.isShownInText?.(diagnostic) === true ? [] : [diagnostic]));
  if (output.diagnosticsAreResult) process.stdout.write(prettyReport(diagnostics, gated.sources, stdoutColors));
  else process.stderr.write(prettyReport(diagnostics, gated.sources, colors(wantsColor(color, process.env, process.stderr))));
  process.stdout.write(output.text(stdoutColors));
  if (output.note !== undefined) process.stderr.write(`${output.note}\n`);
  const notCounted = notCountedText(gated);
  if (notCounted !== undefined) process.stderr.write(`not counted: ${notCounted}\n`);
}
