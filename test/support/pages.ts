// The Markdown pages of the repository, and their code blocks.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CodeBlock {
  /** The line of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The line above the block. */
  readonly above: string;
}

export const pagePaths: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'AGENTS.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join('docs', path))
    .sort(),
];

export function readPage(path: string): string {
  return readFileSync(path, 'utf8');
}

export function codeBlocks(page: string): CodeBlock[] {
  const lines = page.split('\n');
  const blocks: CodeBlock[] = [];
  for (let start = 0; start < lines.length; start++) {
    const [, fence, language] = /^(`{3,})(\w*)$/.exec(lines[start]!) ?? [];
    if (fence === undefined) continue;
    const end = lines.indexOf(fence, start + 1);
    const text = lines.slice(start + 1, end).join('\n');
    blocks.push({ line: start + 1, language: language!, text, above: lines[start - 1] ?? '' });
    start = end;
  }
  return blocks;
}

/** A page without its code blocks. */
export function proseOf(page: string): string {
  return page.replaceAll(/^(`{3,}).*\n[\s\S]*?^\1$/gm, '');
}
