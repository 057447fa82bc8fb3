// Edits the text of a spec.
import type { JsonValue } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import { parseJson } from '../spec/json-document.js';
import { sameValue } from '../core/json-values.js';
import type { ProviderSpec } from '../spec/provider.js';
import { specEdits, type SpecEdits } from '../models/spec-edits.js';
import type { RefreshResult } from '../models/types.js';
import { withoutMark } from '../core/text.js';
import { validateSpec, type ValidSpec } from '../spec/validate.js';
import { resolve } from '../edit/resolve.js';
import { grammars } from '../io/files/assets.js';

export interface EditedSpec {
  readonly text: string;
  readonly spec: ValidSpec;
}

/**
 * Edits the text of a spec to match the refreshed spec. All other bytes stay.
 * @param before the text of the file
 * @throws DiagnosticError `edit/…` if the text cannot be edited, for example because a model is an alias
 */
export async function applyRefresh(spec: ValidSpec, before: string, { spec: wanted, renamed }: RefreshResult): Promise<EditedSpec> {
  const { path, text, value } = spec.document;
  const old = value as ProviderSpec;
  if (sameValue(old as unknown as JsonValue, wanted as unknown as JsonValue)) return { text: before, spec };
  const after = await applyEdits(before, specEdits(path, parseJson(text) ? 'json' : 'yaml', old, wanted, renamed));
  const { valid, diagnostics } = await validateSpec(path, withoutMark(after));
  if (!valid || !sameValue(valid.document.value as JsonValue, wanted as unknown as JsonValue)) {
    const problem = diagnostics.find(({ severity }) => severity === 'error');
    throw new Error(`the edited text of ${path} is not the refreshed spec: ${problem?.message ?? 'it has another value'}`);
  }
  return { text: after, spec: valid };
}

/**
 * Edits the text of a spec, removals first.
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
