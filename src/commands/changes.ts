// What `diff`, `apply`, `check` and `remove` share: the changes that would make a tree match the specs, and why.
import { diagnose, hasErrors, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import type { FileChange, FileEdit } from '../core/edits.js';
import { list, withoutMark } from '../core/text.js';
import type { Direction } from '../edit/edit-result.js';
import { resolve, type Resolution } from '../edit/resolve.js';
import { grammars } from '../io/files/assets.js';
import { resolveInside, isFolder, readRegularFile } from '../io/files/read.js';
import type { ValidSpec } from '../spec/validate.js';
import type { PlanOptions, Target } from '../targets/engine/target.js';
import { allEdits, downgradeToSkipped, openQuestionDiagnostics, planSpecs, type PlannedTarget, type SpecPlan } from './plan.js';
import type { ChangeResult } from './result.js';
import { selectTargets, type TargetSelection } from './select-targets.js';
import { loadSpecs, type LoadedSpecs } from './specs.js';

export interface ChangeOptions extends Partial<PlanOptions> {
  /** Comma-separated target ids, or `all` for every installed agent. */
  readonly target: string;
  /** The folder to edit. By default the home directory for user configs, otherwise the current folder. */
  readonly into?: string;
  /** Whether a spec with open questions is accepted. */
  readonly draft: boolean;
}

export interface Changes extends ChangeResult {
  /** A diagnostic for each difference between the specs and the tree. */
  readonly drift: readonly Diagnostic[];
  readonly tree: NonNullable<ChangeResult['tree']>;
  readonly targets: readonly Target[];
  readonly providerIds: readonly string[];
}

/**
 * @returns no changes if there is an error among the diagnostics
 * @throws DiagnosticError `io/read`, `target/unknown`, `target/not-found`
 */
export async function findChanges(specPaths: readonly string[], options: ChangeOptions, direction: Direction): Promise<Changes> {
  const selection = await selectTargets(options.target, options.into, options);
  return changesOf(selection, await loadSpecs(specPaths), options, direction);
}

/**
 * What `apply` would change for specs that are not written yet.
 * @throws DiagnosticError `io/read`, `target/unknown`, `target/not-found`
 */
export async function findChangesOfSpecs(specs: readonly ValidSpec[], options: ChangeOptions): Promise<Changes> {
  const selection = await selectTargets(options.target, options.into, options);
  return changesOf(selection, { specs, diagnostics: [], sources: new Map() }, options, 'apply');
}

async function changesOf(selection: TargetSelection, loaded: LoadedSpecs, options: ChangeOptions, direction: Direction): Promise<Changes> {
  const planned = planForSelection(selection, loaded, options, direction);
  const paths = new Set<string>();
  const about = {
    sources: loaded.sources,
    tree: { root: selection.folder, paths },
    targets: selection.targets,
    providerIds: loaded.specs.map(({ provider }) => provider.id),
  };
  if (hasErrors(planned.diagnostics)) return { ...about, changes: [], drift: [], diagnostics: sortDiagnostics(planned.diagnostics) };

  for (const target of selection.targets) requireTargetFolder(target, selection.folder);
  const read = async (path: string): Promise<string | undefined> => {
    const text = readRegularFile(resolveInside(selection.folder, path));
    paths.add(path);
    if (text !== undefined) loaded.sources.set(path, withoutMark(text));
    return text;
  };
  const resolution = await resolveInTurn(editTurns(planned, loaded.specs, direction), direction, read);
  const specOf = specsByEdit(planned);
  const problems = resolutionDiagnostics(resolution, planned, specOf, direction);
  return {
    ...about,
    changes: hasErrors(problems) ? [] : resolution.changes,
    drift: [
      ...resolution.drift.map(({ edit, diagnostic }) => withSpecPosition(diagnostic, specOf.get(edit)!)),
      ...(direction === 'apply' && hasCheckout(selection.targets) ? untrackedDiagnostics(resolution) : []),
    ],
    diagnostics: [...sortDiagnostics(planned.diagnostics), ...sortDiagnostics(problems)],
  };
}

/** The plans of a run by target, and the diagnostics of planning. */
interface PlannedRun {
  readonly selection: TargetSelection;
  readonly planned: readonly PlannedTarget[];
  readonly diagnostics: readonly Diagnostic[];
}

function planForSelection(
  selection: TargetSelection,
  { specs, diagnostics }: LoadedSpecs,
  options: ChangeOptions,
  direction: Direction,
): PlannedRun {
  const { targets, skipsUnsupported, detected } = selection;
  // `remove` also removes a default that points to the provider.
  const planOptions = direction === 'remove' ? { ...options, setDefault: true } : options;
  const planned = targets.map((target) => planSpecs(target, specs, planOptions, direction === 'remove' ? 'removal' : 'plan'));
  const fromPlans = planned.flatMap(({ target, diagnostics: own }) =>
    skipsUnsupported ? own.map((one) => downgradeToSkipped(one, target)) : own,
  );
  const all = [...detected, ...diagnostics, ...openQuestionDiagnostics(specs, options.draft), ...fromPlans];
  // Assumptions and open questions matter only to `apply`.
  return { selection, planned, diagnostics: direction === 'apply' ? all : all.filter(({ severity }) => severity === 'error') };
}

/**
 * The edits of a run, in groups that are applied one after the other. Two providers can share a value, so `remove` must see what it removed with
 * the previous one. In a checkout each provider has separate places, so one group is enough.
 */
function editTurns({ selection, planned }: PlannedRun, specs: readonly ValidSpec[], direction: Direction): FileEdit[][] {
  const plans = planned.flatMap((one) => one.plans);
  if (direction === 'apply' || hasCheckout(selection.targets)) return [allEdits(plans)];
  return specs.map((spec) => allEdits(plans.filter((plan) => plan.spec === spec)));
}

/** Resolves each group of edits on the result of the groups before. */
async function resolveInTurn(
  turns: readonly FileEdit[][],
  direction: Direction,
  read: (path: string) => Promise<string | undefined>,
): Promise<Resolution> {
  const changes = new Map<string, FileChange>();
  const current = async (path: string): Promise<string | undefined> => (changes.has(path) ? changes.get(path)!.after : read(path));
  const resolutions: Resolution[] = [];
  for (const edits of turns) {
    const resolution = await resolve({ edits, direction, read: current, grammars });
    for (const { path, before, after } of resolution.changes)
      changes.set(path, { path, before: changes.has(path) ? changes.get(path)!.before : before, after });
    resolutions.push(resolution);
  }
  return {
    changes: [...changes.values()],
    drift: resolutions.flatMap(({ drift }) => drift),
    absent: resolutions.flatMap(({ absent }) => absent),
    untracked: resolutions.flatMap(({ untracked }) => untracked),
    problems: resolutions.flatMap(({ problems }) => problems),
  };
}

type SpecByEdit = ReadonlyMap<FileEdit, ValidSpec>;

function specsByEdit({ planned }: PlannedRun): SpecByEdit {
  return new Map(planned.flatMap(({ plans }) => plans.flatMap(({ edits, spec }) => edits.map((edit) => [edit, spec] as const))));
}

/** Why the edits cannot be made. */
function resolutionDiagnostics(
  resolution: Resolution,
  { selection, planned }: PlannedRun,
  specOf: SpecByEdit,
  direction: Direction,
): Diagnostic[] {
  // Not every installed agent has every provider.
  if (!selection.skipsUnsupported)
    return [...resolution.problems, ...(direction === 'remove' ? partialRemovalDiagnostics(resolution, specOf) : [])];
  const problems = resolution.problems.map((problem) => withHintToLeaveOut(problem, planned));
  const isPlanned = planned.some(({ plans }) => allEdits(plans).length > 0);
  return isPlanned
    ? problems
    : [...problems, diagnose('target/none', 'no installed agent can use the provider', { hint: 'run `providersmith explain` to see why' })];
}

/** One file that cannot be edited stops the whole run. The hint names the command that omits its agent. */
function withHintToLeaveOut(problem: Diagnostic, planned: readonly PlannedTarget[]): Diagnostic {
  const path = problem.at?.path;
  const isOf = (plans: readonly SpecPlan[]): boolean =>
    allEdits(plans).some((edit) => edit.path === path || (edit.kind === 'merge' && edit.newFile?.otherPaths?.includes(path ?? '')));
  const owner = planned.find(({ plans }) => isOf(plans));
  const others = planned.filter((one) => one !== owner && allEdits(one.plans).length > 0);
  if (problem.severity !== 'error' || !owner || others.length === 0) return problem;
  const without = `nothing was written; \`-t ${others.map(({ target }) => target.id).join(',')}\` leaves ${owner.target.title} out`;
  return { ...problem, hint: problem.hint === undefined ? without : `${problem.hint}; ${without}` };
}

/** `apply` adds everything, so it did not add a provider of which a part is missing. */
function partialRemovalDiagnostics({ drift, absent }: Resolution, specOf: SpecByEdit): Diagnostic[] {
  const present = new Set(drift.map(({ edit }) => specOf.get(edit)));
  return absent
    .filter(({ edit }) => present.has(specOf.get(edit)))
    .map(({ diagnostic }) => ({ ...diagnostic, hint: 'nothing was removed; remove the rest by hand or with git' }));
}

function withSpecPosition(diagnostic: Diagnostic, { document, provider }: ValidSpec): Diagnostic {
  const { field = '', subject } = diagnostic;
  return {
    ...diagnostic,
    subject: [provider.id, subject].filter((part) => part !== undefined && part !== '').join('/'),
    related: [{ at: document.locate(field), message: 'the spec' }],
  };
}

/** The entries that no spec describes, as one diagnostic. */
function untrackedDiagnostics({ untracked: entries }: Resolution): Diagnostic[] {
  const first = entries[0];
  if (!first) return [];
  const shown = entries.slice(0, 5).map(({ id }) => id);
  const rest = entries.length > shown.length ? ` and ${entries.length - shown.length} more` : '';
  const message = entries.length === 1 ? `${list(shown)} has no spec` : `${entries.length} providers have no spec: ${list(shown)}${rest}`;
  return [
    diagnose('check/untracked', message, {
      at: first.at,
      subject: entries.map(({ id }) => id).join(' '),
      hint: 'run `providersmith import` to make specs of them',
    }),
  ];
}

function hasCheckout(targets: readonly Target[]): boolean {
  return targets.some(({ kind }) => kind === 'checkout');
}

/** @throws DiagnosticError `target/not-found` if the folder does not exist, or is not a checkout of what the target edits */
export function requireTargetFolder(target: Target, into: string): void {
  if (!isFolder(into))
    throw new DiagnosticError(
      diagnose('target/not-found', `${into} is not a folder`, { hint: 'name the checkout with `--into <folder>`' }),
    );
  if (target.kind !== 'checkout') return;
  const first = target.files[0]!;
  if (readRegularFile(resolveInside(into, first)) !== undefined) return;
  throw new DiagnosticError(
    diagnose('target/not-found', `${into} is not a ${target.title} checkout: it has no ${first}`, {
      hint: `name the checkout with \`--into <folder>\`; it has the files ${list(target.files)}`,
    }),
  );
}
