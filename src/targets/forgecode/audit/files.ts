// Data that nothing reads, and words that differ between files.
import { list, type Diagnostic } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { domainPath, repoPath } from '../rust.js';
import { readSource, responseTypes, type Source } from './backends.js';
import { blockAt, functionBody } from './code.js';
import type { Facts } from './facts.js';
import { unreachedMatchers } from './matchers.js';
import { parameterNames } from './parameters.js';
import { find } from './rules.js';

const schemaPath = 'forge.schema.json';
const dataFolder = 'crates/forge_repo/src/provider';

export async function fileFindings(facts: Facts, sources: readonly Source[]): Promise<Diagnostic[]> {
  return [...(await deadData(facts, sources)), ...(await responseTypeFindings(facts)), ...(await legacyVariables(facts))];
}

async function deadData(facts: Facts, sources: readonly Source[]): Promise<Diagnostic[]> {
  const { tree } = facts;
  const behindDeadCode = await readByDeadCode(facts, sources);
  const findings = behindDeadCode.map(({ path, at }) =>
    find('dead-data', 'only code that is never reached reads this file', {
      at: tree.position(path, 0),
      subject: path,
      related: [{ at, message: 'where it is read' }],
    }),
  );
  const data = (await tree.list(dataFolder)).filter(
    (path) => /\.(?:json|toml|ya?ml|csv)$/.test(path) && !/\/(?:snapshots|fixtures)\//.test(path),
  );
  const candidates = data.filter((path) => path !== providerJsonPath && !behindDeadCode.some((dead) => dead.path === path));
  if (candidates.length === 0) return findings;
  const names = new Set(candidates.map(baseName));
  for (const path of await tree.list('crates')) {
    if (!path.endsWith('.rs')) continue;
    const text = (await tree.read(path)) ?? '';
    for (const name of names) if (text.includes(name)) names.delete(name);
  }
  const unread = candidates.filter((path) => names.has(baseName(path)));
  return [
    ...findings,
    ...unread.map((path) => find('dead-data', 'no Rust file names this file', { at: tree.position(path, 0), subject: path })),
  ];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The files that are included by a function which nothing but an unreached condition calls. */
async function readByDeadCode(
  facts: Facts,
  sources: readonly Source[],
): Promise<{ path: string; at: ReturnType<Facts['tree']['position']> }[]> {
  const found: { path: string; at: ReturnType<Facts['tree']['position']> }[] = [];
  for (const { source, offset } of unreachedMatchers(facts, sources)) {
    const block = blockAt(source.bare, offset);
    if (!block) continue;
    for (const { 1: name = '' } of source.bare.slice(block.start, block.end).matchAll(/\bself\.(\w+)\(\)/g)) {
      const body = functionBody(source.bare, name);
      const mentions = source.bare.split(new RegExp(`\\b${name}\\b`)).length - 1;
      if (!body || mentions !== 2) continue;
      const included = /include_str!\(\s*concat!\(\s*env!\("CARGO_MANIFEST_DIR"\),\s*"\/([^"\\]*)"/.exec(
        source.code.slice(body.start, body.end),
      );
      const path = included && joined(source.path.split('/').slice(0, 2), included[1]!);
      if (path && (await facts.tree.read(path)) !== undefined)
        found.push({ path, at: facts.tree.position(source.path, body.start + included.index) });
    }
  }
  return found;
}

/** A path below a folder, without `..`; undefined when it leads out of the tree. */
function joined(folder: readonly string[], path: string): string | undefined {
  const parts = [...folder];
  for (const part of path.split('/')) {
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

async function responseTypeFindings(facts: Facts): Promise<Diagnostic[]> {
  const { tree, entries } = facts;
  const source = await readSource(tree, domainPath);
  const body = source && /\benum ProviderResponse \{([^}]*)\}/.exec(source.product);
  if (!body || body[1]!.includes('rename')) return [];
  const variants = [...body[1]!.matchAll(/^\s*([A-Z]\w*)\s*,/gm)].map((match) => match[1]!);
  const enumAt = { at: tree.position(domainPath, body.index), message: 'the enum' };
  const findings = entries.flatMap((entry) => {
    const node = entry.member('response_type');
    const word = responseTypes.find((type) => type === node?.value);
    if (!node || word === undefined || variants.includes(word)) return [];
    const at = tree.position(providerJsonPath, node.offset);
    return [find('unknown-response-type', `\`ProviderResponse\` has no \`${word}\``, { at, subject: entry.id ?? '', related: [enumAt] })];
  });
  const schema = await tree.read(schemaPath);
  const words = schema && /"ProviderResponseType"\s*:\s*\{[^{}]*?"enum"\s*:\s*\[([^\]]*)\]/.exec(schema);
  if (!words) return findings;
  const inSchema = [...words[1]!.matchAll(/"([^"]*)"/g)].map((match) => match[1]!);
  const differing = [...inSchema.filter((word) => !variants.includes(word)), ...variants.filter((word) => !inSchema.includes(word))];
  if (differing.length === 0) return findings;
  const message = `${list(differing)} is in one and not in the other`;
  const at = tree.position(schemaPath, words.index);
  return [...findings, find('schema-response-types', message, { at, subject: 'ProviderResponseType', related: [enumAt] })];
}

async function legacyVariables(facts: Facts): Promise<Diagnostic[]> {
  const { tree, entries, jsonProblem } = facts;
  const source = jsonProblem ? undefined : await readSource(tree, repoPath);
  if (!source) return [];
  const known = new Set(entries.flatMap(parameterNames));
  return ['legacy_env_var_fallback', 'default_url_param_value'].flatMap((name) => {
    const body = functionBody(source.bare, name);
    if (!body) return [];
    return [...source.code.slice(body.start, body.end).matchAll(/"([A-Z][A-Z0-9_]*)"\s*(?==>|\|)/g)].flatMap(
      ({ 1: parameter = '', index }) => {
        if (known.has(parameter)) return [];
        const at = tree.position(repoPath, body.start + index);
        return [find('unused-legacy-variable', `no entry has the parameter \`${parameter}\``, { at, subject: `${parameter}/${name}` })];
      },
    );
  });
}
