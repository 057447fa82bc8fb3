// The ids and names of provider.rs, as it says them itself.
import type { RustItem } from '../api.js';
import { defaultDisplayName } from '../names.js';
import type { Facts } from './facts.js';

/** The id of a constant: the one string in it. */
export function idOfConstant(item: RustItem): string | undefined {
  return item.strings.length === 1 ? item.strings[0] : undefined;
}

/** The ids of the constants by their names; undefined where the constants are not found. */
export function idsByConstant({ identity }: Facts): ReadonlyMap<string, string | undefined> | undefined {
  return identity?.consts && new Map(identity.consts.map((item) => [item.keys[0]!, idOfConstant(item)]));
}

/** The name that an arm of `display_name` gives; undefined when it is none that can be read. */
export function displayNameOfArm({ keys, strings }: RustItem): string | undefined {
  return strings.length === keys.length + 1 ? strings.at(-1) : undefined;
}

/** What `display_name` gives for an id; undefined when its arm cannot be read. */
export function displayName({ identity }: Facts, id: string): string | undefined {
  const arm = identity?.displayArms?.find(({ keys }) => keys.includes(id));
  return arm ? displayNameOfArm(arm) : defaultDisplayName(id);
}
