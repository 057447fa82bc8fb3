// The text of a spec with the result of a refresh in it.
import type { JsonValue } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import { parseJson } from '../spec/json-document.js';
import { sameValue } from '../core/json-values.js';
import type { ParsedDocument } from '../spec/parse-document.js';
import type { ProviderSpec } from '../spec/provider.js';
import { specEdits, type SpecEdits } from '../models/spec-edits.js';
import type { RefreshResult } from '../models/types.js';
import { withoutMark } from '../core/text.js';
import { validateSpec } from '../spec/validate.js';
import { resolve } from '../edit/resolve.js';
import { grammars } from '../io/files/assets.js';

/**
 * Each byte of the rest is as it was.
 * @param before the text as it is on disk
 * @throws DiagnosticError `edit/…` where the form of the text does not allow it, such as an alias in the place of a model
 */
export async function applyRefresh(document: ParsedDocument, before: string, { spec, renamed }: RefreshResult): Promise<string> {
  const { path } = document;
  const old = document.value as ProviderSpec;
  if (sameValue(old as unknown as JsonValue, spec as unknown as JsonValue)) return before;
  const edits = specEdits(path, parseJson(document.text) ? 'json' : 'yaml', old, spec, renamed);
  const after = await applyEdits(before, edits);
  const { document: written, diagnostics } = await validateSpec(path, withoutMark(after));
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem || !written || !sameValue(written.value as JsonValue, spec as unknown as JsonValue))
    throw new Error(`${path} is not what was to be written: ${problem?.message ?? 'another value'}`);
  return after;
}

/**
 * The text of a spec with edits in it, first those that take something out.
 * @throws DiagnosticError `edit/…`
 */
export async function applyEdits(before: string, { remove, apply }: SpecEdits): Promise<string> {
  let text = before;
  for (const [edits, direction] of [
    [remove, 'remove'],
    [apply, 'apply'],
  ] as const) {
    const { changes, problems } = await resolve({ edits, direction, read: async () => text, grammars, silent: true });
    const problem = problems.find(({ severity }) => severity === 'error');
    if (problem) throw new DiagnosticError(problem);
    text = changes[0]?.after ?? text;
  }
  return text;
}
