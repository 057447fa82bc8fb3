// Compares provider.rs with provider.json: constants, `built_in_providers` and `FromStr`.
import { list, quote, type Diagnostic, type RustItem } from '../api.js';
import { defaultConstantName, defaultDisplayName } from '../names.js';
import { providerJsonPath } from '../provider-json.js';
import { domainPath, identitySteps, type NamedProvider } from '../rust.js';
import { auditDiagnostic } from './diagnostics.js';
import { idOfConstant, idsByConstant, type Facts, type ProviderRs } from './facts.js';

export function checkProviderRs(facts: Facts): Diagnostic[] {
  const { providerRs } = facts;
  if (!providerRs) return [auditDiagnostic('unreadable-source', `${domainPath} does not exist`, { subject: 'provider.rs' })];
  return [
    ...checkReadable(facts, providerRs),
    ...checkConstants(facts, providerRs),
    ...checkBuiltInList(facts, providerRs),
    ...checkFromStr(facts, providerRs),
  ];
}

function checkReadable({ tree }: Facts, { source, constants, builtIn, displayArms, fromStr }: ProviderRs): Diagnostic[] {
  const at = tree.position(domainPath, 0);
  if (source.errors > 0)
    return [auditDiagnostic('unreadable-source', `${domainPath} has ${source.errors} syntax errors`, { at, subject: 'provider.rs' })];
  const places = { 'the constants of ProviderId': constants, built_in_providers: builtIn, display_name: displayArms, from_str: fromStr };
  const missing = Object.entries(places).flatMap(([name, items]) => (items ? [] : [name]));
  if (missing.length === 0) return [];
  return [auditDiagnostic('unreadable-source', `cannot find ${list(missing)}`, { at, subject: 'provider.rs' })];
}

function checkConstants(facts: Facts, { source, constants, displayArms, fromStr }: ProviderRs): Diagnostic[] {
  if (!constants) return [];
  const { entries, tree, jsonProblem } = facts;
  const diagnostics: Diagnostic[] = [];
  const byId = new Map<string, RustItem>();
  const inJson = new Set(entries.map(({ id }) => id));
  for (const item of constants) {
    const id = idOfConstant(item);
    if (id === undefined) continue;
    const at = tree.position(domainPath, item.start);
    const name = item.keys[0]!;
    const other = byId.get(id);
    byId.set(id, other ?? item);
    if (other) {
      const related = [{ at: tree.position(domainPath, other.start), message: `\`${other.keys[0]}\`` }];
      diagnostics.push(
        auditDiagnostic('duplicate-const', `\`${name}\` has the same id as \`${other.keys[0]}\`, ${quote(id)}`, {
          at,
          subject: name,
          related,
        }),
      );
    } else if (name !== defaultConstantName(id)) {
      diagnostics.push(
        auditDiagnostic('const-name', `unusual name \`${name}\` for the id ${quote(id)}`, {
          at,
          subject: name,
          hint: `the usual name is \`${defaultConstantName(id)}\``,
        }),
      );
    }
    if (!jsonProblem && !inJson.has(id))
      diagnostics.push(
        auditDiagnostic('const-without-entry', `provider.json has no entry ${quote(id)} for \`${name}\``, { at, subject: id }),
      );
  }
  for (const { id, node } of entries) {
    if (id === undefined || byId.has(id)) continue;
    const ident = defaultConstantName(id);
    // Rust code need not name a provider. If it does, the constant is missing and can be added.
    const isNamed = [...(displayArms ?? []), ...(fromStr ?? [])].some(({ keys }) => keys.includes(id));
    const free = /^[A-Z_]/.test(ident) && constants.every(({ keys }) => !keys.includes(ident));
    const fix = isNamed && free ? source.edits(domainPath, stepsFor(withDefaultName(id, ident), 'const'), 'apply') : [];
    diagnostics.push(
      auditDiagnostic('missing-const', `no constant has the id ${quote(id)}`, {
        at: tree.position(providerJsonPath, node.offset),
        subject: id,
        related: [{ at: tree.position(domainPath, constants.at(-1)?.start ?? 0), message: 'the constants' }],
        ...(fix.length > 0 && { fix }),
      }),
    );
  }
  return diagnostics;
}

function checkBuiltInList({ tree }: Facts, { source, constants, builtIn }: ProviderRs): Diagnostic[] {
  if (!constants || !builtIn) return [];
  const diagnostics: Diagnostic[] = [];
  const nameOf = (item: RustItem): string => item.keys.at(-1)!.replace('ProviderId::', '');
  const known = new Set(constants.map(({ keys }) => keys[0]!));
  const listed = new Set<string>();
  for (const item of builtIn) {
    const name = nameOf(item);
    const at = tree.position(domainPath, item.start);
    if (listed.has(name))
      diagnostics.push(auditDiagnostic('duplicate-built-in', `duplicate \`${name}\` in \`built_in_providers\``, { at, subject: name }));
    else if (item.keys.at(-1)!.startsWith('ProviderId::') && !known.has(name))
      diagnostics.push(
        auditDiagnostic('unknown-constant', `\`ProviderId::${name}\` is not defined`, { at, subject: `${name}/built_in_providers` }),
      );
    listed.add(name);
  }
  for (const item of constants) {
    const id = idOfConstant(item);
    if (id === undefined || listed.has(item.keys[0]!)) continue;
    const fix = source.edits(domainPath, stepsFor(withDefaultName(id, item.keys[0]!), 'element'), 'apply');
    diagnostics.push(
      auditDiagnostic('missing-built-in', `\`built_in_providers\` does not contain \`${item.keys[0]}\``, {
        at: tree.position(domainPath, item.start),
        subject: id,
        ...(fix.length > 0 && { fix }),
      }),
    );
  }
  if (diagnostics.length > 0) return diagnostics;
  const order = constants.map(({ keys }) => keys[0]);
  const first = builtIn.find((item, index) => nameOf(item) !== order[index]);
  if (!first) return [];
  const message = `\`${nameOf(first)}\` has a different position among the constants`;
  return [auditDiagnostic('built-in-order', message, { at: tree.position(domainPath, first.start), subject: 'built_in_providers' })];
}

function checkFromStr(facts: Facts, { source, constants, fromStr }: ProviderRs): Diagnostic[] {
  if (!constants || !fromStr) return [];
  const { tree } = facts;
  const ids = idsByConstant(facts)!;
  // An alias of an id may have an arm too.
  const taken = new Set([...ids.values(), ...facts.entries.map(({ id }) => id)]);
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  for (const item of fromStr) {
    const name = /^(?:ProviderId|Self)::([A-Z0-9_]+)$/.exec(item.value ?? '')?.[1];
    if (name === undefined) continue;
    const at = tree.position(domainPath, item.start);
    for (const id of item.keys) {
      const subject = `${id}/from_str`;
      if (seen.has(id))
        diagnostics.push(auditDiagnostic('duplicate-arm', `duplicate arm for ${quote(id)} in \`from_str\``, { at, subject }));
      else if (!ids.has(name))
        diagnostics.push(auditDiagnostic('unknown-constant', `\`ProviderId::${name}\` is not defined`, { at, subject }));
      else if (taken.has(id) && ids.get(name) !== undefined && ids.get(name) !== id)
        diagnostics.push(
          auditDiagnostic('wrong-from-str', `${quote(id)} returns \`${name}\`, whose id is ${quote(ids.get(name))}`, { at, subject }),
        );
      seen.add(id);
    }
  }
  for (const item of constants) {
    const id = idOfConstant(item);
    if (id === undefined || seen.has(id)) continue;
    seen.add(id);
    const fix = source.edits(domainPath, stepsFor(withDefaultName(id, item.keys[0]!), 'arm'), 'apply');
    const at = tree.position(domainPath, item.start);
    diagnostics.push(
      auditDiagnostic('missing-from-str', `\`from_str\` has no arm for ${quote(id)}`, { at, subject: id, ...(fix.length > 0 && { fix }) }),
    );
  }
  return diagnostics;
}

/** A provider with its default display name, which needs no arm. */
export function withDefaultName(id: string, ident: string): NamedProvider {
  return { id, ident, name: defaultDisplayName(id), options: {}, after: {}, needsDisplayArm: false };
}

function stepsFor(provider: NamedProvider, item: 'const' | 'element' | 'arm'): ReturnType<typeof identitySteps> {
  return identitySteps(provider).filter((step) => step.item === item);
}
