import type { Diagnostic, Tree } from '../../kit.js';
import { catalogFindings } from './catalog.js';
import { readFacts } from './facts.js';

/** What is wrong in a checkout. A pure function of its files. */
export async function audit(tree: Tree): Promise<Diagnostic[]> {
  const facts = await readFacts(tree);
  return [...catalogFindings(facts)];
}
