import { coreRules } from '../core/rules.js';
import type { Rule } from '../core/rules/rule.js';
import type { Target } from '../targets/engine/target.js';
import { targetLoaders } from '../generated/targets.js';
import { loadById } from './registry.js';

export const targetIds: readonly string[] = Object.keys(targetLoaders);

/** @throws DiagnosticError `target/unknown` */
export async function loadTarget(id: string): Promise<Target> {
  return loadById('target', targetLoaders, id);
}

export async function allTargets(): Promise<Target[]> {
  return Promise.all(targetIds.map(loadTarget));
}

/** Every rule by its code: those of the core, then those of each target. */
export async function allRules(): Promise<[code: string, rule: Rule][]> {
  const targets = await allTargets();
  return [
    ...Object.entries(coreRules),
    ...targets.flatMap(({ id, rules, auditor }) =>
      Object.entries({ ...rules, ...auditor?.rules }).map(([name, rule]): [string, Rule] => [`${id}/${name}`, rule]),
    ),
  ];
}
