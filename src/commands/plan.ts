import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import type { FileEdit } from '../core/edits.js';
import type { Plan, PlanOptions, Target } from '../targets/engine/target.js';
import { list } from '../core/text.js';
import type { ValidSpec } from '../spec/validate.js';

/** The plans of all specs for one target, their findings placed in the specs. */
export function planSpecs(
  target: Target,
  specs: readonly ValidSpec[],
  { scope = 'user', setDefault = false }: Partial<PlanOptions>,
  kind: 'plan' | 'artifacts' | 'removal' = 'plan',
): { plans: (Plan & { spec: ValidSpec })[]; diagnostics: Diagnostic[] } {
  const options = { scope, setDefault };
  const plans = specs.map((spec) => {
    const refusal = notAccepted(target, spec, options);
    return refusal
      ? { spec, edits: [], diagnostics: [refusal] }
      : { spec, ...target[kind === 'removal' ? 'plan' : kind](spec.provider, options) };
  });
  const diagnostics = plans.flatMap(({ spec, diagnostics: found }) => found.map((diagnostic) => locateInSpec(diagnostic, spec)));
  // Whose the things are that are taken out, what stands there says.
  // What stands alone has a folder for each provider.
  const shared = kind === 'plan' ? dropSharedEntries(target, plans) : { plans, diagnostics: [] };
  return { plans: shared.plans, diagnostics: [...diagnostics, ...shared.diagnostics] };
}

type SpecPlan = Plan & { readonly spec: ValidSpec };

interface Shared {
  readonly plans: SpecPlan[];
  readonly diagnostics: Diagnostic[];
}

/** Two providers that would be one and the same for the target, of which it has the first, or that would both be its default. */
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
  return diagnose('spec/duplicate-id', `${other} and ${provider.id} would have one entry in ${path}`, {
    at: document.locate(['targets', id, 'id']),
    hint: `give one of them another \`targets.${id}.id\``,
  });
}

function twoDefaultsDiagnostic({ title }: Target, other: string, { provider, document }: ValidSpec): Diagnostic {
  return diagnose('target/two-defaults', `${other} and ${provider.id} would both be what ${title} uses when nothing is said`, {
    at: document.locate(['default_model']),
    hint: 'apply all of them without `--set-default`, then one of them with it',
  });
}

/** Why a target cannot take a provider at all. */
function notAccepted(target: Target, { provider }: ValidSpec, { scope }: PlanOptions): Diagnostic | undefined {
  if (scope === 'project' && (target.projectFiles ?? []).length === 0)
    return diagnose('target/scope', `${target.title} has no files of a project`);
  const { protocols, auth } = target.accepts;
  if (!provider.endpoints.some(({ protocol }) => protocols.includes(protocol)))
    return diagnose('target/not-accepted', `${target.title} speaks none of the protocols`, {
      field: '/endpoints',
      hint: `it speaks ${list(protocols)}`,
    });
  if (!provider.auth.some(({ type }) => auth.includes(type)))
    return diagnose('target/not-accepted', `${target.title} has none of the ways to log in`, {
      field: '/auth',
      hint: `it has ${list(auth)}`,
    });
  return undefined;
}

function locateInSpec(diagnostic: Diagnostic, { document }: ValidSpec): Diagnostic {
  return { ...diagnostic, at: document.locate(diagnostic.field ?? '') };
}

/** What keeps one agent from taking a provider does not keep the others. */
export function downgradeToSkipped(diagnostic: Diagnostic, { title }: Target): Diagnostic {
  if (diagnostic.severity !== 'error' || diagnostic.code === 'target/two-defaults') return diagnostic;
  return {
    ...diagnostic,
    ...diagnose('target/skipped', diagnostic.message.startsWith(title) ? diagnostic.message : `${title}: ${diagnostic.message}`),
  };
}

/** A draft gives a patch only when somebody says that this is meant. */
export function openQuestionDiagnostics(specs: readonly ValidSpec[], draft: boolean): Diagnostic[] {
  if (draft) return [];
  return specs
    .filter(({ provider }) => provider.questions.length > 0)
    .map(({ provider, document }) =>
      diagnose(
        'draft/not-allowed',
        `${provider.id} has ${provider.questions.length} open question${provider.questions.length === 1 ? '' : 's'}`,
        {
          at: document.locate(['questions'], 'key'),
          hint: 'answer them, or say `--draft`: every assumed value is then listed',
        },
      ),
    );
}

export function allEdits(plans: readonly Plan[]): FileEdit[] {
  return plans.flatMap((plan) => plan.edits);
}
