/** Whether two pieces of Rust are equal apart from white space, a final comma, and braces around a single expression. */
export function sameCode(a: string, b: string): boolean {
  return normalizeCode(a) === normalizeCode(b);
}

export function normalizeCode(code: string): string {
  const dense = code.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, literal: string | undefined) => literal ?? '').replace(/,$/, '');
  return dense.replace(/(^|=>)\{([^{};]*)\}$/, '$1$2');
}
