import { diagnose, hasErrors, renameFiles, sortDiagnostics, type Diagnostic, type Position } from '../core/diagnostics.js';
import type { FileChange, JsonValue } from '../core/edits.js';
import { sameValue } from '../core/json-values.js';
import { didYouMean, quote } from '../core/text.js';
import { readRegularFile, resolveInside } from '../io/files/read.js';
import { writeChanges } from '../io/files/write.js';
import { printSpec } from '../spec/print.js';
import type { ProviderSpec } from '../spec/provider.js';
import { validateSpec } from '../spec/validate.js';
import type { Import, ImportedProvider } from '../targets/engine/target.js';
import { readProviders } from './read-providers.js';
import type { ChangeResult } from './result.js';

export interface ImportOptions {
  readonly target: string;
  /** A folder that the target edits, or one of its files. */
  readonly from: string;
  /** The providers to import, by the id in the file or in the spec; empty for all of them. */
  readonly ids: readonly string[];
  /** The folder for `<id>.yaml`. Without it nothing is written. */
  readonly out?: string;
}

export interface ImportResult extends ChangeResult {
  readonly specs: readonly ImportedSpec[];
  /** The files in the folder, including those that were already up to date. */
  readonly written: readonly string[];
}

interface ImportedSpec {
  readonly id: string;
  readonly text: string;
}

/**
 * Turns the providers of a target's files into specs.
 * @throws DiagnosticError `io/read`, `io/write`, `target/unknown`, `target/cannot`
 */
export async function importSpecs(options: ImportOptions): Promise<ImportResult> {
  const { out } = options;
  const { imported, sources, shownPath } = await readProviders(options.target, options.from);
  const chosen = chooseProviders(imported, options.ids);
  const printed = await printProviders(chosen.providers);
  const read = [...chosen.diagnostics, ...printed.losses].map((diagnostic) => renameFiles(diagnostic, shownPath));
  const invalid = printed.invalid.map((diagnostic) => renameFiles(diagnostic, shownPath));
  const files = out === undefined || preventsWriting(read) ? { changes: [], diagnostics: [] } : newSpecFiles(out, printed.specs);
  const found = [...read, ...files.diagnostics];
  if (printed.specs.length === 0 && !hasErrors([...found, ...invalid]))
    found.push(diagnose('import/nothing', `${options.from} contains no provider`));
  if (out === undefined && printed.specs.length > 1 && !hasErrors(found))
    found.push(severalProvidersDiagnostic(options.from, printed.specs.length));

  const diagnostics = sortDiagnostics([...found, ...invalid]);
  if (preventsWriting(found)) return { specs: [], written: [], changes: [], diagnostics, sources };
  if (out !== undefined) writeChanges(out, files.changes);
  const written = out === undefined ? [] : printed.specs.map(({ id }) => `${id}.yaml`);
  return { specs: printed.specs, written, changes: files.changes, diagnostics, sources };
}

/** One provider that cannot be read does not stop the import of the others. */
function preventsWriting(found: readonly Diagnostic[]): boolean {
  return hasErrors(found.filter(({ code }) => code !== 'import/not-read'));
}

/** The providers with these ids, and the diagnostics about them or about the whole file. */
function chooseProviders(
  { providers, diagnostics }: Import,
  ids: readonly string[],
): { readonly providers: readonly ImportedProvider[]; readonly diagnostics: readonly Diagnostic[] } {
  if (ids.length === 0) return { providers, diagnostics };
  const known = providers.flatMap(idsOf);
  const about = diagnostics.filter(({ subject }) => subject === undefined || ids.includes(providerIn(subject)));
  const reported = about.flatMap(({ subject }) => (subject === undefined ? [] : [providerIn(subject)]));
  const unknown = ids.filter((id) => !known.includes(id) && !reported.includes(id));
  return {
    providers: providers.filter((provider) => idsOf(provider).some((id) => ids.includes(id))),
    diagnostics: [...about, ...unknown.map((id) => unknownProviderDiagnostic(id, didYouMean(id, known)))],
  };
}

/** The ids by which a user may know a provider: of its spec, in the file, and with `_` instead of `-`. */
function idsOf({ spec }: ImportedProvider): string[] {
  const inFile = Object.values(spec.targets ?? {}).flatMap((options) => (options && 'id' in options ? (options.id ?? []) : []));
  return [spec.id, ...inFile, spec.id.replaceAll('-', '_')];
}

function providerIn(subject: string): string {
  return subject.split('/')[0]!;
}

function unknownProviderDiagnostic(id: string, near: string | undefined): Diagnostic {
  return diagnose('import/unknown-provider', `there is no provider ${quote(id)}`, {
    ...(near !== undefined && { hint: `did you mean \`${near}\`?` }),
  });
}

interface PrintedProviders {
  readonly specs: readonly ImportedSpec[];
  /** What the specs do not contain. */
  readonly losses: readonly Diagnostic[];
  /** Why a provider makes no valid spec. */
  readonly invalid: readonly Diagnostic[];
}

async function printProviders(providers: readonly ImportedProvider[]): Promise<PrintedProviders> {
  const specs: ImportedSpec[] = [];
  const losses: Diagnostic[] = [];
  const invalid: Diagnostic[] = [];
  for (const { spec, at, losses: own } of providers) {
    const text = printSpec(spec);
    const errors = await validationErrors(spec, text, at);
    if (errors.length === 0) specs.push({ id: spec.id, text });
    losses.push(...mergeLosses(own));
    invalid.push(...errors);
  }
  return { specs, losses, invalid };
}

/** Each loss once, with a count: most models of a provider have the same. */
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

/** The errors of a printed spec. They are caused by the file, so they are reported there. */
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

/** The files to create. A file that exists and differs is an error: an import overwrites nothing. */
function newSpecFiles(out: string, specs: readonly ImportedSpec[]): { changes: FileChange[]; diagnostics: Diagnostic[] } {
  const changes: FileChange[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { id, text } of specs) {
    const path = `${id}.yaml`;
    const before = readRegularFile(resolveInside(out, path));
    if (before === undefined) changes.push({ path, before, after: text });
    else if (before !== text)
      diagnostics.push(
        diagnose('import/exists', `${out}/${path} exists and has other content`, {
          hint: 'choose another folder with `-o`, or move the file away',
        }),
      );
  }
  return { changes, diagnostics };
}

function severalProvidersDiagnostic(from: string, count: number): Diagnostic {
  return diagnose('import/several', `${from} contains ${count} providers`, {
    hint: 'choose one with `--id`, or write all of them into a folder with `-o <dir>`',
  });
}
