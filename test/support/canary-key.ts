// A key for tests, and how to find it in what is shown or written.
/** It has characters that JSON, URLs and both base64 alphabets encode differently. */
export const canary = 'canary/7f+3"\\9c>e~~8d?b1==';

/** Whether a text contains the key in a known encoding, or a usable part of it. */
export function leaks(text: string): boolean {
  const forms = [text, text.replaceAll('\\', ''), decoded(text), decoded(decoded(text))];
  for (const [word] of text.matchAll(/[A-Za-z0-9+/_-]{8,}/g))
    for (const from of [0, 1, 2, 3]) forms.push(Buffer.from(word.slice(from), 'base64').toString('latin1'));
  return forms.some((form) => form.includes('canary/7') || form.includes('9c>e~') || form.includes('8d?b1'));
}

function decoded(text: string): string {
  return text
    .replaceAll(/\\u00([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
