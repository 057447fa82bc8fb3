import { diagnose, hasErrors, renameFiles, sortDiagnostics, type Diagnostic, type Position } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { printSpec } from '../spec/print.js';
import type { Import, ImportedProvider, Target } from '../targets/engine/target.js';
import type { JsonValue } from '../core/edits.js';
import type { ProviderSpec } from '../spec/provider.js';
import { didYouMean, list, quote } from '../core/text.js';
import { validateSpec } from '../spec/validate.js';
import { sameValue } from '../core/json-values.js';
import { resolveInside, isFolder, readRegularFile, readText } from '../io/files/read.js';
import { writeChanges } from '../io/files/write.js';
import type { ChangeResult } from './result.js';
import { loadTarget } from './targets.js';
import { openTree, type OpenTree } from './tree.js';

export interface ImportOptions {
  readonly target: string;
  /** A folder that the target edits, or one of its files. */
  readonly from: string;
  /** The providers to import, by the id that the target or the spec has; all of them when there is none. */
  readonly ids: readonly string[];
  /** The folder for `<id>.yaml`. Without it nothing is written. */
  readonly out?: string;
}

export interface ImportResult extends ChangeResult {
  readonly specs: readonly { readonly id: string; readonly text: string }[];
  /** The specs in the folder, those that were there already in the same form included. */
  readonly written: readonly string[];
}

/**
 * Reads providers back into specs.
 * @throws DiagnosticError `io/read`, `io/write`, `target/unknown`, `target/cannot`
 */
export async function importSpecs(options: ImportOptions): Promise<ImportResult> {
  const { imported, sources, nameOf } = await readProviders(options.target, options.from);
  const { chosen, diagnostics } = chooseProviders(imported, options.ids);
  const specs: ImportResult['specs'][number][] = [];
  const invalid: Diagnostic[] = [];
  for (const { spec, at, losses } of chosen) {
    const text = printSpec(spec);
    const problems = await validationErrors(spec, text, at);
    diagnostics.push(...mergeLosses(losses));
    invalid.push(...problems);
    if (problems.length === 0) specs.push({ id: spec.id, text });
  }
  const found = diagnostics.map((diagnostic) => renameFiles(diagnostic, nameOf));
  const unmade = invalid.map((diagnostic) => renameFiles(diagnostic, nameOf));
  const changes = preventsWriting(found) || options.out === undefined ? [] : newSpecFiles(options.out, specs, found);
  if (specs.length === 0 && !hasErrors([...found, ...unmade])) found.push(diagnose('import/nothing', `${options.from} has no provider`));
  if (options.out === undefined && specs.length > 1 && !hasErrors(found)) found.push(severalProvidersDiagnostic(specs.length));
  const failed = preventsWriting(found);
  if (!failed && options.out !== undefined) writeChanges(options.out, changes);
  return {
    specs: failed ? [] : specs,
    written: failed || options.out === undefined ? [] : specs.map(({ id }) => `${id}.yaml`),
    changes: failed ? [] : changes,
    diagnostics: sortDiagnostics([...found, ...unmade]),
    sources,
  };
}

/** Whether nothing is made of it. One provider that cannot be read, or that no spec can say, keeps no other from being imported. */
function preventsWriting(found: readonly Diagnostic[]): boolean {
  return hasErrors(found.filter(({ code }) => code !== 'import/not-read'));
}

/**
 * The providers in a folder or a file of a target, and the texts that were read, by the names that the user knows.
 * @throws DiagnosticError `io/read`, `target/unknown`, `target/cannot`, `target/not-found`
 */
export async function readProviders(
  id: string,
  from: string,
): Promise<{ imported: Import; sources: Map<string, string>; nameOf: (path: string) => string }> {
  const target = await loadTarget(id);
  if (!target.import) throw new DiagnosticError(diagnose('target/cannot', `${target.title} cannot be read back into specs`));
  const { tree, nameOf } = await openImportTree(target, from);
  try {
    const imported = await target.import(tree);
    return { imported, sources: new Map([...tree.sources].map(([path, text]) => [nameOf(path), text])), nameOf };
  } finally {
    tree.close();
  }
}

/** The tree to read, and how the user calls its files: a lone file stands for the one of the target that it looks like. */
async function openImportTree(target: Target, from: string): Promise<{ tree: OpenTree; nameOf: (path: string) => string }> {
  const names = [...target.files, ...(target.otherFiles ?? [])];
  if (isFolder(from)) {
    const tree = openTree(from);
    for (const file of names) if (await isThere(tree, file)) return { tree, nameOf: (path) => `${from.replace(/\/+$/, '')}/${path}` };
    const hint = `it has none of ${list(target.files)}`;
    throw new DiagnosticError(diagnose('target/not-found', `${from} is nothing that ${target.title} reads`, { hint }));
  }
  const base = (path: string): string => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const extension = (path: string): string => base(path).slice(base(path).lastIndexOf('.'));
  const same = names.filter((file) => base(file) === base(from));
  const alike = target.files.filter((file) => extension(file) === extension(from));
  const [pattern] = same.length > 0 ? same : alike.length === 1 ? alike : [];
  const file = pattern?.replace(/[^/]*\{\w+\}[^/]*$/, base(from));
  const text = readText(from);
  if (text === undefined) throw new DiagnosticError(diagnose('io/read', `cannot read ${from}: it does not exist`));
  if (file === undefined)
    throw new DiagnosticError(
      diagnose('io/read', `${from} is no file of ${target.title}`, { hint: `its files are ${list(target.files)}` }),
    );
  const tree = openTree('.', (path) => (path === file ? text : undefined));
  return { tree: { ...tree, list: async () => [file] }, nameOf: (path) => (path === file ? from : path) };
}

/** Whether there is a file, or for a name with the id of a provider in it, one in its folder. */
async function isThere(tree: OpenTree, file: string): Promise<boolean> {
  if (!file.includes('{')) return (await tree.read(file)) !== undefined;
  return (await tree.list(file.slice(0, Math.max(0, file.lastIndexOf('/'))))).length > 0;
}

/** The providers that are asked for, and what is wrong with them or with the whole. */
function chooseProviders(
  { providers, diagnostics }: Import,
  ids: readonly string[],
): { chosen: readonly ImportedProvider[]; diagnostics: Diagnostic[] } {
  if (ids.length === 0) return { chosen: providers, diagnostics: [...diagnostics] };
  const hostIds = ({ spec }: ImportedProvider): string[] =>
    [
      spec.id,
      ...Object.values(spec.targets ?? {}).map((options) => (options && 'id' in options ? options.id : undefined)),
      spec.id.replaceAll('-', '_'),
    ].filter((id) => id !== undefined);
  const chosen = providers.filter((provider) => hostIds(provider).some((id) => ids.includes(id)));
  const known = providers.flatMap(hostIds);
  const found = diagnostics.filter(({ subject }) => subject === undefined || ids.some((id) => subject.split('/')[0] === id));
  for (const id of ids.filter((name) => !known.includes(name) && !found.some(({ subject }) => subject?.split('/')[0] === name))) {
    const near = didYouMean(id, known);
    found.push(
      diagnose('import/unknown-provider', `there is no provider ${quote(id)}`, {
        ...(near !== undefined && { hint: `did you mean \`${near}\`?` }),
      }),
    );
  }
  return { chosen, diagnostics: found };
}

/** Each loss once: most models of a provider lose the same. */
function mergeLosses(losses: readonly Diagnostic[]): Diagnostic[] {
  const counts = new Map<string, { first: Diagnostic; count: number }>();
  for (const loss of losses) {
    const key = JSON.stringify([loss.code, loss.message]);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { first: loss, count: 1 });
  }
  return [...counts.values()].map(({ first, count }) => (count === 1 ? first : { ...first, message: `${first.message}, ${count} times` }));
}

/** What our own rules say of a spec that was made: such errors stem from what was read. */
async function validationErrors(spec: ProviderSpec, text: string, at: Position): Promise<Diagnostic[]> {
  const { id } = spec;
  const { diagnostics, document } = await validateSpec(`${id}.yaml`, text);
  if (!document || !sameValue(document.value as JsonValue, spec as object as JsonValue))
    throw new Error(`the spec of ${id} is not what was printed:\n${text}`);
  return diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, severity, message, hint }) => ({
      code,
      severity,
      message: `${id}: ${message}`,
      at,
      ...(hint !== undefined && { hint }),
    }));
}

function newSpecFiles(out: string, specs: ImportResult['specs'], found: Diagnostic[]): ChangeResult['changes'] {
  const changes: ChangeResult['changes'][number][] = [];
  for (const { id, text } of specs) {
    const path = `${id}.yaml`;
    const before = readRegularFile(resolveInside(out, path));
    if (before === undefined) changes.push({ path, before, after: text });
    else if (before !== text)
      found.push(
        diagnose('import/exists', `${out}/${path} is there and says something else`, {
          hint: 'name another folder with `-o`, or move it away',
        }),
      );
  }
  return changes;
}

function severalProvidersDiagnostic(count: number): Diagnostic {
  return diagnose('import/several', `there are ${count} providers`, {
    hint: 'choose one with `--id`, or write all into a folder with `-o <dir>`',
  });
}
