// Checks the display names of providers.
import { quote, type Diagnostic } from '../api.js';
import { defaultDisplayName } from '../names.js';
import { domainPath, identitySteps } from '../rust.js';
import { auditDiagnostic } from './diagnostics.js';
import { displayName, displayNameOfArm, idsByConstant, type Facts } from './facts.js';
import { withDefaultName } from './provider-rs.js';
import { readRustCode } from './rust-code.js';

const widthPath = 'crates/forge_main/src/model.rs';

export async function checkDisplayNames(facts: Facts): Promise<Diagnostic[]> {
  return [...checkDisplayArms(facts), ...checkSharedNames(facts), ...(await checkNameWidth(facts))];
}

function checkDisplayArms(facts: Facts): Diagnostic[] {
  const { providerRs, entries, tree, jsonProblem } = facts;
  const known = new Set([...(idsByConstant(facts)?.values() ?? []), ...entries.map(({ id }) => id)]);
  const seen = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const item of providerRs?.displayArms ?? []) {
    const name = displayNameOfArm(item);
    if (name === undefined) continue;
    const at = tree.position(domainPath, item.start);
    for (const id of item.keys) {
      const subject = `${id}/display_name`;
      if (seen.has(id))
        diagnostics.push(auditDiagnostic('duplicate-arm', `duplicate arm for ${quote(id)} in \`display_name\``, { at, subject }));
      else if (!known.has(id) && !jsonProblem && providerRs?.constants)
        diagnostics.push(auditDiagnostic('unknown-display-arm', `no provider has the id ${quote(id)}`, { at, subject }));
      else if (item.keys.length === 1 && defaultDisplayName(id) === name) {
        const steps = identitySteps({ ...withDefaultName(id, ''), needsDisplayArm: true }).filter(({ label }) => label === 'display_name');
        const fix = providerRs!.source.edits(domainPath, steps, 'remove');
        const message = `${quote(id)} has the display name ${quote(name)} without this arm`;
        diagnostics.push(auditDiagnostic('redundant-display-arm', message, { at, subject, ...(fix.length > 0 && { fix }) }));
      }
      seen.add(id);
    }
  }
  return diagnostics;
}

function checkSharedNames(facts: Facts): Diagnostic[] {
  const { providerRs, tree } = facts;
  const owners = new Map<string, string>();
  return (providerRs?.constants ?? []).flatMap((item) => {
    const id = item.strings[0];
    const name = id === undefined || !providerRs?.displayArms ? undefined : displayName(facts, id);
    if (id === undefined || name === undefined) return [];
    const other = owners.get(name);
    owners.set(name, other ?? id);
    if (other === undefined || other === id) return [];
    const at = tree.position(domainPath, item.start);
    return [
      auditDiagnostic('shared-display-name', `${quote(id)} and ${quote(other)} have the same display name, ${quote(name)}`, {
        at,
        subject: id,
      }),
    ];
  });
}

/** Compares the expected lines in the tests, such as `✓ OpenAI      [api.openai.com]`, with the longest name. */
async function checkNameWidth(facts: Facts): Promise<Diagnostic[]> {
  const { providerRs, tree } = facts;
  const ids = idsByConstant(facts);
  if (!ids || !providerRs?.builtIn || !providerRs.displayArms) return [];
  const names = providerRs.builtIn.map(({ keys }) => {
    const id = ids.get(keys.at(-1)!.replace('ProviderId::', ''));
    return id === undefined ? undefined : displayName(facts, id);
  });
  const text = await tree.read(widthPath);
  if (text === undefined || names.includes(undefined)) return [];
  const { bare, end } = readRustCode(text);
  if (!/\bname_width\s*=\s*ProviderId::built_in_providers\(\)/.test(bare)) return [];
  const longest = (names as string[]).reduce((a, b) => (b.length > a.length ? b : a), '');
  const line = /"✓ ([^"[]*?  +)\[/g;
  line.lastIndex = end;
  const match = line.exec(text);
  if (!match || match[1]!.length - 1 === longest.length) return [];
  const message = `the test expects names with ${match[1]!.length - 1} characters, but the longest, ${quote(longest)}, has ${longest.length}`;
  return [auditDiagnostic('display-width', message, { at: tree.position(widthPath, match.index), subject: 'name_width' })];
}
