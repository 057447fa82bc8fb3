// Writes the results of a probe: into the spec, or as a first spec.
import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { parseJson } from '../spec/json-document.js';
import { printSpec } from '../spec/print.js';
import { draftSpec, specFromUrl } from '../probe/draft.js';
import type { ProbeOutcome } from '../probe/probe.js';
import { planSpecEdits } from '../probe/spec-edits.js';
import type { ProviderSpec } from '../spec/provider.js';
import { validateSpec, type ValidSpec } from '../spec/validate.js';
import { splitPath, readRegularFile } from '../io/files/read.js';
import { writeChanges } from '../io/files/write.js';
import type { ChangeResult } from './result.js';
import { applyEdits } from './rewrite.js';
import { readForEdit } from './specs.js';

export interface WriteOptions {
  /** A base URL for a new spec, instead of an existing spec. */
  readonly url?: string;
  /** The variable of the key, instead of those of the spec. */
  readonly env?: string;
  /** Whether the answers are written into the spec. */
  readonly write: boolean;
  /** The path of the new spec. */
  readonly out?: string;
}

/** @returns no change if the options request none, or if the probe stopped early */
export async function writeAnswers(
  outcome: ProbeOutcome,
  { document }: ValidSpec,
  options: WriteOptions,
  date: string,
): Promise<ChangeResult['changes']> {
  if (outcome.stopped) return [];
  if (options.out !== undefined) {
    const text = printSpec(draftSpec(specFromUrl(options.url!, options.env), outcome, date));
    await refuseInvalid(options.out, text);
    return [writeNew(options.out, text)];
  }
  if (!options.write) return [];
  const { path } = document;
  const format = parseJson(document.text) ? 'json' : 'yaml';
  const edits = planSpecEdits({ path, format, spec: document.value as ProviderSpec }, outcome.answers, date);
  const before = readForEdit(document);
  const after = await applyEdits(before, edits);
  if (after === before) return [];
  await refuseInvalid(path, after);
  return [writeText(path, before, after)];
}

/** A server can answer with anything, but only a valid spec is written. */
async function refuseInvalid(path: string, text: string): Promise<void> {
  const { diagnostics } = await validateSpec(path, text);
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem) throw new DiagnosticError({ ...problem, hint: 'the results of the probe do not make a valid spec; nothing was written' });
}

/** @throws DiagnosticError `io/write` */
export function writeNew(path: string, after: string): ChangeResult['changes'][number] {
  return writeText(path, undefined, after);
}

function writeText(path: string, before: string | undefined, after: string): ChangeResult['changes'][number] {
  const { folder, name } = splitPath(path);
  writeChanges(folder, [{ path: name, before, after }]);
  return { path, before, after };
}

/** @throws DiagnosticError `probe/exists` */
export function refuseExisting(path: string): void {
  if (readRegularFile(path) !== undefined)
    throw new DiagnosticError(
      diagnose('probe/exists', `${path} already exists`, { hint: 'choose another file, or move it; nothing was sent' }),
    );
}
