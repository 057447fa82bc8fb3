// All that a target may import.
export { isUrl, keyHeader, normalize, splitUrl } from '../core/normalize.js';
export { follow } from '../core/pointer.js';
export { diagnose, type Diagnostic } from '../core/diagnostics.js';
export type { FileEdit, JsonValue, MergeEdit, PatchEdit, PatchStep, SpliceEdit, WriteEdit } from '../core/edits.js';
export type {
  ApiKey,
  Auth,
  Endpoint,
  ForgecodeOptions,
  LiveModels,
  Model,
  OAuthCodeAuth,
  OAuthDeviceAuth,
  Parameter,
  Protocol,
  Provider,
  ProviderSpec,
} from '../core/provider.js';
export type { Field, Held } from '../core/fields.js';
export type { Rule } from '../core/rules.js';
export type { Import, ImportedProvider, Plan, RustItem, RustQuery, RustSource, Target, Tree } from '../core/target.js';
export { didYouMean, list, quote } from '../core/text.js';
export { artifactTarget, type ArtifactDefinition, type ArtifactTarget, type Values } from '../kit/artifact-target.js';
export { configTarget, oneProvider, type ConfigDefinition, type ConfigTarget, type Part } from '../kit/config-target.js';
export * from '../kit/choices.js';
export { heldBy } from '../kit/held.js';
export type { Host, HostForm } from '../kit/host.js';
export * from '../kit/deep-link.js';
export { profileName, readRows, type Draft, type Lens, type Rows } from '../kit/lens.js';
export * from '../kit/lenses.js';
export * from '../kit/shapes/catalog.js';
export * from '../kit/shapes/catwalk.js';
export * from '../kit/shapes/crush.js';
export * from '../kit/shapes/litellm.js';
export * from '../kit/shapes/models-dev.js';
export * from '../kit/shapes/npm-packages.js';
export * from '../kit/shapes/pi.js';
export * from '../kit/shapes/openai-like.js';
export * from '../kit/shapes/opencode.js';
export * from '../kit/shapes/sdk-variables.js';
export { removalOf } from '../edit/json-surgeon.js';
export { jsonValue, openJson, type JsonDocument, type JsonNode } from '../edit/json-document.js';
export { printJson } from '../edit/json-print.js';
export { editMarkdown } from '../edit/markdown.js';
export { render, renderFile } from '../edit/render.js';
export { sameCode } from '../edit/rust-code.js';
export { rustArm, rustConst, withComma } from '../edit/rust-layout.js';
export { rustString } from '../edit/rust-literal.js';
export { tomlBlocks } from '../edit/toml-print.js';

import type { Diagnostic } from '../core/diagnostics.js';
import type { Rule } from '../core/rules.js';

type Details = Omit<Diagnostic, 'code' | 'severity' | 'message'>;

/** A function that makes findings of a target's own rules: only a name of its table is taken. */
export function finder<Rules extends Readonly<Record<string, Rule>>>(target: string, rules: Rules) {
  return (name: keyof Rules & string, message: string, details: Details = {}): Diagnostic => ({
    code: `${target}/${name}`,
    severity: rules[name]!.severity,
    message,
    ...details,
  });
}
