// The library. Everything here returns data; the command line is a thin layer on top.
export { changesFor, type ChangeOptions, type Changes } from './commands/change.js';
export { apply, check, diff, remove } from './commands/edit.js';
export { audit, type AuditOptions } from './commands/audit.js';
export { importSpecs, type ImportOptions, type ImportResult } from './commands/import.js';
export { generate, type GenerateOptions } from './commands/generate.js';
export type { ChangeResult, CommandResult } from './commands/result.js';
export { loadSpecs, type LoadedSpecs } from './commands/specs.js';
export { allRules, allTargets, loadTarget, targetIds } from './commands/targets.js';
export { validate } from './commands/validate.js';
export { codeFrame, type Diagnostic, type Position } from './core/diagnostics.js';
export type { FileChange, FileEdit, MergeEdit, PatchEdit, PatchStep, WriteEdit } from './core/edits.js';
export { DiagnosticError } from './core/errors.js';
export { normalize } from './core/normalize.js';
export type { Provider, ProviderSpec } from './core/provider.js';
export type { Rule, Severity } from './core/rules.js';
export type { Plan, Target } from './core/target.js';
export { validateSpec, type ValidSpec } from './core/validate.js';
export { version } from './generated/version.js';
