// Compares what the tests of provider.rs and provider_repo.rs expect with the code and provider.json.
import { quote, type Diagnostic, type RustItem } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { domainPath, repoPath } from '../rust.js';
import { auditDiagnostic } from './diagnostics.js';
import { displayName, idsByConstant, type CatalogEntry, type Facts } from './facts.js';
import { readRustCode } from './rust-code.js';

export async function checkRustTests(facts: Facts): Promise<Diagnostic[]> {
  return [...checkDomainTests(facts), ...checkConfigTests(facts), ...(await checkUntestedProviders(facts))];
}

const namesInTests = [
  /assert_eq!\(\s*ProviderId::([A-Z0-9_]+)\.to_string\(\),\s*"([^"\\]*)"/g,
  /let actual = ProviderId::([A-Z0-9_]+)\.to_string\(\);\s*let expected = "([^"\\]*)"/g,
];
const idsInTests = /let actual = ProviderId::from_str\("([^"\\]*)"\)\.unwrap\(\);\s*let expected = ProviderId::([A-Z0-9_]+);\s*assert_eq!/g;

function checkDomainTests(facts: Facts): Diagnostic[] {
  const ids = idsByConstant(facts);
  const { providerRs, tree } = facts;
  if (!ids || !providerRs?.displayArms) return [];
  const diagnostics: Diagnostic[] = [];
  for (const item of providerRs.tests ?? []) {
    const test = item.keys[0]!;
    const text = readRustCode(item.text).code;
    for (const pattern of namesInTests) {
      for (const { 1: ident = '', 2: expected, index } of text.matchAll(pattern)) {
        const id = ids.get(ident);
        const name = id === undefined ? undefined : displayName(facts, id);
        if (name === undefined || name === expected) continue;
        const at = tree.position(domainPath, textStart(item) + index);
        diagnostics.push(
          auditDiagnostic('wrong-display-test', `the display name of \`${ident}\` is ${quote(name)}, not ${quote(expected)}`, {
            at,
            subject: test,
          }),
        );
      }
    }
    for (const { 1: id = '', 2: ident = '', index } of text.matchAll(idsInTests)) {
      if (ids.get(ident) === undefined || ids.get(ident) === id) continue;
      const at = tree.position(domainPath, textStart(item) + index);
      diagnostics.push(
        auditDiagnostic('wrong-id-test', `the id of \`${ident}\` is ${quote(ids.get(ident))}, not ${quote(id)}`, { at, subject: test }),
      );
    }
  }
  return diagnostics;
}

/** Where the text of an item starts: after its attributes. */
function textStart({ end, text }: RustItem): number {
  return end - text.length;
}

/** The entry that a test assigns to a variable. */
const configLookup = /let ([a-z_]+) = configs\s*\.iter\(\)\s*\.find\(\|c\| c\.id == ProviderId::([A-Z0-9_]+)\)\s*\.unwrap\(\);/g;
const assertedFields = [
  ['api_key_vars', /assert_eq!\(\s*([a-z_]+)\.api_key_vars,\s*Some\("([^"\\]*)"\.to_string\(\)\)/g],
  ['response_type', /assert_eq!\(\s*([a-z_]+)\.response_type,\s*Some\(ProviderResponse::(\w+)\)/g],
  ['url', /assert_eq!\(\s*([a-z_]+)\.url(?:\.as_str\(\))?,\s*"([^"\\]*)"/g],
] as const;

function checkConfigTests(facts: Facts): Diagnostic[] {
  const { configTests = [], tree } = facts;
  const ids = idsByConstant(facts);
  const entries = uniqueEntries(facts);
  return configTests.flatMap((item) => {
    if (!item.text.includes('let configs = get_provider_configs();')) return [];
    const text = readRustCode(item.text).code;
    const lookups = [...text.matchAll(configLookup)];
    const variables = new Map(lookups.map(({ 1: variable = '', 2: ident = '' }) => [variable, entries.get(ids?.get(ident) ?? '')]));
    if (variables.size < lookups.length) return [];
    return assertedFields.flatMap(([field, pattern]) =>
      [...text.matchAll(pattern)].flatMap(({ 1: variable = '', 2: expected, index }) => {
        const entry = variables.get(variable);
        const node = entry?.member(field);
        const value: unknown = node?.value;
        if (!entry || value === expected || (node && typeof value !== 'string')) return [];
        const message = `\`${field}\` of ${quote(entry.id)} is ${value === undefined ? 'absent' : quote(value)}, not ${quote(expected)}`;
        const at = tree.position(repoPath, textStart(item) + index);
        const related = [{ at: tree.position(providerJsonPath, (node ?? entry.node).offset), message: 'the entry' }];
        return [auditDiagnostic('wrong-config-test', message, { at, subject: `${item.keys[0]}/${entry.id}/${field}`, related })];
      }),
    );
  });
}

/** The entries by id; undefined for a duplicate id, because a test finds either entry. */
function uniqueEntries({ entries }: Facts): ReadonlyMap<string, CatalogEntry | undefined> {
  const byId = new Map<string, CatalogEntry | undefined>();
  for (const entry of entries) if (entry.id !== undefined) byId.set(entry.id, byId.has(entry.id) ? undefined : entry);
  return byId;
}

/** provider_repo.rs skips this entry everywhere, so it needs no test. */
const skippedId = 'forge';

const coversAllProviders = /\bin ProviderId::built_in_providers\(\)|\bin get_provider_configs\(\)/;

async function checkUntestedProviders(facts: Facts): Promise<Diagnostic[]> {
  const { tree, entries, providerRs, configTests } = facts;
  if (!providerRs?.tests || !configTests) return [];
  const tests = (await Promise.all([domainPath, repoPath].map(async (path) => testCodeOf((await tree.read(path))!)))).join('\n');
  if (coversAllProviders.test(tests)) return [];
  const words = new Set(tests.match(/ProviderId::[A-Z0-9_]+|"[^"\\\n]*"/g));
  const idents = new Map([...(idsByConstant(facts) ?? [])].map(([ident, id]) => [id, ident]));
  return entries.flatMap(({ id, node }) => {
    if (id === undefined || id === skippedId || words.has(`"${id}"`) || words.has(`ProviderId::${idents.get(id)}`)) return [];
    return [
      auditDiagnostic('untested-provider', `no test in provider.rs or provider_repo.rs names ${quote(id)}`, {
        at: tree.position(providerJsonPath, node.offset),
        subject: id,
      }),
    ];
  });
}

function testCodeOf(text: string): string {
  const { code, end } = readRustCode(text);
  return code.slice(end);
}
