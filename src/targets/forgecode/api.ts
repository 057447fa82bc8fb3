// All that forgecode and forgecode-user may import. No table makes a patch of a checkout, so these two need more of the editors
// than other targets do, and nothing of the engine but its types.
export { groupBy } from '../../core/collections.js';
export { diagnose, type Diagnostic } from '../../core/diagnostics.js';
export type { FileEdit, JsonValue, MergeEdit, MergeOptions, PatchEdit, PatchStep, SpliceEdit, WriteEdit } from '../../core/edits.js';
export { differingPaths, type JsonObject } from '../../core/json-values.js';
export { follow } from '../../core/pointer.js';
export { rule, type Rule } from '../../core/rules/rule.js';
export { didYouMean, list, quote } from '../../core/text.js';
export type { RustItem, RustSource, Tree } from '../../core/tree.js';
export type { Field, FieldSupport } from '../../spec/fields.js';
export { isUrl, keyHeader, normalize, splitUrl } from '../../spec/normalize.js';
export type {
  ApiKey,
  Auth,
  Endpoint,
  ForgecodeOptions,
  Model,
  OAuthCodeAuth,
  OAuthDeviceAuth,
  Parameter,
  Protocol,
  Provider,
  ProviderSpec,
} from '../../spec/provider.js';
export { jsonValue, openJson, type JsonNode } from '../../edit/json/document.js';
export { removalSplices } from '../../edit/json/editor.js';
export { printJson } from '../../edit/json/print.js';
export { rustString } from '../../edit/literals/rust.js';
export { sameCode } from '../../edit/rust/code.js';
export { rustArm, rustConst, withComma } from '../../edit/rust/layout.js';
export { render } from '../../edit/templates/render.js';
export { tomlBlocks } from '../../edit/toml/print.js';
export { fieldSupportFrom } from '../engine/field-support.js';
export type { Import, ImportedProvider, Plan, Target } from '../engine/target.js';
