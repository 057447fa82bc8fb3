// Links by which a program on the same machine is told of a provider.
import type { JsonValue } from '../../core/edits.js';

/** The members that have a value. */
export function present(members: { readonly [name: string]: JsonValue }): { [name: string]: JsonValue } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}

/** A link with the parameters that have a value. A space is `%20`: not all programs take `+` for one. */
export function deepLink(target: string, parameters: { readonly [name: string]: JsonValue }): string {
  const query = Object.entries(present(parameters)).map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`);
  return `${target}?${query.join('&')}`;
}
