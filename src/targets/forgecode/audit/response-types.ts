// Compares the response types of provider.json and of the schema with the enum in provider.rs.
import { list, type Diagnostic } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { domainPath } from '../rust.js';
import { auditDiagnostic } from './diagnostics.js';
import type { Facts } from './facts.js';
import { readRustFile, servedResponseTypes } from './rust-files.js';

const schemaPath = 'forge.schema.json';

export async function checkResponseTypes(facts: Facts): Promise<Diagnostic[]> {
  const { tree, entries } = facts;
  const source = await readRustFile(tree, domainPath);
  const body = source && /\benum ProviderResponse \{([^}]*)\}/.exec(source.productCode);
  if (!body || body[1]!.includes('rename')) return [];
  const variants = [...body[1]!.matchAll(/^\s*([A-Z]\w*)\s*,/gm)].map((match) => match[1]!);
  const enumAt = { at: tree.position(domainPath, body.index), message: 'the enum' };
  const diagnostics = entries.flatMap((entry) => {
    const node = entry.member('response_type');
    const word = servedResponseTypes.find((type) => type === node?.value);
    if (!node || word === undefined || variants.includes(word)) return [];
    const at = tree.position(providerJsonPath, node.offset);
    return [
      auditDiagnostic('unknown-response-type', `\`ProviderResponse\` has no \`${word}\``, {
        at,
        subject: entry.id ?? '',
        related: [enumAt],
      }),
    ];
  });
  const schema = await tree.read(schemaPath);
  const words = schema && /"ProviderResponseType"\s*:\s*\{[^{}]*?"enum"\s*:\s*\[([^\]]*)\]/.exec(schema);
  if (!words) return diagnostics;
  const inSchema = [...words[1]!.matchAll(/"([^"]*)"/g)].map((match) => match[1]!);
  const differing = [...inSchema.filter((word) => !variants.includes(word)), ...variants.filter((word) => !inSchema.includes(word))];
  if (differing.length === 0) return diagnostics;
  const message = `the schema and \`ProviderResponse\` differ in ${list(differing)}`;
  const at = tree.position(schemaPath, words.index);
  return [...diagnostics, auditDiagnostic('schema-response-types', message, { at, subject: 'ProviderResponseType', related: [enumAt] })];
}
