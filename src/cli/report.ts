import { codeFrame, redacted, type Diagnostic, type Position } from '../core/diagnostics.js';
import type { Gated } from '../commands/gates.js';
import type { Colors } from './color.js';
import { countLine, legible } from './reporters/report.js';

/** Nobody reads more at once, and a frame costs time. */
const most = 50;

/** Findings for people: place, rule, message, hint and the lines around the place, then how many there are. */
export function prettyReport(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>, colors: Colors): string {
  if (diagnostics.length === 0) return '';
  const blocks = worst(diagnostics).map((diagnostic) => prettyDiagnostic(diagnostic, sources, colors));
  const more = diagnostics.length - blocks.length;
  if (more > 0) blocks.push(`… and ${more} more; \`--reporter json\` has them all\n`);
  return `${blocks.join('\n')}\n${countLine(diagnostics)}\n`;
}

/** As many as are shown: errors before the rest, in the order they have. */
function worst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= most) return diagnostics;
  const shown = new Set([...diagnostics].sort((a, b) => rank[a.severity] - rank[b.severity]).slice(0, most));
  return diagnostics.filter((diagnostic) => shown.has(diagnostic));
}

const rank = { error: 0, warning: 1, info: 2 };

function prettyDiagnostic(diagnostic: Diagnostic, sources: ReadonlyMap<string, string>, colors: Colors): string {
  const { at: place, code, message, hint, severity, related } = legible(redacted(diagnostic));
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

/** Findings and more for machines. The form is described in docs/reference/reporters.md. */
export function jsonReport(command: string, exitCode: number, { counted: findings, suppressed, known }: Gated, more: object): string {
  const shown = ({ diagnostic, fingerprint }: Gated['counted'][number]): object => ({
    ...redacted(diagnostic),
    ...(fingerprint !== '' && { fingerprint }),
  });
  const aside = {
    ...(suppressed.length > 0 && { suppressed: suppressed.map((finding) => ({ ...shown(finding), reason: finding.reason })) }),
    ...(known > 0 && { in_baseline: known }),
  };
  return `${JSON.stringify({ version: 1, command, exit_code: exitCode, diagnostics: findings.map(shown), ...aside, ...more }, null, 2)}\n`;
}
