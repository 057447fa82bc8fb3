// Foreign text in Markdown.

/** Escapes text so that it is shown literally: no markup, mention, reference or line break. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()!|~$]/g, String.raw`\$&`)
    .replaceAll('@', '@<!-- -->')
    .replaceAll('#', '#<!-- -->')
    .replaceAll(/\b(https?|www)(?=[:.])/g, '$1<!-- -->');
}

/** Text as a code span, also if it contains backquotes. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return line.includes('`') ? `${fence} ${line} ${fence}` : fence + line + fence;
}
