// Checks for data files and parameter names that nothing uses.
import type { Diagnostic } from '../api.js';
import { providerJsonPath } from '../provider-json.js';
import { repoPath } from '../rust.js';
import { auditDiagnostic } from './diagnostics.js';
import { parameterNamesOf, type Facts } from './facts.js';
import { findUnreachedConditions } from './id-conditions.js';
import { findBlock, findFunctionBody } from './rust-code.js';
import { readRustFile, type RustFile } from './rust-files.js';

const dataFolder = 'crates/forge_repo/src/provider';

export async function checkUnused(facts: Facts, sources: readonly RustFile[]): Promise<Diagnostic[]> {
  return [...(await checkDeadData(facts, sources)), ...(await checkLegacyVariables(facts))];
}

async function checkDeadData(facts: Facts, sources: readonly RustFile[]): Promise<Diagnostic[]> {
  const { tree } = facts;
  const readByDeadCode = await findFilesReadByDeadCode(facts, sources);
  const diagnostics = readByDeadCode.map(({ path, at }) =>
    auditDiagnostic('dead-data', 'only unreachable code reads this file', {
      at: tree.position(path, 0),
      subject: path,
      related: [{ at, message: 'read here' }],
    }),
  );
  const data = (await tree.list(dataFolder)).filter(
    (path) => /\.(?:json|toml|ya?ml|csv)$/.test(path) && !/\/(?:snapshots|fixtures)\//.test(path),
  );
  const candidates = data.filter((path) => path !== providerJsonPath && !readByDeadCode.some((dead) => dead.path === path));
  if (candidates.length === 0) return diagnostics;
  const names = new Set(candidates.map(baseName));
  for (const path of await tree.list('crates')) {
    if (!path.endsWith('.rs')) continue;
    const text = (await tree.read(path)) ?? '';
    for (const name of names) if (text.includes(name)) names.delete(name);
  }
  const unread = candidates.filter((path) => names.has(baseName(path)));
  return [
    ...diagnostics,
    ...unread.map((path) =>
      auditDiagnostic('dead-data', 'no Rust file contains the name of this file', { at: tree.position(path, 0), subject: path }),
    ),
  ];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The files included by a function whose only caller is unreachable. */
async function findFilesReadByDeadCode(
  facts: Facts,
  sources: readonly RustFile[],
): Promise<{ path: string; at: ReturnType<Facts['tree']['position']> }[]> {
  const found: { path: string; at: ReturnType<Facts['tree']['position']> }[] = [];
  for (const { source, offset } of findUnreachedConditions(facts, sources)) {
    const block = findBlock(source.bare, offset);
    if (!block) continue;
    for (const { 1: name = '' } of source.bare.slice(block.start, block.end).matchAll(/\bself\.(\w+)\(\)/g)) {
      const body = findFunctionBody(source.bare, name);
      const mentions = source.bare.split(new RegExp(`\\b${name}\\b`)).length - 1;
      if (!body || mentions !== 2) continue;
      const included = /include_str!\(\s*concat!\(\s*env!\("CARGO_MANIFEST_DIR"\),\s*"\/([^"\\]*)"/.exec(
        source.code.slice(body.start, body.end),
      );
      const path = included && resolvePath(source.path.split('/').slice(0, 2), included[1]!);
      if (path && (await facts.tree.read(path)) !== undefined)
        found.push({ path, at: facts.tree.position(source.path, body.start + included.index) });
    }
  }
  return found;
}

/** Resolves `..` in a path relative to a folder; undefined if the path leaves the tree. */
function resolvePath(folder: readonly string[], path: string): string | undefined {
  const parts = [...folder];
  for (const part of path.split('/')) {
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}

async function checkLegacyVariables(facts: Facts): Promise<Diagnostic[]> {
  const { tree, entries, jsonProblem } = facts;
  const source = jsonProblem ? undefined : await readRustFile(tree, repoPath);
  if (!source) return [];
  const known = new Set(entries.flatMap(parameterNamesOf));
  return ['legacy_env_var_fallback', 'default_url_param_value'].flatMap((name) => {
    const body = findFunctionBody(source.bare, name);
    if (!body) return [];
    return [...source.code.slice(body.start, body.end).matchAll(/"([A-Z][A-Z0-9_]*)"\s*(?==>|\|)/g)].flatMap(
      ({ 1: parameter = '', index }) => {
        if (known.has(parameter)) return [];
        const at = tree.position(repoPath, body.start + index);
        return [
          auditDiagnostic('unused-legacy-variable', `no entry has the URL parameter \`${parameter}\``, {
            at,
            subject: `${parameter}/${name}`,
          }),
        ];
      },
    );
  });
}
