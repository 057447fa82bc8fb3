// Baselines: a file of known diagnostics, so that only new ones count.
import { diagnose, redactDiagnostic, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { quote } from '../core/text.js';
import { readRegularFile, readText } from '../io/files/read.js';
import { writeChanges } from '../io/files/write.js';
import { shortHash } from '../io/hash.js';

/** A diagnostic and its fingerprint; the fingerprint is empty unless the run needs it. */
export interface Fingerprinted {
  readonly diagnostic: Diagnostic;
  readonly fingerprint: string;
}

/**
 * Names of diagnostics that stay the same when lines move. They consist of the rule, the file and the subject, with a number if several share
 * all three. Paths are relative to the tree.
 */
export function fingerprints(diagnostics: readonly Diagnostic[]): string[] {
  const counts = new Map<string, number>();
  return diagnostics.map(({ code, at, subject, message }) => {
    const key = JSON.stringify([code, at?.path ?? '', subject ?? message]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return shortHash(`${key} ${count}`);
  });
}

interface BaselineEntry {
  readonly fingerprint: string;
  readonly code: string;
  readonly path: string;
  readonly subject: string;
}

interface BaselineFile {
  readonly version: 1;
  readonly findings: readonly BaselineEntry[];
}

/** The entries of a baseline by fingerprint. */
export type Baseline = ReadonlyMap<string, BaselineEntry>;

/** @throws DiagnosticError `io/read`, `baseline/invalid` */
export function readBaseline(path: string): Baseline {
  const text = readText(path);
  const invalid = (why: string): DiagnosticError =>
    new DiagnosticError(diagnose('baseline/invalid', `${path} ${why}`, { hint: 'create it with `--write-baseline`' }));
  if (text === undefined) throw invalid('does not exist');
  let value: Partial<BaselineFile>;
  try {
    value = JSON.parse(text) as Partial<BaselineFile>;
  } catch {
    throw invalid('is not JSON');
  }
  const isEntry = (entry: Partial<BaselineEntry> | null): boolean => typeof entry?.fingerprint === 'string';
  if (value?.version !== 1 || !Array.isArray(value.findings) || !value.findings.every(isEntry)) throw invalid('is not a baseline');
  return new Map(value.findings.map((entry: BaselineEntry) => [entry.fingerprint, entry]));
}

/** Reports the entries of a baseline that are no longer reported. */
export function staleBaselineDiagnostics(baseline: Baseline, found: ReadonlySet<string>, path: string): Diagnostic[] {
  return [...baseline.values()]
    .filter(({ fingerprint }) => !found.has(fingerprint))
    .map(({ code, subject }) =>
      diagnose('baseline/stale', `${code} no longer occurs for ${quote(subject)}`, {
        at: { path, line: 1, column: 1 },
        subject: `${code}/${subject}`,
        hint: 'update the baseline with `--write-baseline`',
      }),
    );
}

/**
 * Writes a baseline of these diagnostics.
 * @throws DiagnosticError `io/write`
 */
export function writeBaseline(path: string, accepted: readonly Fingerprinted[]): void {
  const end = path.lastIndexOf('/') + 1;
  const before = readRegularFile(path);
  const after = printBaseline(accepted);
  if (before !== after) writeChanges(path.slice(0, end) || '.', [{ path: path.slice(end), before, after }]);
}

/** Sorted by path, code and subject, so that a diff of two baselines is readable. */
function printBaseline(accepted: readonly Fingerprinted[]): string {
  const findings = accepted
    .map(({ diagnostic, fingerprint }): BaselineEntry => {
      const { code, at, subject, message } = redactDiagnostic(diagnostic);
      return { fingerprint, code, path: at?.path ?? '', subject: subject ?? message };
    })
    .toSorted(
      (a, b) =>
        compareText(a.path, b.path) ||
        compareText(a.code, b.code) ||
        compareText(a.subject, b.subject) ||
        compareText(a.fingerprint, b.fingerprint),
    );
  return `${JSON.stringify({ version: 1, findings }, null, 2)}\n`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
