// The library. Everything here returns data; the command line is a thin layer on top.
export { findChanges, type ChangeOptions, type Changes } from './commands/changes.js';
export { apply } from './commands/apply.js';
export { check } from './commands/check.js';
export { diff } from './commands/diff.js';
export { remove } from './commands/remove.js';
export { audit, type AuditOptions } from './commands/audit.js';
export { importSpecs, type ImportOptions, type ImportResult } from './commands/import.js';
export { explain, type Explained } from './commands/explain.js';
export { generate, type GenerateOptions } from './commands/generate.js';
export { modelsDiff, type ModelsOptions, type ModelsResult } from './commands/models-diff.js';
export { modelsUpdate } from './commands/models-update.js';
export type { ChangeResult, CommandResult } from './commands/result.js';
export { applyRefresh } from './commands/rewrite.js';
export { allSources, loadSource, sourceIds } from './commands/sources.js';
export { loadSpecs, type LoadedSpecs } from './commands/specs.js';
export { allRules, allTargets, loadTarget, targetIds } from './commands/targets.js';
export { validate } from './commands/validate.js';
export { codeFrame, type Diagnostic, type Position } from './core/diagnostics.js';
export type { Field, FieldSupport } from './spec/fields.js';
export type {
  FileChange,
  FileEdit,
  FileFormat,
  MergeEdit,
  MergeOptions,
  NewFile,
  Ownership,
  PatchEdit,
  PatchStep,
  ValueLayout,
  WriteEdit,
} from './core/edits.js';
export { DiagnosticError } from './core/errors.js';
export { normalize } from './spec/normalize.js';
export { printSpec } from './spec/print.js';
export type { Provider, ProviderSpec } from './spec/provider.js';
export { emptyLock, printLock, type Lock } from './models/lock.js';
export { refresh } from './models/refresh.js';
export type { Answer, RefreshDiagnostic, RefreshInput, RefreshResult } from './models/types.js';
export type { Rule, Severity } from './core/rules/rule.js';
export type { Listing, Source } from './sources/engine/source.js';
export type { Plan, Target } from './targets/engine/target.js';
export { validateSpec, type ValidSpec } from './spec/validate.js';
export { version } from './generated/version.js';
