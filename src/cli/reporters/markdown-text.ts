// Text from elsewhere in Markdown.

/** Text that is shown as it is: no markup, no mention, no reference, no line break. */
export function plain(text: string): string {
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

/** Text as code, whatever backquotes are in it. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return line.includes('`') ? `${fence} ${line} ${fence}` : fence + line + fence;
}
