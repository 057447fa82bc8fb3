import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { coreRules, type Rule } from '../core/rules.js';
import type { Target } from '../core/target.js';
import { didYouMean } from '../core/text.js';
import { targetLoaders } from '../generated/targets.js';

export const targetIds: readonly string[] = Object.keys(targetLoaders);

/** @throws DiagnosticError `target/unknown` */
export async function loadTarget(id: string): Promise<Target> {
  const load = Object.hasOwn(targetLoaders, id) ? targetLoaders[id] : undefined;
  if (load) return load();
  const near = didYouMean(id, targetIds);
  throw new DiagnosticError(
    diagnose('target/unknown', `there is no target \`${id}\``, {
      hint: near ? `did you mean \`${near}\`?` : '`providersmith targets` lists them',
    }),
  );
}

export async function allTargets(): Promise<Target[]> {
  return Promise.all(targetIds.map(loadTarget));
}

/** Every rule by its code: those of the core, then those of each target. */
export async function allRules(): Promise<[code: string, rule: Rule][]> {
  const targets = await allTargets();
  return [
    ...Object.entries(coreRules),
    ...targets.flatMap(({ id, rules, auditRules }) =>
      Object.entries({ ...rules, ...auditRules }).map(([name, rule]): [string, Rule] => [`${id}/${name}`, rule]),
    ),
  ];
}
