// White space and comments.
import { lineEnd } from './lines.js';

export interface CommentSyntax {
  /** What starts a comment that ends with its line. */
  readonly line: readonly string[];
  /** Whether block comments nest. */
  readonly nested: boolean;
}

/** The offset after white space and comments. */
export function skipTrivia(text: string, from: number, limit: number, syntax: CommentSyntax): number {
  let at = from;
  while (at < limit) {
    if (/\s/.test(text[at]!)) at += 1;
    else if (startsLineComment(text, at, syntax)) at = text.indexOf('\n', at) === -1 ? limit : text.indexOf('\n', at);
    else if (text.startsWith('/*', at)) at = endOfBlockComment(text, at, syntax);
    else break;
  }
  return at;
}

/** The end of the last comment on the line, or undefined when something else follows before the line break. */
export function endOfLineComments(text: string, from: number, limit: number, syntax: CommentSyntax): number | undefined {
  let end = from;
  for (let at = skipSpaces(text, from); at < limit; at = skipSpaces(text, end)) {
    if (startsLineComment(text, at, syntax)) return lineEnd(text, at);
    if (text[at] === '\n' || text[at] === '\r') return end;
    if (!text.startsWith('/*', at)) return undefined;
    end = endOfBlockComment(text, at, syntax);
  }
  return limit === text.length ? end : undefined;
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

function startsLineComment(text: string, at: number, { line }: CommentSyntax): boolean {
  return line.some((mark) => text.startsWith(mark, at));
}

function endOfBlockComment(text: string, from: number, { nested }: CommentSyntax): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('/*', at) && (nested || depth === 0)) [depth, at] = [depth + 1, at + 1];
    else if (text.startsWith('*/', at)) {
      [depth, at] = [depth - 1, at + 1];
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}
