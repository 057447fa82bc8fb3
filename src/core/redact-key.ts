// A server can repeat the key that it got: in an error, in a page, in a header. What it says passes through here first.

/** Below this many characters it is a word such as `ollama` that a server without keys is given, and asterisks would spoil names of models. */
const least = 8;

/**
 * What replaces a key by as many asterisks wherever a text has it: as it is, with each character escaped as in JSON or in a URL, in any
 * mixture, and in base64 of either alphabet, whatever stands around it there.
 * @param key printable ASCII
 */
export function keyRedactor(key: string): (text: string) => string {
  if (key.length < least) return (text) => text;
  const forms = [plainForm(key), ...base64Forms(key)].map((form) => new RegExp(form, 'g'));
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

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}
