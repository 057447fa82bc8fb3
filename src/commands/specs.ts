import { diagnose, hasErrors, type Diagnostic } from '../core/diagnostics.js';
import { maxSpecLength } from '../core/parse.js';
import { DiagnosticError } from '../core/errors.js';
import { quote } from '../core/text.js';
import { validateSpec, type ValidSpec } from '../core/validate.js';
import { readText } from '../io/read.js';

export interface LoadedSpecs {
  /** Empty when any of them has an error. */
  readonly specs: readonly ValidSpec[];
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Map<string, string>;
}

/**
 * Reads and checks specs.
 * @throws DiagnosticError `io/read`
 */
export async function loadSpecs(paths: readonly string[]): Promise<LoadedSpecs> {
  const specs: ValidSpec[] = [];
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, string>();
  for (const path of paths) {
    // Four bytes are the most that a UTF-16 code unit takes.
    const text = await readText(path, 4 * maxSpecLength);
    if (text === undefined)
      throw new DiagnosticError(
        diagnose('io/read', `cannot read ${path}: it is not there`, { hint: 'name a spec file, such as fixtures/specs/cline-pass.yaml' }),
      );
    sources.set(path, text);
    const result = await validateSpec(path, text);
    diagnostics.push(...result.diagnostics);
    if (result.valid) specs.push(result.valid);
  }
  diagnostics.push(...sharedIds(specs));
  return { specs: hasErrors(diagnostics) ? [] : specs, diagnostics, sources };
}

function sharedIds(specs: readonly ValidSpec[]): Diagnostic[] {
  const first = new Map<string, string>();
  return specs.flatMap(({ provider, source }) => {
    const other = first.get(provider.id);
    if (other === undefined) {
      first.set(provider.id, source.path);
      return [];
    }
    return [diagnose('spec/duplicate-id', `the provider ${quote(provider.id)} is in ${other} already`, { at: source.locate(['id']) })];
  });
}
