// A server can repeat the key that it got: in an error, in a page, in a header. What it says passes through here first.

/** Below this many characters it is a word such as `ollama` that a server without keys is given, and asterisks would spoil names of models. */
const least = 8;

/** Fewer characters beside dots or asterisks than this are no part of a key, and more than that no server shows. */
const [leastPart, mostPart] = [3, 64];

/**
 * What replaces a key by as many asterisks wherever a text has it: as it is, with each character escaped as in JSON or in a URL, in any
 * mixture, in base64 of either alphabet, whatever stands around it there, and what a server leaves of it that shows it in part.
 * @param key printable ASCII
 * @param others what else must not be shown, such as a digest of the key
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

/** What base64 makes of a key depends on where among three bytes it begins. The first and the last digit can be shared with a neighbour. */
function base64Forms(key: string): string[] {
  return [0, 1, 2].map((before) => {
    const digits = btoa('\0'.repeat(before) + key).replaceAll('=', '');
    const own = digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + key.length) * 8) / 6));
    const form = own.replaceAll('+', '[+-]').replaceAll('/', '[/_]');
    return `${before === 0 ? '' : '[A-Za-z0-9+/_-]?'}${form}[A-Za-z0-9+/_-]?=*`;
  });
}

/** `sk-proj-****wxyz` of OpenAI and `sk-...wxyz` of LiteLLM: the beginning or the end of a key beside what stands for the rest. */
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
