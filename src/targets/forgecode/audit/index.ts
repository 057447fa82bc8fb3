import type { Diagnostic, Tree } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { checkClaudeThinking } from './claude-thinking.js';
import { auditDiagnostic } from './diagnostics.js';
import { checkDisplayNames } from './display-names.js';
import { checkEntries } from './entries.js';
import { readFacts } from './facts.js';
import { checkFormatting } from './formatting.js';
import { checkIdConditions } from './id-conditions.js';
import { checkLogins } from './logins.js';
import { checkModelAgreement } from './model-agreement.js';
import { checkModels, readModels } from './models.js';
import { checkProviderRs } from './provider-rs.js';
import { checkReadme } from './readme.js';
import { checkResponseTypes } from './response-types.js';
import { readRustFiles } from './rust-files.js';
import { checkRustTests } from './rust-tests.js';
import { checkSchema } from './schema.js';
import { checkSiblingLists } from './sibling-lists.js';
import { checkUnused } from './unused.js';
import { checkUrls } from './urls.js';

/** Checks a checkout. A pure function of its files. */
export async function audit(tree: Tree): Promise<Diagnostic[]> {
  const facts = await readFacts(tree);
  const models = readModels(facts);
  const sources = await readRustFiles(facts);
  return [
    ...checkSyntax(facts),
    ...checkSchema(facts),
    ...checkFormatting(facts),
    ...checkEntries(facts),
    ...checkLogins(facts),
    ...checkUrls(facts),
    ...checkModels(facts, models),
    ...checkModelAgreement(facts, models),
    ...checkSiblingLists(facts, models),
    ...checkProviderRs(facts),
    ...(await checkDisplayNames(facts)),
    ...(await checkRustTests(facts)),
    ...(await checkReadme(facts)),
    ...checkIdConditions(facts, sources),
    ...(await checkClaudeThinking(facts, sources)),
    ...(await checkUnused(facts, sources)),
    ...(await checkResponseTypes(facts)),
  ];
}

function checkSyntax({ tree, jsonProblem }: Awaited<ReturnType<typeof readFacts>>): Diagnostic[] {
  if (!jsonProblem) return [];
  return [
    auditDiagnostic('not-json', jsonProblem.message, { at: tree.position(providerJsonPath, jsonProblem.offset), subject: 'provider.json' }),
  ];
}
