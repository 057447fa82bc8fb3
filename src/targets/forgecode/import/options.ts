// What an import says of an entry that is for forgecode alone.
import type { ForgecodeOptions, ProviderSpec } from '../api.js';

export function withForgecodeOptions(spec: ProviderSpec, options: ForgecodeOptions): ProviderSpec {
  if (Object.keys(options).length === 0) return spec;
  return { ...spec, targets: { ...spec.targets, forgecode: { ...spec.targets?.forgecode, ...options } } };
}

/** A spec of a file that does not say what the provider is called: its name is made of the id, and takes the place of no other. */
export function withoutDisplayArm(spec: ProviderSpec): ProviderSpec {
  return withForgecodeOptions(spec, { display_arm: 'as-is' });
}
