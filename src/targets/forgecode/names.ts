// The names that forgecode derives from the id of a provider.

/** The usual name of a provider's constant: the id in upper case. */
export function defaultConstantName(id: string): string {
  return id.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_');
}

/**
 * The display name that forgecode derives from an id: `to_case(Case::UpperCamel)` of the crate convert_case 0.11, whose default
 * boundaries are `_`, `-`, space, lower to upper, acronym (`HTTPRequest`), and letter to digit both ways.
 * `fireworks-ai` gives `FireworksAi`, `302ai` gives `302Ai`.
 */
export function defaultDisplayName(id: string): string {
  return id
    .replaceAll(/(\p{Ll})(\p{Lu})|(\p{L})(\d)|(\d)(\p{L})/gu, (_, ...pairs: (string | undefined)[]) => {
      const [a, b] = pairs.slice(0, 6).filter((part) => part !== undefined);
      return `${a}_${b}`;
    })
    .replaceAll(/(\d)(\p{L})/gu, '$1_$2')
    .replaceAll(/(\p{L})(\d)/gu, '$1_$2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .split(/[_\- ]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}
