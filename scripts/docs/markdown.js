// Markdown for the generated pages.

/** Text of a table cell or a paragraph: code spans stay, the rest means itself. */
export function cell(text) {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('&', '&amp;').replaceAll('<', '&lt;')))
    .join('')
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** A code span, for a cell too. */
export function code(text) {
  const fence = String(text).includes('`') ? '``' : '`';
  return `${fence}${text}${fence}`.replaceAll('|', '\\|');
}

/** @param rows cells that are Markdown already */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function fenced(text, language = 'sh') {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** Above an `sh` block: where a test runs it. @param place a place of test/support/doc-places.ts */
export function runIn(place) {
  return `<!-- run in: ${place} -->`;
}

/** Above an `sh` block: why no test runs it. */
export function notRun(reason) {
  return `<!-- not run: ${reason} -->`;
}
