// A comment on a pull request.
import type { Diagnostic } from '../../core/diagnostics.js';
import { codeSpan, plain } from './markdown-text.js';
import { countLine, legible, type Report } from './report.js';

/** The most characters that GitHub takes as a comment, less what a bot may put around it. */
const most = 60_000;
/** As many findings are shown at once; the rest is folded. */
const open = 20;

const marks = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const;

export function markdownReport({ command, diagnostics: findings, suppressed, known }: Report): string {
  const diagnostics = findings.map(({ diagnostic }) => diagnostic);
  const parts = [`### providersmith ${command}: ${countLine(diagnostics)}\n`];
  const aside = [...(known > 0 ? [`${known} in the baseline`] : []), ...(suppressed.length > 0 ? [`${suppressed.length} suppressed`] : [])];
  if (aside.length > 0) parts.push(`\nNot counted: ${aside.join(', ')}.\n`);
  const worst = (['error', 'warning', 'info'] as const).flatMap((severity) => diagnostics.filter((one) => one.severity === severity));
  let length = parts.join('').length;
  let shown = 0;
  for (const diagnostic of worst) {
    const item = listItem(diagnostic);
    if (length + item.length > most) continue;
    if (shown === 0) parts.push('\n');
    if (shown === open) parts.push(`\n<details><summary>${worst.length - open} more</summary>\n\n`);
    parts.push(item);
    length += item.length;
    shown += 1;
  }
  if (shown > open) parts.push('\n</details>\n');
  if (shown < worst.length) parts.push(`\n${worst.length - shown} more are left out here; \`--reporter json\` has them all.\n`);
  return parts.join('');
}

function listItem(diagnostic: Diagnostic): string {
  const { severity, code, message, hint, at } = legible(diagnostic);
  const place = at ? `${codeSpan(`${at.path}:${at.line}`)} ` : '';
  return `- ${marks[severity]} ${place}${plain(message)} ${codeSpan(code)}${hint === undefined ? '' : `<br>${plain(hint)}`}\n`;
}
