// A comment on a pull request.
import type { Diagnostic } from '../../core/diagnostics.js';
import { codeSpan, escapeMarkdown } from './markdown-text.js';
import { countLine, notCountedText, withVisibleText, type Report } from './report.js';

/** GitHub's limit for a comment, with room for what a bot adds around it. */
const maxLength = 60_000;
/** How many diagnostics are shown; the rest is folded. */
const unfolded = 20;

const marks = { error: '❌', warning: '⚠️', info: 'ℹ️' } as const;

export function markdownReport({ command, diagnostics: reported, suppressed, known }: Report): string {
  const diagnostics = reported.map(({ diagnostic }) => diagnostic);
  const parts = [`### providersmith ${command}: ${countLine(diagnostics)}\n`];
  const notCounted = notCountedText({ known, suppressed });
  if (notCounted !== undefined)
    parts.push(`
Not counted: ${notCounted}.
`);
  const worst = (['error', 'warning', 'info'] as const).flatMap((severity) => diagnostics.filter((one) => one.severity === severity));
  let length = parts.join('').length;
  let shown = 0;
  for (const diagnostic of worst) {
    const item = listItem(diagnostic);
    if (length + item.length > maxLength) continue;
    if (shown === 0) parts.push('\n');
    if (shown === unfolded) parts.push(`\n<details><summary>${worst.length - unfolded} more</summary>\n\n`);
    parts.push(item);
    length += item.length;
    shown += 1;
  }
  if (shown > unfolded) parts.push('\n</details>\n');
  if (shown < worst.length) parts.push(`\n${worst.length - shown} more are omitted; \`--reporter json\` prints all of them.\n`);
  return parts.join('');
}

function listItem(diagnostic: Diagnostic): string {
  const { severity, code, message, hint, at } = withVisibleText(diagnostic);
  const place = at ? `${codeSpan(`${at.path}:${at.line}`)} ` : '';
  return `- ${marks[severity]} ${place}${escapeMarkdown(message)} ${codeSpan(code)}${hint === undefined ? '' : `<br>${escapeMarkdown(hint)}`}\n`;
}
