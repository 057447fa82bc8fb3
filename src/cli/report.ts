import { codeFrame, type Diagnostic } from '../core/diagnostics.js';
import type { Colors } from './color.js';

/** Findings for people: place, rule, message, hint and the lines around the place, then how many there are. */
export function prettyReport(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, string>, colors: Colors): string {
  if (diagnostics.length === 0) return '';
  const blocks = diagnostics.map((diagnostic) => prettyDiagnostic(diagnostic, sources, colors));
  return `${blocks.join('\n')}\n${summary(diagnostics)}\n`;
}

function prettyDiagnostic(diagnostic: Diagnostic, sources: ReadonlyMap<string, string>, colors: Colors): string {
  const { at, code, message, hint, severity } = diagnostic;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
  const place = at ? `${colors.bold(`${at.path}:${at.line}:${at.column}`)} ` : '';
  const rows = [`${place}${paint(severity)} ${message} ${colors.dim(`[${code}]`)}`];
  const text = at && severity !== 'info' ? sources.get(at.path) : undefined;
  const frame = at && text !== undefined ? codeFrame(text, at) : '';
  if (frame !== '') rows.push(...frame.split('\n').map((row) => colors.dim(`    ${row}`)));
  if (hint !== undefined) rows.push(`    ${colors.cyan('hint:')} ${hint}`);
  return `${rows.join('\n')}\n`;
}

function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity'], word: string): string | undefined => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return found === 0 ? undefined : `${found} ${word}${found === 1 || word === 'info' ? '' : 's'}`;
  };
  return [count('error', 'error'), count('warning', 'warning'), count('info', 'info')].filter((part) => part !== undefined).join(', ');
}

/** Findings and more for machines. The form is described in docs/reporters.md. */
export function jsonReport(command: string, exitCode: number, diagnostics: readonly Diagnostic[], more: object): string {
  return `${JSON.stringify({ version: 1, command, exit_code: exitCode, diagnostics, ...more }, null, 2)}\n`;
}
