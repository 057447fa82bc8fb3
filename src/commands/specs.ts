import { diagnose, hasErrors, type Diagnostic } from '../core/diagnostics.js';
import { maxSpecLength, type ParsedDocument } from '../spec/parse-document.js';
import { DiagnosticError } from '../core/errors.js';
import { follow } from '../core/pointer.js';
import { findSecret, isVariable } from '../core/secrets.js';
import { didYouMean, list, quote, withoutMark } from '../core/text.js';
import { validateSpec, type ValidSpec } from '../spec/validate.js';
import { readRegularFile, readText } from '../io/files/read.js';
import { targetIds } from './targets.js';

export interface LoadedSpecs {
  /** Empty when any of them has an error. */
  readonly specs: readonly ValidSpec[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Map<string, string>;
}

/**
 * Reads and checks specs.
 * @param texts those that are not written yet, by path
 * @throws DiagnosticError `io/read`
 */
export async function loadSpecs(paths: readonly string[], texts?: ReadonlyMap<string, string>): Promise<LoadedSpecs> {
  const specs: ValidSpec[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, string>();
  for (const path of paths) {
    // Four bytes are the most that a UTF-16 code unit takes.
    const bytes = texts?.get(path) ?? readText(path, 4 * maxSpecLength);
    if (bytes === undefined)
      throw new DiagnosticError(
        diagnose('io/read', `cannot read ${path}: it does not exist`, { hint: 'name a spec file, such as specs/cline-pass.yaml' }),
      );
    const text = withoutMark(bytes);
    const result = await validateSpec(path, text);
    sources.set(path, result.document ? withoutSecrets(result.document, result.diagnostics) : text);
    // Not spread into arguments: there can be more of them than a call takes.
    for (const diagnostic of result.diagnostics) diagnostics.push(diagnostic);
    if (result.valid) {
      specs.push(result.valid);
      diagnostics.push(...unknownTargets(result.valid));
    }
  }
  diagnostics.push(...sharedIds(specs));
  return { specs: hasErrors(diagnostics) ? [] : specs, diagnostics, sources };
}

/**
 * The text of a spec as it is on disk, mark and all, to be edited. What was found is about the spec that was read, and sources can take minutes.
 * @throws DiagnosticError `io/changed`, `io/read`
 */
export function readForEdit({ path, text }: ParsedDocument): string {
  const now = readRegularFile(path);
  if (now !== undefined && withoutMark(now) === text) return now;
  throw new DiagnosticError(
    diagnose('io/changed', `${path} was changed by another program meanwhile`, { hint: 'nothing was written; run it again' }),
  );
}

/** The text for code frames. What stands in the place of a key, or of its name, need not have the form of a known kind of key. */
function withoutSecrets(document: ParsedDocument, diagnostics: readonly Diagnostic[]): string {
  let { text } = document;
  for (const { code, field } of diagnostics) {
    if (field === undefined || !(code === 'spec/secret' || (code === 'spec/value' && isVariable(field)))) continue;
    // A known form is hidden by itself, and what is around it stays.
    if (findSecret(String(follow(document.value, field))) !== undefined) continue;
    const { start, end } = document.span(field);
    text = text.slice(0, start) + text.slice(start, end).replaceAll(/\S/g, '*') + text.slice(end);
  }
  return text;
}

function unknownTargets({ provider, document }: ValidSpec): Diagnostic[] {
  const unknown = Object.keys(provider.targets).filter((id) => !targetIds.includes(id));
  return unknown.map((id) => {
    const near = didYouMean(id, targetIds);
    const hint = near ? `did you mean \`${near}\`?` : `targets: ${list(targetIds)}`;
    return diagnose('spec/unknown-target', `there is no target ${quote(id)}`, {
      at: document.locate(['targets', id], 'key'),
      field: `/targets/${id}`,
      hint,
    });
  });
}

function sharedIds(specs: readonly ValidSpec[]): Diagnostic[] {
  const first = new Map<string, string>();
  return specs.flatMap(({ provider, document }) => {
    const other = first.get(provider.id);
    if (other === undefined) {
      first.set(provider.id, document.path);
      return [];
    }
    return [diagnose('spec/duplicate-id', `the provider ${quote(provider.id)} is in ${other} already`, { at: document.locate(['id']) })];
  });
}
