import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import type { FileEdit } from '../core/edits.js';
import { countWords } from '../core/text.js';
import { checkAcceptance } from '../targets/engine/acceptance.js';
import type { Plan, PlanOptions, Target } from '../targets/engine/target.js';
import type { ValidSpec } from '../spec/validate.js';

export type SpecPlan = Plan & { readonly spec: ValidSpec };

export interface PlannedTarget {
  readonly target: Target;
  readonly plans: readonly SpecPlan[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans every spec for one target. Diagnostics have their positions in the specs. */
export function planSpecs(
  target: Target,
  specs: readonly ValidSpec[],
  { scope = 'user', setDefault = false }: Partial<PlanOptions>,
  kind: 'plan' | 'artifacts' | 'removal' = 'plan',
): PlannedTarget {
  const options = { scope, setDefault };
  const plans = specs.map((spec) => {
    const refusal = planRefusal(target, spec, options);
    return refusal
      ? { spec, edits: [], diagnostics: [refusal] }
      : { spec, ...target[kind === 'removal' ? 'plan' : kind](spec.provider, options) };
  });
  const diagnostics = plans.flatMap(({ spec, diagnostics: found }) => found.map((diagnostic) => locateInSpec(diagnostic, spec)));
  // Stand-alone files have a folder for each provider, and `remove` compares the file itself.
  const shared = kind === 'plan' ? dropSharedEntries(target, plans) : { plans, diagnostics: [] };
  return { target, plans: shared.plans, diagnostics: [...diagnostics, ...shared.diagnostics] };
}

interface Shared {
  readonly plans: SpecPlan[];
  readonly diagnostics: Diagnostic[];
}

/** Keeps the first of two providers that would become one entry, and reports two that would both become the default. */
function dropSharedEntries(target: Target, plans: readonly SpecPlan[]): Shared {
  const first = new Map<string, string>();
  const found = new Map<string, Diagnostic>();
  const left = plans.map((plan) => {
    const { edits, spec } = plan;
    let isSecond = false;
    for (const edit of edits) {
      if (edit.kind !== 'merge') continue;
      const place = JSON.stringify([edit.path, edit.at]);
      const other = first.get(place);
      first.set(place, other ?? spec.provider.id);
      if (other === undefined) continue;
      const isChoice = edit.ownership?.kind === 'choice';
      const one = isChoice ? twoDefaultsDiagnostic(target, other, spec) : sharedEntryDiagnostic(target, other, spec, edit.path);
      found.set(one.message, one);
      isSecond ||= !isChoice;
    }
    return isSecond ? { ...plan, edits: [] } : plan;
  });
  return { plans: left, diagnostics: [...found.values()] };
}

function sharedEntryDiagnostic({ id }: Target, other: string, { provider, document }: ValidSpec, path: string): Diagnostic {
  return diagnose('spec/duplicate-id', `${other} and ${provider.id} would become the same entry in ${path}`, {
    at: document.locate(['targets', id, 'id']),
    hint: `give one of them another \`targets.${id}.id\``,
  });
}

function twoDefaultsDiagnostic({ title }: Target, other: string, { provider, document }: ValidSpec): Diagnostic {
  return diagnose('target/two-defaults', `${other} and ${provider.id} would both become the default of ${title}`, {
    at: document.locate(['default_model']),
    hint: 'apply all of them without `--set-default`, then the one you want with it',
  });
}

/** Why a target cannot use a provider at all, before it plans. */
function planRefusal(target: Target, { provider }: ValidSpec, { scope }: PlanOptions): Diagnostic | undefined {
  if (scope === 'project' && (target.projectFiles ?? []).length === 0)
    return diagnose('target/scope', `${target.title} has no configuration files in a project`);
  return checkAcceptance(target.title, target.accepts, provider);
}

function locateInSpec(diagnostic: Diagnostic, { document }: ValidSpec): Diagnostic {
  return { ...diagnostic, at: document.locate(diagnostic.field ?? '') };
}

/** With `-t all`, an agent that cannot use a provider does not stop the others. */
export function downgradeToSkipped(diagnostic: Diagnostic, { title }: Target): Diagnostic {
  if (diagnostic.severity !== 'error' || diagnostic.code === 'target/two-defaults') return diagnostic;
  return {
    ...diagnostic,
    ...diagnose('target/skipped', diagnostic.message.startsWith(title) ? diagnostic.message : `${title}: ${diagnostic.message}`),
  };
}

/** An error for each spec with open questions, unless drafts are accepted. */
export function openQuestionDiagnostics(specs: readonly ValidSpec[], draft: boolean): Diagnostic[] {
  if (draft) return [];
  return specs
    .filter(({ provider }) => provider.questions.length > 0)
    .map(({ provider, document }) =>
      diagnose('draft/not-allowed', `${provider.id} has ${countWords(provider.questions.length, 'open question')}`, {
        at: document.locate(['questions'], 'key'),
        hint: 'answer them, or pass `--draft` to use the assumed values, which are then listed',
      }),
    );
}

export function allEdits(plans: readonly Plan[]): FileEdit[] {
  return plans.flatMap((plan) => plan.edits);
}
