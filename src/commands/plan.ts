import { diagnose, type Diagnostic } from '../core/diagnostics.js';
import type { FileEdit } from '../core/edits.js';
import type { Plan, PlanOptions, Target } from '../core/target.js';
import { list } from '../core/text.js';
import type { ValidSpec } from '../core/validate.js';

/** The plans of all specs for one target, their findings placed in the specs. */
export function planAll(
  target: Target,
  specs: readonly ValidSpec[],
  { scope = 'user', setDefault = false }: Partial<PlanOptions>,
  kind: 'plan' | 'artifacts' = 'plan',
): { plans: (Plan & { spec: ValidSpec })[]; diagnostics: Diagnostic[] } {
  const options = { scope, setDefault };
  const plans = specs.map((spec) => {
    const refusal = notAccepted(target, spec, options);
    return refusal ? { spec, edits: [], diagnostics: [refusal] } : { spec, ...target[kind](spec.provider, options) };
  });
  const diagnostics = plans.flatMap(({ spec, diagnostics: found }) => found.map((diagnostic) => located(diagnostic, spec)));
  return { plans, diagnostics: [...diagnostics, ...sharedPlaces(target, plans)] };
}

/** Two providers that would be one and the same for the target. */
function sharedPlaces(target: Target, plans: readonly (Plan & { spec: ValidSpec })[]): Diagnostic[] {
  const first = new Map<string, string>();
  return plans.flatMap(({ spec, edits }) =>
    edits.flatMap((edit) => {
      if (edit.kind !== 'merge') return [];
      const place = JSON.stringify([edit.path, edit.at]);
      const other = first.get(place);
      first.set(place, other ?? spec.provider.id);
      if (other === undefined) return [];
      const message = `${other} and ${spec.provider.id} would have one entry in ${edit.path}`;
      return [
        diagnose('spec/duplicate-id', message, {
          at: spec.source.locate(['targets', target.id, 'id']),
          hint: `give one of them another \`targets.${target.id}.id\``,
        }),
      ];
    }),
  );
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

function located(diagnostic: Diagnostic, { source }: ValidSpec): Diagnostic {
  return { ...diagnostic, at: source.locate(diagnostic.field ?? '') };
}

/** What keeps one agent from taking a provider does not keep the others. */
export function passedOver(diagnostic: Diagnostic, { title }: Target): Diagnostic {
  if (diagnostic.severity !== 'error') return diagnostic;
  return {
    ...diagnostic,
    ...diagnose('target/skipped', diagnostic.message.startsWith(title) ? diagnostic.message : `${title}: ${diagnostic.message}`),
  };
}

/** A draft gives a patch only when somebody says that this is meant. */
export function draftProblems(specs: readonly ValidSpec[], draft: boolean): Diagnostic[] {
  if (draft) return [];
  return specs
    .filter(({ provider }) => provider.questions.length > 0)
    .map(({ provider, source }) =>
      diagnose(
        'draft/not-allowed',
        `${provider.id} has ${provider.questions.length} open question${provider.questions.length === 1 ? '' : 's'}`,
        {
          at: source.locate(['questions'], 'key'),
          hint: 'answer them, or say `--draft`: every assumed value is then listed',
        },
      ),
    );
}

export function editsOf(plans: readonly Plan[]): FileEdit[] {
  return plans.flatMap((plan) => plan.edits);
}
