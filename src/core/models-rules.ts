// Rules of model lists: what differs between a spec and its sources, and what a person has to look at first.
import type { Rule } from './rules.js';

export const modelsRules = {} as const satisfies Record<string, Rule>;
