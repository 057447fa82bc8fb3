import type { Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import type { CommandResult } from '../commands/result.js';
import { colors, wantsColor, type Colors } from './color.js';
import { exitCodeOf } from './exit-code.js';
import { jsonReport, prettyReport } from './report.js';

export interface GlobalOptions {
  readonly reporter?: 'pretty' | 'json';
  readonly color?: boolean;
}

/** What a command shows: text for people, members for machines, and where findings go. */
export interface Shown {
  /** The result, on stdout. */
  readonly text: (colors: Colors) => string;
  /** The same for `--reporter json`. */
  readonly json: object;
  /** Whether the findings are the result. Else they go to stderr. */
  readonly findingsAreResult: boolean;
  /** A line for people, on stderr. */
  readonly note?: string;
}

/** Runs a command and reports what comes of it: the one place that turns results into output and an exit code. */
export async function run<Result extends CommandResult>(
  name: string,
  options: GlobalOptions,
  command: () => Promise<Result>,
  show: (result: Result, exitCode: number) => Shown,
): Promise<void> {
  let result: Result;
  try {
    result = await command();
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    report(name, options, [error.diagnostic], new Map(), { text: () => '', json: {}, findingsAreResult: false });
    return;
  }
  const exitCode = exitCodeOf(result.diagnostics);
  report(name, options, result.diagnostics, result.sources, show(result, exitCode));
}

function report(
  name: string,
  options: GlobalOptions,
  diagnostics: readonly Diagnostic[],
  sources: ReadonlyMap<string, string>,
  shown: Shown,
): void {
  const exitCode = exitCodeOf(diagnostics);
  process.exitCode = exitCode;
  if (options.reporter === 'json') {
    process.stdout.write(jsonReport(name, exitCode, diagnostics, shown.json));
    return;
  }
  const out = colors(wantsColor(options.color, process.env, process.stdout));
  const err = colors(wantsColor(options.color, process.env, process.stderr));
  if (shown.findingsAreResult) process.stdout.write(prettyReport(diagnostics, sources, out));
  else process.stderr.write(prettyReport(diagnostics, sources, err));
  process.stdout.write(shown.text(out));
  if (shown.note !== undefined) process.stderr.write(`${shown.note}\n`);
}
