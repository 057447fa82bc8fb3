// Suppressions: rows of `.providersmith.yaml` that keep a diagnostic from counting until a date.
import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { quote } from '../core/text.js';
import { readCommitDay } from '../io/dates.js';
import { parseDocument, type ParsedDocument } from '../spec/parse-document.js';
import { configName, readConfigText } from './config.js';

export interface Suppression {
  readonly rule: string;
  readonly path?: string;
  readonly subject?: string;
  readonly reason: string;
  /** The last day on which it has an effect, YYYY-MM-DD. */
  readonly until: string;
}

export interface SuppressionFile {
  readonly suppressions: readonly Suppression[];
  /** Undefined if the folder has no `.providersmith.yaml`. */
  readonly document?: ParsedDocument;
}

/** @throws DiagnosticError `io/read`, `config/invalid` */
export async function readSuppressions(folder: string): Promise<SuppressionFile> {
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

/**
 * The date that suppressions are compared with.
 * @throws DiagnosticError `config/no-date`
 */
export function suppressionDate(folder: string, asOf: string | undefined): string {
  if (asOf !== undefined) return asOf;
  const commit = readCommitDay(folder);
  if ('day' in commit) return commit.day;
  throw new DiagnosticError(
    diagnose('config/no-date', `${configName} has suppressions, and ${commit.problem}`, {
      hint: 'pass the date as `--as-of <YYYY-MM-DD>`',
    }),
  );
}

/** @param shownPath how a path of the tree is printed: a suppression may name a file either way */
export function matchesSuppression(
  { rule, path, subject }: Suppression,
  diagnostic: Diagnostic,
  shownPath?: (path: string) => string,
): boolean {
  const { code, at } = diagnostic;
  const matchesAny = (pattern: string | undefined, ...texts: readonly (string | undefined)[]): boolean =>
    pattern === undefined || texts.some((text) => text !== undefined && matchesPattern(pattern.split('*'), text));
  return matchesAny(rule, code) && matchesAny(path, at?.path, at && shownPath?.(at.path)) && matchesAny(subject, diagnostic.subject);
}

/** Whether a text consists of these parts with any text between them. Each part matches at its first occurrence, so no pattern is slow. */
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

/** Reports suppressions that have expired, and those that match nothing. */
export function suppressionDiagnostics(
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
      return [diagnose('suppress/expired', `the suppression of ${quote(suppression.rule)} expired on ${suppression.until}`, details)];
    return used.has(suppression)
      ? []
      : [diagnose('suppress/unused', `the suppression of ${quote(suppression.rule)} matches no diagnostic`, details)];
  });
}
