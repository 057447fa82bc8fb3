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
  /** Empty if any of them has an error. */
  readonly specs: readonly ValidSpec[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Map<string, string>;
}

/**
 * Reads and validates specs.
 * @throws DiagnosticError `io/read`
 */
export async function loadSpecs(paths: readonly string[]): Promise<LoadedSpecs> {
  const specs: ValidSpec[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, string>();
  for (const path of paths) {
    // A UTF-16 code unit takes at most four bytes.
    const bytes = readText(path, 4 * maxSpecLength);
    if (bytes === undefined)
      throw new DiagnosticError(
        diagnose('io/read', `cannot read ${path}: it does not exist`, { hint: 'name a spec file, such as specs/cline-pass.yaml' }),
      );
    const text = withoutMark(bytes);
    const result = await validateSpec(path, text);
    sources.set(path, result.document ? withoutSecrets(result.document, result.diagnostics) : text);
    // Not spread into arguments, because a call accepts only a limited number.
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
 * The text of a spec file, with its byte order mark. It is read again and must be unchanged since it was loaded, because sources can take minutes.
 * @throws DiagnosticError `io/changed`, `io/read`
 */
export function readForEdit({ path, text }: ParsedDocument): string {
  const now = readRegularFile(path);
  if (now !== undefined && withoutMark(now) === text) return now;
  throw new DiagnosticError(
    diagnose('io/changed', `${path} was changed by another program meanwhile`, { hint: 'nothing was written; run it again' }),
  );
}

/** The text for code frames. A value where a key or its variable belongs is hidden, even if it does not look like a known kind of key. */
function withoutSecrets(document: ParsedDocument, diagnostics: readonly Diagnostic[]): string {
  let { text } = document;
  for (const { code, field } of diagnostics) {
    if (field === undefined || !(code === 'spec/secret' || (code === 'spec/value' && isVariable(field)))) continue;
    // A known kind of key is hidden later, and only the key itself.
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
    return [diagnose('spec/duplicate-id', `the provider ${quote(provider.id)} is already in ${other}`, { at: document.locate(['id']) })];
  });
}
