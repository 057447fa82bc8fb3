// Rust code as text, for searches that need no syntax tree.

/** The code of a file, with the offsets of the file. */
export interface RustCode {
  /** Without comments. */
  readonly code: string;
  /** Without comments and string literals. */
  readonly bare: string;
  /** Where its tests start; the end of the file if it has none. */
  readonly end: number;
}

const commentOrLiteral = /\/\/[^\n]*|\/\*|b?r(#*)"|"(?:[^"\\]|\\[^])*"|'(?:[^'\\\n]|\\(?:[^u]|u\{[^}]*\}))'/g;

export function readRustCode(text: string): RustCode {
  const code: string[] = [];
  const bare: string[] = [];
  let from = 0;
  commentOrLiteral.lastIndex = 0;
  for (let match = commentOrLiteral.exec(text); match; match = commentOrLiteral.exec(text)) {
    const start = match.index;
    const isComment = match[0].startsWith('/');
    const end = endOfToken(text, match);
    const blank = text.slice(start, end).replaceAll(/[^\n]/g, ' ');
    code.push(text.slice(from, start), isComment ? blank : text.slice(start, end));
    bare.push(text.slice(from, start), blank);
    from = end;
    commentOrLiteral.lastIndex = end;
  }
  const rest = text.slice(from);
  const joined = bare.join('') + rest;
  const tests = joined.indexOf('#[cfg(test)]');
  return { code: code.join('') + rest, bare: joined, end: tests === -1 ? text.length : tests };
}

function endOfToken(text: string, match: RegExpExecArray): number {
  const afterToken = match.index + match[0].length;
  if (match[0] === '/*') return endOfComment(text, afterToken);
  if (match[1] === undefined) return afterToken;
  const end = text.indexOf(`"${match[1]}`, afterToken);
  return end === -1 ? text.length : end + 1 + match[1].length;
}

/** The end of a block comment, which nests in Rust. */
function endOfComment(text: string, from: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 1;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}

/** The offsets of the first block in braces after an offset; undefined if it has no end. */
export function findBlock(bare: string, from: number): { start: number; end: number } | undefined {
  const braces = /[{}]/g;
  braces.lastIndex = from;
  let depth = 0;
  let start = from;
  for (let brace = braces.exec(bare); brace; brace = braces.exec(bare)) {
    if (depth === 0) start = brace.index;
    depth += brace[0] === '{' ? 1 : -1;
    if (depth < 0) return undefined;
    if (depth === 0) return { start, end: braces.lastIndex };
  }
  return undefined;
}

/** The offsets of the body of the first function with a name. */
export function findFunctionBody(bare: string, name: string): { start: number; end: number } | undefined {
  const at = new RegExp(`\\bfn ${name}\\b`).exec(bare);
  return at ? findBlock(bare, at.index) : undefined;
}
