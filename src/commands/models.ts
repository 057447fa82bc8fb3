// Brings specs up to what sources say: the planner whose target file is the spec itself.
import { diagnose, hasErrors, type Diagnostic } from '../core/diagnostics.js';
import type { FileChange } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import type { ProviderSpec } from '../spec/provider.js';
import { emptyLock, parseLock, printLock, type Lock } from '../models/lock.js';
import { refresh } from '../models/refresh.js';
import type { Answer, HoldRule, RefreshResult, RefreshDiagnostic } from '../models/types.js';
import { coreRules } from '../core/rules.js';
import type { ValidSpec } from '../spec/validate.js';
import { splitPath, readRegularFile } from '../io/files/read.js';
import { writeChanges } from '../io/files/write.js';
import { findChanges, type ChangeOptions, type Changes } from './changes.js';
import { writeWithBackup } from './apply.js';
import { lazyFetcher, openSources, type GatherOptions, type Heard, type NamedSource, type Origin } from './gather.js';
import type { ChangeResult } from './result.js';
import { applyRefresh } from './rewrite.js';
import { loadSpecs, readForEdit } from './specs.js';

export interface ModelsOptions extends Omit<GatherOptions, 'sources'> {
  /** Without any: the provider's own list where the spec names it, then models.dev. */
  readonly sources: readonly NamedSource[];
  readonly accept: readonly HoldRule[];
  /** The target into which the same change is carried. */
  readonly target?: string;
  readonly into?: string;
  readonly draft: boolean;
}

/** What was found about one spec. */
export interface Refreshed {
  readonly path: string;
  readonly provider: string;
  readonly findings: readonly RefreshDiagnostic[];
}

export interface ModelsResult extends ChangeResult {
  readonly refreshed: readonly Refreshed[];
  /** The answers that did not come over the network just now. */
  readonly origins: readonly Origin[];
  /** What a target gets of it. */
  readonly carried?: Changes;
}

/** Where it is known what each value of a spec comes from. */
export function lockPath(spec: string): string {
  return `${spec}.lock`;
}

/** What came of one spec. */
interface SpecRefresh {
  readonly changes: readonly FileChange[];
  readonly refreshed?: Refreshed;
  readonly found: readonly Diagnostic[];
}

/** What `models update` would do. */
export async function modelsDiff(paths: readonly string[], options: ModelsOptions): Promise<ModelsResult> {
  const { sources, specs, diagnostics } = await loadSpecs(paths);
  if (hasErrors(diagnostics)) {
    const invalid = diagnose('models/nothing-asked', 'a spec is not valid, so nothing was asked');
    return { changes: [], refreshed: [], origins: [], diagnostics: [...diagnostics, invalid], sources };
  }
  const fetchJson = lazyFetcher(options.offline);
  if (specs.length > 1 && options.accept.includes('models/access-change'))
    throw new DiagnosticError(
      diagnose('models/one-at-a-time', '`--accept models/access-change` is for one spec, and there are several', {
        hint: 'look at each change, and run it with that spec alone',
      }),
    );
  const asked = new Map<string, ReturnType<typeof openSources>>();
  const outcomes = await Promise.all(
    specs.map(async (spec) => {
      const named = options.sources.length > 0 ? options.sources : usualSources(spec);
      const key = JSON.stringify(named);
      const opened = asked.get(key) ?? openSources({ ...options, sources: named }, fetchJson);
      asked.set(key, opened);
      return refreshOne(spec, await (await opened).gather(spec.provider), options);
    }),
  );
  const changes = outcomes.flatMap((outcome) => outcome.changes);
  const found = outcomes.flatMap((outcome) => outcome.found);
  const texts = new Map(changes.flatMap(({ path, after }) => (after === undefined ? [] : [[path, after]])));
  const told = (await Promise.all(asked.values())).flatMap(({ origins: of }) => of());
  const origins = [...new Map(told.map((origin) => [JSON.stringify(origin), origin])).values()];
  const carried =
    options.target === undefined ? undefined : await findChanges(paths, { ...carryOptions(options.target, options), texts }, 'apply');
  // What a target cannot say is the same on every day; `apply` and `explain` tell it.
  if (carried) found.push(...carried.diagnostics.filter(({ code, severity }) => severity === 'error' || code.startsWith('edit/')));
  if (carried && hasErrors(carried.diagnostics)) found.push(notCarried(options.target!));
  const refreshed = outcomes.flatMap((outcome) => outcome.refreshed ?? []);
  if (refreshed.length === 0 && !hasErrors(found)) found.push(diagnose('models/nothing-asked', 'no source knows any of the providers'));
  return { changes, refreshed, origins, diagnostics: [...diagnostics, ...found], sources, ...(carried && { carried }) };
}

async function refreshOne(spec: ValidSpec, { answers, diagnostics }: Heard, { accept }: ModelsOptions): Promise<SpecRefresh> {
  const { document, provider } = spec;
  const at = document.locate(['id']);
  const heard = diagnostics.map((diagnostic) => ({ ...diagnostic, at }));
  if (hasErrors(heard)) return { changes: [], found: heard };
  if (answers.length === 0) {
    const hint = 'name another source with `--source`; `providersmith sources` lists them';
    const none = diagnose('models/no-source', `no source knows ${provider.id}`, { at, hint, subject: provider.id });
    return { changes: [], found: [...heard, none] };
  }
  try {
    const lock = readLock(document.path);
    const result = refresh({ spec: document.value as ProviderSpec, lock: lock.value, answers, accept: new Set(accept) });
    const findings = [...result.diagnostics, ...answers.flatMap(leftOut)];
    const changes = await changesOf(spec, result, lock.text);
    const refreshed = { path: document.path, provider: provider.id, findings };
    return { changes, refreshed, found: [...heard, ...findings.map((finding) => diagnosticOf(finding, spec))] };
  } catch (error) {
    // One spec that cannot be edited keeps no other from being refreshed.
    if (error instanceof DiagnosticError) return { changes: [], found: [...heard, aboutSpec(error.diagnostic, spec)] };
    throw error;
  }
}

/** The spec and its lock, where they are not as they should be. */
async function changesOf({ document }: ValidSpec, result: RefreshResult, lock: string | undefined): Promise<FileChange[]> {
  const { path } = document;
  const before = readForEdit(document);
  const after = await applyRefresh(document, before, result);
  const next = printLock(result.lock);
  return [
    ...(after === before ? [] : [{ path, before, after }]),
    ...(next === lock ? [] : [{ path: lockPath(path), before: lock, after: next }]),
  ];
}

/**
 * Writes it: each spec with its lock, and what a target gets of it. Where a source does not answer, or a file cannot be written, that spec
 * stays as it is. A target gets what all specs get, or nothing; when it is the target that cannot be written, the specs stay as well.
 */
export async function modelsUpdate(paths: readonly string[], options: ModelsOptions): Promise<ModelsResult> {
  const result = await modelsDiff(paths, options);
  const { carried } = result;
  // Nothing is half done: with a tree that cannot be changed, the specs stay as well.
  if (carried && hasErrors(carried.diagnostics)) return { ...result, changes: [] };
  if (!carried) {
    const { written, problems } = writeSpecs(result);
    return { ...result, changes: written, diagnostics: [...result.diagnostics, ...problems] };
  }
  let specs: Written = { written: [], problems: [] };
  try {
    writeWithBackup(carried, () => {
      specs = writeSpecs(result);
      const [problem] = specs.problems;
      // The target is put back.
      if (problem) throw new DiagnosticError(problem);
    });
    return { ...result, changes: specs.written };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const problems = [error.diagnostic, ...specs.problems.slice(1), notCarried(options.target!, specs.written)];
    return { ...result, changes: specs.written, carried: { ...carried, changes: [] }, diagnostics: [...result.diagnostics, ...problems] };
  }
}

interface Written {
  readonly written: readonly FileChange[];
  readonly problems: readonly Diagnostic[];
}

/** One spec that cannot be written keeps no other from being written. */
function writeSpecs({ refreshed, changes }: ModelsResult): Written {
  const written: FileChange[] = [];
  const problems: Diagnostic[] = [];
  for (const { path } of refreshed) {
    const own = changes.filter((change) => change.path === path || change.path === lockPath(path));
    try {
      writeBeside(path, own);
      written.push(...own);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      problems.push(error.diagnostic);
    }
  }
  return { written, problems };
}

function writeBeside(path: string, changes: readonly FileChange[]): void {
  writeChanges(
    splitPath(path).folder,
    changes.map((change) => ({ ...change, path: splitPath(change.path).name })),
  );
}

function notCarried(target: string, written: readonly FileChange[] = []): Diagnostic {
  const hint = 'mend what is said of it, or leave out `-t` to change the specs alone';
  const then = written.length === 0 ? 'so nothing is written' : 'which stays as it is';
  return diagnose('models/not-carried', `the change cannot be carried into ${target}, ${then}`, { hint });
}

function usualSources({ provider }: ValidSpec): NamedSource[] {
  return [...(provider.live_models ? [{ id: 'own' }] : []), { id: 'models.dev' }];
}

function carryOptions(target: string, { into, draft }: ModelsOptions): ChangeOptions {
  return { target, draft, ...(into !== undefined && { into }) };
}

/** @throws DiagnosticError `models/lock`, `io/read` */
export function readLock(spec: string): { value: Lock; text: string | undefined } {
  const path = lockPath(spec);
  const text = readRegularFile(path);
  if (text === undefined) return { value: emptyLock(), text };
  const value = parseLock(text);
  if (value) return { value, text };
  const hint = 'take it from git again; without it, all is learned anew, and what was taken out by hand may come back';
  throw new DiagnosticError(diagnose('models/lock', `${path} is not a lock`, { at: { path, line: 1, column: 1 }, hint }));
}

/** Why a spec stays as it is: what its text cannot be made to say is for its writer to mend. */
function aboutSpec(diagnostic: Diagnostic, { provider, document }: ValidSpec): Diagnostic {
  const { code, message, hint, at = document.locate(['models']) } = diagnostic;
  if (!code.startsWith('edit/')) return { ...diagnostic, subject: provider.id };
  const advice = hint ?? 'write that part in the plain form, one member on each line, or change it by hand';
  return diagnose('models/form', `${provider.id}: ${message}`, { at, subject: provider.id, hint: `nothing was changed; ${advice}` });
}

function leftOut({ source, listing }: Answer): RefreshDiagnostic[] {
  return listing.leftOut.map((line) => ({ kind: 'note', rule: 'models/left-out', message: `${source}: ${line}` }));
}

function diagnosticOf({ kind, rule, message, hint, model, field }: RefreshDiagnostic, { document, provider }: ValidSpec): Diagnostic {
  const index = model === undefined ? -1 : provider.models.findIndex(({ id }) => id === model);
  const steps = field?.split('.') ?? [];
  const path = model === undefined ? (field === undefined ? ['id'] : steps) : index === -1 ? ['models'] : ['models', index, ...steps];
  const severity = kind === 'note' ? 'info' : coreRules[rule].severity;
  return {
    code: rule,
    severity,
    message: `${provider.id}: ${message}`,
    ...(hint !== undefined && { hint }),
    at: document.locate(path),
    subject: [provider.id, model, field].filter((part) => part !== undefined).join('/'),
  };
}
