import type { Diagnostic, Tree } from '../../kit.js';
import { readSources } from './backends.js';
import { catalogFindings } from './catalog.js';
import { claudeFindings } from './claude.js';
import { displayFindings } from './display.js';
import { readFacts } from './facts.js';
import { fileFindings } from './files.js';
import { identityFindings } from './identity.js';
import { matcherFindings } from './matchers.js';
import { readmeFindings } from './readme.js';
import { testFindings } from './tests.js';

/** What is wrong in a checkout. A pure function of its files. */
export async function audit(tree: Tree): Promise<Diagnostic[]> {
  const facts = await readFacts(tree);
  const sources = await readSources(facts);
  return [
    ...catalogFindings(facts),
    ...identityFindings(facts),
    ...(await displayFindings(facts)),
    ...(await testFindings(facts)),
    ...(await readmeFindings(facts)),
    ...matcherFindings(facts, sources),
    ...(await claudeFindings(facts, sources)),
    ...(await fileFindings(facts, sources)),
  ];
}
