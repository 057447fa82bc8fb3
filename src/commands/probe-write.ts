// What a probe writes: a first spec, or what it found into the spec that there is.
import { diagnose } from '../core/diagnostics.js';
import { DiagnosticError } from '../core/errors.js';
import { parseJson } from '../spec/json-document.js';
import { printSpec } from '../spec/print.js';
import { draftSpec, startSpec } from '../probe/draft.js';
import type { ProbeOutcome } from '../probe/probe.js';
import { specEdits } from '../probe/spec-edits.js';
import type { ProviderSpec } from '../spec/provider.js';
import { validateSpec, type ValidSpec } from '../spec/validate.js';
import { splitPath, readRegularFile } from '../io/files/read.js';
import { writeChanges } from '../io/files/write.js';
import type { ChangeResult } from './result.js';
import { applyEdits } from './rewrite.js';
import { readForEdit } from './specs.js';

/** What of a probe is written, and where. */
export interface WriteOptions {
  /** A base URL to start a spec from, in place of a spec. */
  readonly url?: string;
  /** The variable of the key, in place of those of the spec. */
  readonly env?: string;
  /** Whether the answers are written into the spec. */
  readonly write: boolean;
  /** The path of the new spec. */
  readonly out?: string;
}

/** Writes what was found, where that is wanted and enough is known. */
export async function writeFindings(
  outcome: ProbeOutcome,
  { document }: ValidSpec,
  options: WriteOptions,
  date: string,
): Promise<ChangeResult['changes']> {
  if (outcome.stopped) return [];
  if (options.out !== undefined) {
    const text = printSpec(draftSpec(startSpec(options.url!, options.env), outcome, date));
    await refuseInvalid(options.out, text);
    return [writeNew(options.out, text)];
  }
  if (!options.write) return [];
  const { path } = document;
  const format = parseJson(document.text) ? 'json' : 'yaml';
  const { puts, takes } = specEdits({ path, format, spec: document.value as ProviderSpec }, outcome.findings, date);
  const before = readForEdit(document);
  const after = await applyEdits(before, { remove: takes, apply: puts });
  if (after === before) return [];
  await refuseInvalid(path, after);
  return [written(path, before, after)];
}

/** What is made here is a valid spec, whatever a server said. */
async function refuseInvalid(path: string, text: string): Promise<void> {
  const { diagnostics } = await validateSpec(path, text);
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (problem) throw new DiagnosticError({ ...problem, hint: 'the probe found something that a spec cannot hold; nothing was written' });
}

/** @throws DiagnosticError `io/write` */
export function writeNew(path: string, after: string): ChangeResult['changes'][number] {
  return written(path, undefined, after);
}

function written(path: string, before: string | undefined, after: string): ChangeResult['changes'][number] {
  const { folder, name } = splitPath(path);
  writeChanges(folder, [{ path: name, before, after }]);
  return { path, before, after };
}

/** @throws DiagnosticError `probe/exists` */
export function refuseExisting(path: string): void {
  if (readRegularFile(path) !== undefined)
    throw new DiagnosticError(
      diagnose('probe/exists', `${path} is there`, { hint: 'name another file, or move it away; nothing was sent' }),
    );
}
