// Rules of `probe`.
import type { Rule } from './rules.js';

export const probeRules = {} as const satisfies Record<string, Rule>;
