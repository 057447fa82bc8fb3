import type { Diagnostic, Tree } from '../../kit.js';
import { providerJsonPath } from '../provider-json.js';
import { agreementFindings } from './agreement.js';
import { catalogFindings } from './catalog.js';
import { readFacts } from './facts.js';
import { formatFindings } from './format.js';
import { loginFindings } from './logins.js';
import { modelFindings, readModels } from './models.js';
import { find } from './rules.js';
import { schemaFindings } from './schema.js';
import { siblingFindings } from './siblings.js';
import { urlFindings } from './urls.js';

/** What is wrong in a checkout. A pure function of its files. */
export async function audit(tree: Tree): Promise<Diagnostic[]> {
  const facts = await readFacts(tree);
  const models = readModels(facts);
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
  ];
}

function notJson({ tree, jsonProblem }: Awaited<ReturnType<typeof readFacts>>): Diagnostic[] {
  if (!jsonProblem) return [];
  return [find('not-json', jsonProblem.message, { at: tree.position(providerJsonPath, jsonProblem.offset), subject: 'provider.json' })];
}
