// Telling whether two pieces of Rust say the same, without a parser.

/** Whether two pieces of code are the same but for white space, the comma at the end, and braces around one expression. */
export function sameCode(a: string, b: string): boolean {
  return normalizeCode(a) === normalizeCode(b);
}

export function normalizeCode(code: string): string {
  const dense = code.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, (_, literal: string | undefined) => literal ?? '').replace(/,$/, '');
  return dense.replace(/(^|=>)\{([^{};]*)\}$/, '$1$2');
}
