// Refreshes one spec from the answers of its sources.
import { diagnose, hasErrors, type Diagnostic } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import { coreRules } from '../core/rules.js';
import { printLock } from '../models/lock.js';
import { refresh } from '../models/refresh.js';
import type { Answer, HoldRule, RefreshDiagnostic, RefreshResult } from '../models/types.js';
import type { ProviderSpec } from '../spec/provider.js';
import type { ValidSpec } from '../spec/validate.js';
import type { GatheredAnswers } from './gather.js';
import { readLockFile, type LockFile } from './lock-file.js';
import { applyRefresh } from './rewrite.js';
import { readForEdit } from './specs.js';

/** The result of refreshing one spec, for reports. */
export interface SpecReport {
  readonly path: string;
  readonly provider: string;
  readonly diagnostics: readonly RefreshDiagnostic[];
}

export interface SpecRefresh {
  /** The refreshed spec, or the loaded one if it stays unchanged. */
  readonly spec: ValidSpec;
  /** The changes of the spec and its lock. */
  readonly changes: readonly FileChange[];
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined if the spec could not be refreshed. */
  readonly report?: SpecReport;
}

/** A spec that cannot be refreshed stays unchanged, and does not prevent the refresh of others. */
export async function refreshSpec(spec: ValidSpec, gathered: GatheredAnswers, accept: readonly HoldRule[]): Promise<SpecRefresh> {
  const { document, provider } = spec;
  const at = document.locate(['id']);
  const { answers } = gathered;
  const fromSources = gathered.diagnostics.map((diagnostic) => ({ ...diagnostic, at }));
  const unchanged = (diagnostics: readonly Diagnostic[]): SpecRefresh => ({ spec, changes: [], diagnostics });
  if (hasErrors(fromSources)) return unchanged(fromSources);
  if (answers.length === 0) {
    const hint = 'name another source with `--source`; `providersmith sources` lists them';
    const none = diagnose('models/no-source', `no source has ${provider.id}`, { at, hint, subject: provider.id });
    return unchanged([...fromSources, none]);
  }
  try {
    const lockFile = readLockFile(document.path);
    const result = refresh({ spec: document.value as ProviderSpec, lock: lockFile.lock, answers, accept: new Set(accept) });
    const diagnostics = [...result.diagnostics, ...answers.flatMap(leftOutNotes)];
    return {
      ...(await editSpec(spec, result, lockFile)),
      diagnostics: [...fromSources, ...diagnostics.map((diagnostic) => locateDiagnostic(diagnostic, spec))],
      report: { path: document.path, provider: provider.id, diagnostics },
    };
  } catch (error) {
    if (error instanceof DiagnosticError) return unchanged([...fromSources, explainFailure(error.diagnostic, spec)]);
    throw error;
  }
}

/** Edits the texts of a spec and its lock. */
async function editSpec(spec: ValidSpec, result: RefreshResult, lockFile: LockFile): Promise<Pick<SpecRefresh, 'spec' | 'changes'>> {
  const { path } = spec.document;
  const before = readForEdit(spec.document);
  const edited = await applyRefresh(spec, before, result);
  const lockText = printLock(result.lock);
  return {
    spec: edited.spec,
    changes: [
      ...(edited.text === before ? [] : [{ path, before, after: edited.text }]),
      ...(lockText === lockFile.text ? [] : [{ path: lockFile.path, before: lockFile.text, after: lockText }]),
    ],
  };
}

/** Why a spec stays unchanged, with advice for its author. */
function explainFailure(diagnostic: Diagnostic, { provider, document }: ValidSpec): Diagnostic {
  const { code, message, hint, at = document.locate(['models']) } = diagnostic;
  if (!code.startsWith('edit/')) return { ...diagnostic, subject: provider.id };
  const advice = hint ?? 'write that part with one member per line, or edit it by hand';
  return diagnose('models/form', `${provider.id}: ${message}`, { at, subject: provider.id, hint: `nothing was changed; ${advice}` });
}

function leftOutNotes({ source, listing }: Answer): RefreshDiagnostic[] {
  return listing.leftOut.map((line) => ({ kind: 'note', rule: 'models/left-out', message: `${source}: ${line}` }));
}

/** Adds the position in the spec to a diagnostic. */
function locateDiagnostic({ kind, rule, message, hint, model, field }: RefreshDiagnostic, { document, provider }: ValidSpec): Diagnostic {
  const severity = kind === 'note' ? 'info' : coreRules[rule].severity;
  return {
    code: rule,
    severity,
    message: `${provider.id}: ${message}`,
    ...(hint !== undefined && { hint }),
    at: document.locate(
      pathOf(
        { model, field },
        provider.models.findIndex(({ id }) => id === model),
      ),
    ),
    subject: [provider.id, model, field].filter((part) => part !== undefined).join('/'),
  };
}

/** @param index of the model in the spec; -1 for a new one */
function pathOf({ model, field }: { model: string | undefined; field: string | undefined }, index: number): (string | number)[] {
  const steps = field?.split('.') ?? [];
  if (model === undefined) return field === undefined ? ['id'] : steps;
  return index === -1 ? ['models'] : ['models', index, ...steps];
}
