import type { Diagnostic, Tree } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { agreementFindings } from './agreement.js';
import { readSources } from './backends.js';
import { catalogFindings } from './catalog.js';
import { claudeFindings } from './claude.js';
import { displayFindings } from './display.js';
import { readFacts } from './facts.js';
import { fileFindings } from './files.js';
import { formatFindings } from './format.js';
import { identityFindings } from './identity.js';
import { loginFindings } from './logins.js';
import { matcherFindings } from './matchers.js';
import { modelFindings, readModels } from './models.js';
import { readmeFindings } from './readme.js';
import { find } from './rules.js';
import { schemaFindings } from './schema.js';
import { siblingFindings } from './siblings.js';
import { testFindings } from './tests.js';
import { urlFindings } from './urls.js';

/** What is wrong in a checkout. A pure function of its files. */
export async function audit(tree: Tree): Promise<Diagnostic[]> {
  const facts = await readFacts(tree);
  const models = readModels(facts);
  const sources = await readSources(facts);
  return [
    ...notJson(facts),
    ...schemaFindings(facts),
    ...formatFindings(facts),
    ...catalogFindings(facts),
    ...loginFindings(facts),
    ...urlFindings(facts),
    ...modelFindings(facts, models),
    ...agreementFindings(facts, models),
    ...siblingFindings(facts, models),
    ...identityFindings(facts),
    ...(await displayFindings(facts)),
    ...(await testFindings(facts)),
    ...(await readmeFindings(facts)),
    ...matcherFindings(facts, sources),
    ...(await claudeFindings(facts, sources)),
    ...(await fileFindings(facts, sources)),
  ];
}

function notJson({ tree, jsonProblem }: Awaited<ReturnType<typeof readFacts>>): Diagnostic[] {
  if (!jsonProblem) return [];
  return [find('not-json', jsonProblem.message, { at: tree.position(providerJsonPath, jsonProblem.offset), subject: 'provider.json' })];
}
