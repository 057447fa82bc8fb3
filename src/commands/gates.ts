// Which findings count: not those that a committed file suppresses, nor those of a baseline.
import { diagnose, redacted, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { parseDocument, type ParsedDocument } from '../spec/parse-document.js';
import { redactSecrets } from '../core/secrets.js';
import { quote } from '../core/text.js';
import { readCommitDay } from '../io/dates.js';
import { readRegularFile, readText } from '../io/files/read.js';
import { writeChanges } from '../io/files/write.js';
import { configName, readConfigText } from './config.js';
import { fingerprints } from './fingerprint.js';
import type { CommandResult } from './result.js';

export interface GateOptions {
  /** The file with findings that are known. */
  readonly baseline?: string;
  /** Whether each finding gets its fingerprint, which costs time. */
  readonly fingerprints?: boolean;
  /** The day that suppressions are judged by, `YYYY-MM-DD`, instead of that of the commit. */
  readonly asOf?: string;
}

export interface Suppressed extends Fingerprinted {
  /** Without a key or token. */
  readonly reason: string;
}

/** A finding with its fingerprint where that was asked for, else with the empty text. */
interface Fingerprinted {
  readonly diagnostic: Diagnostic;
  readonly fingerprint: string;
}

export interface Gated {
  /** The findings that count. */
  readonly counted: readonly Fingerprinted[];
  /** What a baseline holds: all that the command found and nothing suppresses, known or not. */
  readonly accepted: readonly Fingerprinted[];
  readonly suppressed: readonly Suppressed[];
  /** How many are in the baseline. */
  readonly known: number;
  readonly sources: ReadonlyMap<string, string>;
}

interface Suppression {
  readonly rule: string;
  readonly path?: string;
  readonly subject?: string;
  readonly reason: string;
  readonly until: string;
}

interface BaselineFinding {
  readonly fingerprint: string;
  readonly code: string;
  readonly path: string;
  readonly subject: string;
}

interface BaselineFile {
  readonly version: 1;
  readonly findings: readonly BaselineFinding[];
}

/**
 * @param folder where `.providersmith.yaml` may be
 * @param shown what a file of the tree is called where findings are shown, when that is something else
 * @throws DiagnosticError `io/read`, `config/invalid`, `config/no-date`, `baseline/invalid`
 */
export async function applyGates(
  result: CommandResult,
  folder: string,
  options: GateOptions,
  shown?: (path: string) => string,
): Promise<Gated> {
  const { suppressions, document } = await readConfig(folder);
  const known = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const suppressed: Suppressed[] = [];
  const findings: Fingerprinted[] = [];
  const accepted: Fingerprinted[] = [];
  const used = new Set<Suppression>();
  const found = new Set<string>();
  const today = suppressions.length > 0 ? suppressionDay(folder, options) : '';
  const name = options.fingerprints === true || known !== undefined ? fingerprints : (all: readonly Diagnostic[]) => all.map(() => '');
  const names = name(result.diagnostics);
  for (const [index, diagnostic] of result.diagnostics.entries()) {
    const fingerprint = names[index]!;
    found.add(fingerprint);
    const matching = suppressions.filter((suppression) => matchesSuppression(suppression, diagnostic, shown));
    for (const suppression of matching) used.add(suppression);
    const holding = matching.find(({ until }) => until >= today);
    if (holding) {
      suppressed.push({ diagnostic, fingerprint, reason: redactSecrets(holding.reason) });
      continue;
    }
    accepted.push({ diagnostic, fingerprint });
    if (!known?.has(fingerprint)) findings.push({ diagnostic, fingerprint });
  }
  const more = [
    ...(document ? suppressionDiagnostics(suppressions, used, today, document) : []),
    ...staleBaselineDiagnostics(known, found, options.baseline),
  ];
  const count = result.diagnostics.length - suppressed.length - findings.length;
  const own = name(more);
  return {
    counted: [...findings, ...more.map((diagnostic, index) => ({ diagnostic, fingerprint: own[index]! }))],
    accepted,
    suppressed,
    known: count,
    sources: document ? new Map([...result.sources, [document.path, document.text]]) : result.sources,
  };
}

/** The text of a baseline: one finding after the other, in an order of their own, so that a diff of it can be read. */
function printBaseline(accepted: readonly Fingerprinted[]): string {
  const findings = accepted
    .map(({ diagnostic, fingerprint }) => {
      const { code, at, subject, message } = redacted(diagnostic);
      return { fingerprint, code, path: at?.path ?? '', subject: subject ?? message };
    })
    .toSorted(
      (a, b) =>
        compare(a.path, b.path) || compare(a.code, b.code) || compare(a.subject, b.subject) || compare(a.fingerprint, b.fingerprint),
    );
  return `${JSON.stringify({ version: 1, findings }, null, 2)}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function readBaseline(path: string): Map<string, BaselineFinding> {
  const text = readText(path);
  const invalid = (why: string): DiagnosticError =>
    new DiagnosticError(diagnose('baseline/invalid', `${path} ${why}`, { hint: 'make it with `--write-baseline`' }));
  if (text === undefined) throw invalid('is not there');
  let value: Partial<BaselineFile>;
  try {
    value = JSON.parse(text) as Partial<BaselineFile>;
  } catch {
    throw invalid('is not JSON');
  }
  const isFinding = (finding: Partial<BaselineFinding> | null): boolean => typeof finding?.fingerprint === 'string';
  if (value?.version !== 1 || !Array.isArray(value.findings) || !value.findings.every(isFinding)) throw invalid('is no baseline');
  return new Map(value.findings.map((finding: BaselineFinding) => [finding.fingerprint, finding]));
}

function staleBaselineDiagnostics(
  known: ReadonlyMap<string, BaselineFinding> | undefined,
  found: ReadonlySet<string>,
  path = '',
): Diagnostic[] {
  return [...(known ?? [])]
    .filter(([fingerprint]) => !found.has(fingerprint))
    .map(([, finding]) =>
      diagnose('baseline/stale', `${finding.code} of ${quote(finding.subject)} is not found any more`, {
        at: { path, line: 1, column: 1 },
        subject: `${finding.code}/${finding.subject}`,
        hint: 'write the baseline anew with `--write-baseline`',
      }),
    );
}

async function readConfig(folder: string): Promise<{ suppressions: readonly Suppression[]; document?: ParsedDocument }> {
  const text = readConfigText(folder);
  if (text === undefined) return { suppressions: [] };
  const { document, diagnostics } = parseDocument(configName, text);
  if (!document) throw new DiagnosticError({ ...diagnostics[0]!, code: 'config/invalid' });
  const [{ schemaDiagnostics }, { validateConfig }] = await Promise.all([
    import('../spec/schema-errors.js'),
    import('../generated/validators-verbose.js'),
  ]);
  const [problem] = schemaDiagnostics(document, validateConfig);
  if (problem) throw new DiagnosticError({ ...problem, code: 'config/invalid' });
  return { suppressions: (document.value as { suppress?: Suppression[] }).suppress ?? [], document };
}

function suppressionDay(folder: string, { asOf }: GateOptions): string {
  if (asOf !== undefined) return asOf;
  const commit = readCommitDay(folder);
  if ('day' in commit) return commit.day;
  const hint = 'name the day with `--as-of <YYYY-MM-DD>`';
  throw new DiagnosticError(diagnose('config/no-date', `${configName} has suppressions, and ${commit.problem}`, { hint }));
}

/** A path is taken as it is shown, and as it is in the tree: the file stands there and need not know from where it is looked at. */
function matchesSuppression(
  { rule, path, subject }: Suppression,
  { code, at, subject: about }: Diagnostic,
  shown?: (path: string) => string,
): boolean {
  const like = (pattern: string | undefined, ...texts: readonly (string | undefined)[]): boolean =>
    pattern === undefined || texts.some((text) => text !== undefined && matchesPattern(pattern.split('*'), text));
  return like(rule, code) && like(path, at?.path, at && shown?.(at.path)) && like(subject, about);
}

/** Whether a text has these parts in their order, the first at its start and the last at its end. Takes each where it comes first, so no pattern is slow. */
function matchesPattern(parts: readonly string[], text: string): boolean {
  const [first, last] = [parts[0]!, parts.at(-1)!];
  if (parts.length === 1) return text === first;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const next = text.indexOf(part, at);
    if (next === -1) return false;
    at = next + part.length;
  }
  return at <= text.length - last.length;
}

function suppressionDiagnostics(
  suppressions: readonly Suppression[],
  used: ReadonlySet<Suppression>,
  today: string,
  document: ParsedDocument,
): Diagnostic[] {
  return suppressions.flatMap((suppression, index): Diagnostic[] => {
    const details = {
      at: document.locate(['suppress', index]),
      subject: `${suppression.rule} ${suppression.subject ?? suppression.path ?? ''}`.trim(),
    };
    if (suppression.until < today)
      return [diagnose('suppress/expired', `the suppression of ${quote(suppression.rule)} held until ${suppression.until}`, details)];
    return used.has(suppression)
      ? []
      : [diagnose('suppress/unused', `nothing is found that ${quote(suppression.rule)} would suppress here`, details)];
  });
}

/**
 * Writes the findings that nothing suppresses into a baseline, those that an older one holds included.
 * @throws DiagnosticError `io/write`
 */
export function writeBaseline(path: string, { accepted }: Gated): void {
  const at = path.lastIndexOf('/') + 1;
  const [folder, name] = [path.slice(0, at) || '.', path.slice(at)];
  const before = readRegularFile(path);
  const after = printBaseline(accepted);
  if (before !== after) writeChanges(folder, [{ path: name, before, after }]);
}
