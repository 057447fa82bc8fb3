// All that a target may import.
export { isUrl, keyHeader, normalize, splitUrl } from '../spec/normalize.js';
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
} from '../spec/provider.js';
export type { Field, FieldSupport } from '../spec/fields.js';
export type { Rule } from '../core/rules/rule.js';
export type { Import, ImportedProvider, Plan, Target } from './engine/target.js';
export type { RustItem, RustQuery, RustSource, Tree } from '../core/tree.js';
export { didYouMean, list, quote } from '../core/text.js';
export { artifactTarget, type ArtifactDefinition, type ArtifactTarget, type Values } from './engine/artifact-target.js';
export { configTarget, oneProvider, type ConfigTarget } from './engine/config-target.js';
export { type ConfigDefinition, type Part } from './engine/config-definition.js';
export * from './engine/model-choices.js';
export { fieldSupportFrom } from './engine/field-support.js';
export type { AgentView, AgentDefinition } from './engine/agent-view.js';
export * from './engine/deep-link.js';
export { modelProfileName, readMappings, type PartialSpec, type FieldMapping, type MappingTable } from './engine/field-mapping.js';
export * from './engine/common-mappings.js';
export * from '../catalog-formats/catalog.js';
export * from '../catalog-formats/catwalk.js';
export * from './families/crush.js';
export * from '../catalog-formats/litellm.js';
export * from '../catalog-formats/models-dev.js';
export * from '../catalog-formats/npm-packages.js';
export * from './families/pi.js';
export * from './families/openai-like.js';
export * from './families/opencode.js';
export * from './families/sdk-variables.js';
export { removalOf } from '../edit/json/editor.js';
export { jsonValue, openJson, type JsonDocument, type JsonNode } from '../edit/json/document.js';
export { printJson } from '../edit/json/print.js';
export { editMarkdown } from '../edit/markdown/editor.js';
export { render, renderFile } from '../edit/templates/render.js';
export { sameCode } from '../edit/rust/code.js';
export { rustArm, rustConst, withComma } from '../edit/rust/layout.js';
export { rustString } from '../edit/literals/rust.js';
export { tomlBlocks } from '../edit/toml/print.js';

import type { Diagnostic } from '../core/diagnostics.js';
import type { Rule } from '../core/rules/rule.js';

type Details = Omit<Diagnostic, 'code' | 'severity' | 'message'>;

/** A function that makes findings of a target's own rules: only a name of its table is taken. */
export function diagnosticFactory<Rules extends Readonly<Record<string, Rule>>>(target: string, rules: Rules) {
  return (name: keyof Rules & string, message: string, details: Details = {}): Diagnostic => ({
    code: `${target}/${name}`,
    severity: rules[name]!.severity,
    message,
    ...details,
  });
}
