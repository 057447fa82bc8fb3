// A server can repeat the key in an error, a page or a header, so every response is redacted.

/** Shorter keys are placeholders such as `ollama` for servers without keys. Redacting them would damage model names. */
const least = 8;

/** The lengths of a part of the key that is redacted next to dots or asterisks. Shorter parts are coincidence; longer ones are never shown. */
const [leastPart, mostPart] = [3, 64];

/**
 * Makes a function that replaces a key by asterisks of the same length: verbatim, escaped as in JSON or a URL or both, in base64 of either
 * alphabet and at any offset, and abbreviated as servers show it.
 * @param key printable ASCII
 * @param others more texts to redact, such as a digest of the key
 */
export function keyRedactor(key: string, others: readonly string[] = []): (text: string) => string {
  if (key.length < least) return (text) => text;
  const forms = [plainForm(key), ...base64Forms(key), ...others.map(plainForm), ...partForms(key)].map((form) => new RegExp(form, 'g'));
  return (text) => forms.reduce((current, form) => current.replace(form, (found) => '*'.repeat(found.length)), text);
}

function plainForm(key: string): string {
  return [...key]
    .map((character) => {
      const hex = hexOf(character);
      const either = hex.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
      // JSON in JSON in JSON has many backslashes; a URL in a URL `%25`.
      return `(?:\\\\{0,15}\\x${hex}|\\\\{1,15}u00${either}|%(?:25)*${either})`;
    })
    .join('');
}

/** The base64 of a key depends on its offset modulo 3. The first and the last digit can also encode bits of a neighbour. */
function base64Forms(key: string): string[] {
  return [0, 1, 2].map((before) => {
    const digits = btoa('\0'.repeat(before) + key).replaceAll('=', '');
    const own = digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + key.length) * 8) / 6));
    const form = own.replaceAll('+', '[+-]').replaceAll('/', '[/_]');
    return `${before === 0 ? '' : '[A-Za-z0-9+/_-]?'}${form}[A-Za-z0-9+/_-]?=*`;
  });
}

/** The beginning or the end of a key next to an abbreviation: `sk-proj-****wxyz` of OpenAI, `sk-...wxyz` of LiteLLM. */
function partForms(key: string): string[] {
  const rest = String.raw`(?:\*|\u2022|\u2026|\\u202[26]|\.\.|[xX]{3})`;
  const lengths = Array.from({ length: Math.min(key.length - 1, mostPart) - leastPart + 1 }, (_, index) => index + leastPart).reverse();
  const either = (parts: readonly string[]): string => parts.map((part) => [...part].map((one) => `\\x${hexOf(one)}`).join('')).join('|');
  return [
    `(?:${either(lengths.map((length) => key.slice(0, length)))})(?=${rest})`,
    `(?<=${rest})(?:${either(lengths.map((length) => key.slice(-length)))})`,
  ];
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}
