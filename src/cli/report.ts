import { codeFrame, redactDiagnostic, type Diagnostic, type Position } from '../core/diagnostics.js';
import type { Gated } from '../commands/gates.js';
import type { Colors } from './color.js';
import { countLine, withVisibleText } from './reporters/report.js';

/** A limit on the diagnostics with a code frame. */
const mostShown = 50;

/** Diagnostics for people: position, message, rule, code frame and hint, then a count. */
export function prettyReport(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>, colors: Colors): string {
  if (diagnostics.length === 0) return '';
  const blocks = mostSevere(diagnostics).map((diagnostic) => prettyDiagnostic(diagnostic, sources, colors));
  const more = diagnostics.length - blocks.length;
  if (more > 0) blocks.push(`… and ${more} more; \`--reporter json\` prints all of them\n`);
  return `${blocks.join('\n')}\n${countLine(diagnostics)}\n`;
}

/** The most severe ones, in their original order. */
function mostSevere(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= mostShown) return diagnostics;
  const shown = new Set([...diagnostics].sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, mostShown));
  return diagnostics.filter((diagnostic) => shown.has(diagnostic));
}

const rank = { error: 0, warning: 1, info: 2 };

function prettyDiagnostic(diagnostic: Diagnostic, sources: ReadonlyMap<string, string>, colors: Colors): string {
  const { at: place, code, message, hint, severity, related } = withVisibleText(redactDiagnostic(diagnostic));
  const { at } = diagnostic;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
  const where = place ? `${colors.bold(positionText(place))} ` : '';
  const rows = [`${where}${paint(severity)} ${message} ${colors.dim(`[${code}]`)}`];
  const text = at && severity !== 'info' ? sources.get(at.path) : undefined;
  const frame = at && text !== undefined ? codeFrame(text, at) : '';
  if (frame !== '') rows.push(...frame.split('\n').map((row) => colors.dim(`    ${row}`)));
  for (const { at: other, message: what } of related ?? []) rows.push(`    ${colors.cyan('see')} ${positionText(other)} ${what}`);
  if (hint !== undefined) rows.push(`    ${colors.cyan('hint:')} ${hint}`);
  return `${rows.join('\n')}\n`;
}

function positionText({ path, line, column }: Position): string {
  return `${path}:${line}:${column}`;
}

/** The JSON report; docs/reference/reporters.md describes it. */
export function jsonReport(command: string, exitCode: number, { counted, suppressed, known }: Gated, more: object): string {
  const shown = ({ diagnostic, fingerprint }: Gated['counted'][number]): object => ({
    ...redactDiagnostic(diagnostic),
    ...(fingerprint !== '' && { fingerprint }),
  });
  const aside = {
    ...(suppressed.length > 0 && { suppressed: suppressed.map((one) => ({ ...shown(one), reason: one.reason })) }),
    ...(known > 0 && { in_baseline: known }),
  };
  return `${JSON.stringify({ version: 1, command, exit_code: exitCode, diagnostics: counted.map(shown), ...aside, ...more }, null, 2)}\n`;
}
