/** The first 16 hexadecimal digits of the SHA-256 of a text. */
export function shortHash(text: string): string {
  return sha256(text).slice(0, 16);
}

/** The SHA-256 of a text in UTF-8, in hexadecimal digits. */
export function sha256(text: string): string {
  // Asked for here alone: loading it costs 2 ms, and most runs name nothing.
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex');
}
