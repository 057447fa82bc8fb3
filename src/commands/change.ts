import { diagnose, hasErrors, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import type { FileChange, FileEdit } from '../core/edits.js';
import type { Plan, PlanOptions, Target } from '../targets/engine/target.js';
import { escapeRegExp, list, withoutMark } from '../core/text.js';
import type { ValidSpec } from '../spec/validate.js';
import type { Direction } from '../edit/outcome.js';
import { resolve, type Resolution } from '../edit/resolve.js';
import { grammars } from '../io/files/assets.js';
import { inside, isFolder, readRegularFile } from '../io/files/read.js';
import { selectTargets } from './choose.js';
import { openQuestionDiagnostics, allEdits, downgradeToSkipped, planSpecs } from './plan.js';
import type { ChangeResult } from './result.js';
import { loadSpecs } from './specs.js';

export interface ChangeOptions extends Partial<PlanOptions> {
  /** The id of a target, several with commas between, or `all`. */
  readonly target: string;
  /** The folder that is edited. By default the home for the files of a user, else the current one. */
  readonly into?: string;
  /** Whether a spec with open questions is taken. */
  readonly draft: boolean;
  /** The texts of specs that are not written yet, by path. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** What `diff`, `apply`, `check` and `remove` share: the changes that would make the tree what the specs say, and why. */
export interface Changes extends ChangeResult {
  readonly drift: readonly Diagnostic[];
  readonly tree: { readonly root: string; readonly paths: ReadonlySet<string> };
  /** Whether the files are somebody's own, so that their old texts are kept. */
  readonly inHome: boolean;
  /** Whether they are settings, which can have keys, and not code. */
  readonly isConfig: boolean;
  /** The ids of the providers, for one to tell whether the same are taken out. */
  readonly providers: string;
  /** Whether a path is that of a file of the targets. */
  readonly isOurs: (path: string) => boolean;
}

/**
 * @returns no changes when anything stands in the way
 * @throws DiagnosticError `io/read`, `target/unknown`, `target/not-found`
 */
export async function findChanges(specPaths: readonly string[], options: ChangeOptions, direction: Direction): Promise<Changes> {
  const { targets, folder: into, detected: found, skipsUnsupported: lenient } = await selectTargets(options.target, options.into, options);
  const { specs, diagnostics, sources } = await loadSpecs(specPaths, options.texts);
  // A default that points to what is taken out goes with it.
  const planOptions = direction === 'remove' ? { ...options, setDefault: true } : options;
  const planned = targets.map((target) => planSpecs(target, specs, planOptions, direction === 'remove' ? 'removal' : 'plan'));
  const said = planned.flatMap(({ diagnostics: own }, index) =>
    lenient ? own.map((one) => downgradeToSkipped(one, targets[index]!)) : own,
  );
  // To take something out, open questions and what the host cannot say do not matter.
  const all = [...found, ...diagnostics, ...openQuestionDiagnostics(specs, options.draft), ...said];
  const before = direction === 'apply' ? all : all.filter(({ severity }) => severity === 'error');
  const paths = new Set<string>();
  const tree = { root: into, paths };
  const inHome = targets.some((target) => target.inHome === true);
  const isConfig = targets.some(({ kind }) => kind !== 'checkout');
  const providers = specs
    .map(({ provider }) => provider.id)
    .toSorted()
    .join(' ');
  const isOurs = (path: string): boolean => targets.some((target) => isTargetFile(target, path));
  if (hasErrors(before))
    return { changes: [], drift: [], diagnostics: sortDiagnostics(before), sources, tree, inHome, isConfig, providers, isOurs };

  for (const target of targets) await requireTargetFolder(target, into);
  const read = async (path: string): Promise<string | undefined> => {
    const text = await readRegularFile(inside(into, path));
    paths.add(path);
    if (text !== undefined) sources.set(path, withoutMark(text));
    return text;
  };
  const plans = planned.flatMap((one) => one.plans);
  // Two providers can have one and the same value in a place: what is taken out with one is not there for the next. In a checkout
  // each has places of its own, and reading them once is enough.
  const turns =
    direction === 'remove' && !targets.some(({ kind }) => kind === 'checkout')
      ? specs.map((spec) => allEdits(plans.filter((plan) => plan.spec === spec)))
      : [allEdits(plans)];
  const resolution = await resolveInTurn(turns, direction, read);
  const specOf = new Map(plans.flatMap(({ edits, spec }) => edits.map((edit) => [edit, spec] as const)));
  // Of all agents that are there, not each has every provider.
  const absent = direction === 'remove' && !lenient ? partialRemovalDiagnostics(resolution, specOf) : [];
  const told = lenient ? resolution.problems.map((problem) => withHintToLeaveOut(problem, targets, planned)) : resolution.problems;
  const problems = [...told, ...absent, ...(lenient && plans.every(({ edits }) => edits.length === 0) ? [noAgentDiagnostic()] : [])];
  const drift = resolution.drift.map(({ edit, diagnostic }) => withSpecPosition(diagnostic, specOf.get(edit)!));
  if (targets.some(({ kind }) => kind === 'checkout') && direction === 'apply') drift.push(...untrackedDiagnostic(resolution));
  return {
    changes: hasErrors(problems) ? [] : resolution.changes,
    drift,
    diagnostics: [...sortDiagnostics(before), ...sortDiagnostics(problems)],
    sources,
    tree,
    inHome,
    isConfig,
    providers,
    isOurs,
  };
}

/** Makes edits on what comes of those before. */
async function resolveInTurn(
  turns: readonly FileEdit[][],
  direction: Direction,
  read: (path: string) => Promise<string | undefined>,
): Promise<Resolution> {
  const whole: Resolution = { changes: [], drift: [], absent: [], untracked: [], problems: [] };
  const changes = new Map<string, FileChange>();
  const current = async (path: string): Promise<string | undefined> => (changes.has(path) ? changes.get(path)!.after : read(path));
  for (const edits of turns) {
    const turn = await resolve({ edits, direction, read: current, grammars });
    for (const { path, before, after } of turn.changes)
      changes.set(path, { path, before: changes.has(path) ? changes.get(path)!.before : before, after });
    for (const key of ['drift', 'absent', 'untracked', 'problems'] as const) (whole[key] as unknown[]).push(...turn[key]);
  }
  return { ...whole, changes: [...changes.values()] };
}

function noAgentDiagnostic(): Diagnostic {
  return diagnose('target/none', 'no agent that is there takes the provider', { hint: '`explain` says why' });
}

function isTargetFile({ files, projectFiles = [] }: Target, path: string): boolean {
  return [...files, ...projectFiles].some((file) => {
    const texts = file.split(/\{\w+\}/).map((text) => escapeRegExp(text));
    return new RegExp(`^${texts.join('[^/]+')}$`).test(path);
  });
}

/** One file that cannot be edited keeps all from being written; whoever cannot mend it can go on without its agent. */
function withHintToLeaveOut(
  problem: Diagnostic,
  targets: readonly Target[],
  planned: readonly { readonly plans: readonly Plan[] }[],
): Diagnostic {
  const path = problem.at?.path;
  const isOf = (plans: readonly Plan[]): boolean =>
    allEdits(plans).some((edit) => edit.path === path || (edit.kind === 'merge' && edit.newFile?.otherPaths?.includes(path ?? '')));
  const index = planned.findIndex(({ plans }) => isOf(plans));
  const others = targets.filter((_, at) => at !== index && allEdits(planned[at]!.plans).length > 0);
  if (problem.severity !== 'error' || index === -1 || others.length === 0) return problem;
  const without = `nothing was written; \`-t ${others.map(({ id }) => id).join(',')}\` leaves ${targets[index]!.title} out`;
  return { ...problem, hint: problem.hint === undefined ? without : `${problem.hint}; ${without}` };
}

/** `apply` puts in everything. A provider of which only a part is there was put there by somebody else. */
function partialRemovalDiagnostics({ drift, absent }: Resolution, specOf: ReadonlyMap<FileEdit, ValidSpec>): Diagnostic[] {
  const there = new Set(drift.map(({ edit }) => specOf.get(edit)));
  return absent
    .filter(({ edit }) => there.has(specOf.get(edit)))
    .map(({ diagnostic }) => ({ ...diagnostic, hint: 'nothing is taken out; undo the rest by hand or with git' }));
}

/** The finding with the place in the spec that says so. */
function withSpecPosition(diagnostic: Diagnostic, { document, provider }: ValidSpec): Diagnostic {
  const { field = '', subject } = diagnostic;
  return {
    ...diagnostic,
    subject: [provider.id, subject].filter((part) => part !== undefined && part !== '').join('/'),
    related: [{ at: document.locate(field), message: 'the spec' }],
  };
}

/** The entries of which there is no spec, as one finding: whoever has one provider need not read of all others. */
function untrackedDiagnostic({ untracked: entries }: Resolution): Diagnostic[] {
  const first = entries[0];
  if (!first) return [];
  const shown = entries.slice(0, 5).map(({ id }) => id);
  const rest = entries.length > shown.length ? ` and ${entries.length - shown.length} more` : '';
  const what = entries.length === 1 ? 'there is no spec of' : `there is no spec of ${entries.length} providers:`;
  return [
    diagnose('check/untracked', `${what} ${list(shown)}${rest}`, {
      at: first.at,
      subject: entries.map(({ id }) => id).join(' '),
      hint: '`providersmith import` makes specs of what is there',
    }),
  ];
}

/** A checkout is told by the files it has. A folder that has none of them is somebody else's. */
export async function requireTargetFolder(target: Target, into: string): Promise<void> {
  if (!(await isFolder(into)))
    throw new DiagnosticError(
      diagnose('target/not-found', `${into} is not a folder`, { hint: 'name the checkout with `--into <folder>`' }),
    );
  if (target.kind !== 'checkout') return;
  const first = target.files[0]!;
  if ((await readRegularFile(inside(into, first))) !== undefined) return;
  throw new DiagnosticError(
    diagnose('target/not-found', `${into} is not a ${target.title} checkout: it has no ${first}`, {
      hint: `name the checkout with \`--into <folder>\`; one has ${list(target.files)}`,
    }),
  );
}
