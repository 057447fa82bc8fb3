import { diagnose, LineIndex, type Diagnostic, type Position } from '../core/diagnostics.js';
import { coreRules } from '../core/rules.js';
import type { FileChange, FileEdit, Grammars, MergeEdit, NewFile, PatchEdit, SpliceEdit, WriteEdit } from '../core/edits.js';
import { formats } from './formats.js';
import { type Format } from './format-editor.js';
import { editMarkdown } from './markdown/editor.js';
import { merge } from './merge/merge.js';
import { isChoice } from './merge/owner.js';
import {
  applySplices,
  emptyOutcome,
  offsetBefore,
  type Difference,
  type Direction,
  type Outcome,
  type Problem,
  type Splice,
} from './outcome.js';
import type { RustDocument } from './rust/document.js';

export interface ResolveInput {
  readonly edits: readonly FileEdit[];
  readonly direction: Direction;
  /** The text of a file, or undefined when there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
  readonly grammars: Grammars;
  /** Whether the files stand alone and can be made again: nobody asks in what way they differ, and nothing of others is in them to be proved. */
  readonly silent?: true;
}

/** A finding about an edit. */
export interface EditFinding {
  readonly edit: FileEdit;
  readonly diagnostic: Diagnostic;
}

export interface Resolution {
  /** The files that are not yet what the edits ask for. */
  readonly changes: FileChange[];
  /** Every difference, at its place in the file as it is now. */
  readonly drift: EditFinding[];
  /** What was to be taken out and is not there. */
  readonly absent: EditFinding[];
  /** What stands beside the edited elements of a list, and no edit names. */
  readonly untracked: { readonly at: Position; readonly id: string }[];
  /** What stands in the way. With an error among them, nothing should be written. */
  readonly problems: Diagnostic[];
}

/** The edits that one editor makes in one go. */
type Batch =
  | { readonly editor: MergeEdit['format']; readonly edits: MergeEdit[] }
  | { readonly editor: 'rust' | 'markdown'; readonly edits: PatchEdit[] };

const byteOrderMark = '\ufeff';

/** Turns edits into changes: the one place where the edits of a file meet. */
export async function resolve(input: ResolveInput): Promise<Resolution> {
  const resolution: Resolution = { changes: [], drift: [], problems: [], absent: [], untracked: [] };
  const byPath = new Map<string, FileEdit[]>();
  for (const edit of input.edits) {
    const path = await pathOf(edit, input.read);
    const edits = byPath.get(path) ?? [];
    edits.push(edit);
    byPath.set(path, edits);
  }
  for (const [path, edits] of byPath) {
    const before = await input.read(path);
    const file = new FileEditor(path, before, input);
    await file.run(edits);
    for (const key of ['drift', 'problems', 'absent', 'untracked'] as const)
      for (const found of file[key]) (resolution[key] as unknown[]).push(found);
    if (file.result !== before) resolution.changes.push({ path, before, after: file.result });
  }
  return resolution;
}

class FileEditor {
  readonly drift: EditFinding[] = [];
  readonly problems: Diagnostic[] = [];
  readonly absent: EditFinding[] = [];
  readonly untracked: Resolution['untracked'] = [];
  readonly #told = new Set<string>();
  readonly #lines: LineIndex;
  readonly #mark: string;
  /** The splices of each pass so far: what leads from a later offset back to the file as it is. */
  readonly #history: (readonly Splice[])[] = [];
  #text: string;
  #exists: boolean;
  #format: Format | undefined;
  #rust: { document: RustDocument; errors: number } | undefined;

  constructor(
    readonly path: string,
    before: string | undefined,
    readonly input: ResolveInput,
  ) {
    this.#exists = before !== undefined;
    this.#mark = before?.startsWith(byteOrderMark) ? byteOrderMark : '';
    this.#text = (before ?? '').slice(this.#mark.length);
    this.#lines = new LineIndex(this.#text);
  }

  get result(): string | undefined {
    return this.#exists ? this.#mark + this.#text : undefined;
  }

  async run(edits: readonly FileEdit[]): Promise<void> {
    const batches = new Map<Batch['editor'], Batch>();
    for (const edit of edits) {
      if (edit.kind === 'write') this.#write(edit);
      else if (!this.#exists && !this.#start(edit)) this.#isMissing(edit);
      else if (edit.kind === 'merge' && edit.at.length === 0 && this.input.direction === 'remove') this.#takeAway(edit);
      else {
        const editor = edit.kind === 'merge' ? edit.format : edit.language;
        const batch: Batch = batches.get(editor) ?? { editor, edits: [] };
        batches.set(editor, batch);
        (batch.edits as FileEdit[]).push(edit);
      }
    }
    try {
      for (const batch of batches.values()) if (!(await this.#edit(batch))) return;
      const created = edits.find(creates);
      if (this.input.direction === 'remove' && created) this.#end(created);
    } finally {
      this.#rust?.document.tree.delete();
    }
  }

  /** @returns whether nothing stands in the way */
  async #edit(batch: Batch): Promise<boolean> {
    let left = batch;
    // An editor that takes things out asks to be called again for what it puts in.
    for (let first = true; left.edits.length > 0; first = false) {
      const outcome = await this.#outcome(left, !first);
      this.#report(outcome, first);
      if (outcome.problems.some(({ code }) => coreRules[code].severity === 'error')) return false;
      if (outcome.splices.length > 0 && !(await this.#splice(batch.editor, outcome.splices))) return false;
      left = { editor: left.editor, edits: (left.edits as FileEdit[]).filter((edit) => outcome.again.has(edit)) } as Batch;
    }
    return true;
  }

  /** Begins a file that is not there, for what goes into it. */
  #start(edit: MergeEdit | PatchEdit): boolean {
    if (!creates(edit) || this.input.direction === 'remove') return false;
    this.#exists = true;
    this.#text = edit.newFile.content;
    return true;
  }

  /** Takes away a file from which the last entry went. */
  #end({ newFile }: Creating): void {
    if (this.#history.length === 0 || this.#mark !== '' || this.#text !== newFile.content) return;
    this.#exists = false;
  }

  /** A file that is ours as a whole goes. */
  #takeAway(edit: MergeEdit): void {
    const at = this.#position(0);
    this.drift.push({ edit, diagnostic: diagnose('check/extra', `${this.path} is there`, { at, subject: this.path }) });
    this.#exists = false;
  }

  #isMissing(edit: MergeEdit | PatchEdit): void {
    if (creates(edit)) {
      if (isChoice(edit)) return;
      const at = this.#position(0);
      this.absent.push({ edit, diagnostic: diagnose('edit/not-all-there', `${this.path} is not there`, { at }) });
      return;
    }
    const optional = edit.kind === 'patch' && (edit.optional ?? false);
    this.#tell(diagnose(optional ? 'edit/optional-anchor' : 'edit/anchor', `${this.path} is not there`, { at: this.#position(0) }));
  }

  #write(edit: WriteEdit): void {
    const remove = this.input.direction === 'remove';
    const same = remove ? !this.#exists : this.#exists && this.#text === edit.content;
    if (same) return;
    const [code, state] = remove
      ? (['check/extra', 'is there'] as const)
      : this.#exists
        ? (['check/differs', 'has other content'] as const)
        : (['check/missing', 'is missing'] as const);
    this.drift.push({ edit, diagnostic: diagnose(code, `${this.path} ${state}`, { at: this.#position(0), subject: this.path }) });
    this.#exists = !remove;
    this.#text = remove ? '' : edit.content;
  }

  async #outcome(batch: Batch, again: boolean): Promise<Outcome> {
    const { direction } = this.input;
    if (isMerge(batch)) {
      this.#format ??= await formats[batch.editor]();
      const { surgeon, problem } = this.#format.open(this.#text, typeof batch.edits[0]?.at[0] === 'object' ? 'array' : 'object');
      return surgeon ? merge(surgeon, batch.edits, direction, again) : { ...emptyOutcome(), problems: [problem] };
    }
    if (batch.editor === 'markdown') return editMarkdown(this.#text, batch.edits, direction);
    const [{ openRust, errorCount }, { editRust }] = await Promise.all([import('./rust/document.js'), import('./rust/editor.js')]);
    if (!this.#rust) {
      const document = await openRust(this.#text, this.input.grammars);
      this.#rust = { document, errors: errorCount(document) };
    }
    return editRust(this.#rust.document, batch.edits, direction);
  }

  /** Makes the splices and proves that the text still parses; takes them back when it does not. */
  async #splice(editor: Batch['editor'], splices: readonly Splice[]): Promise<boolean> {
    const text = applySplices(this.#text, splices);
    const problem = this.input.silent ? undefined : this.#format?.problem(text);
    if (problem) return this.#broken(problem.message);
    if (editor === 'rust') {
      const { reopenRust, errorCount } = await import('./rust/document.js');
      const { document, errors } = this.#rust!;
      this.#rust = { document: reopenRust(document, text, splices), errors };
      if (errorCount(this.#rust.document) > errors) return this.#broken('there would be code that does not parse');
    }
    this.#text = text;
    this.#history.push(splices);
    return true;
  }

  #broken(reason: string): false {
    this.#tell(diagnose('edit/broken', `${this.path}: ${reason}`, { at: this.#position(0) }));
    return false;
  }

  #report(outcome: Outcome, first: boolean): void {
    for (const difference of this.input.silent ? [] : outcome.differences)
      this.drift.push({ edit: difference.edit, diagnostic: this.#finding(difference) });
    for (const problem of outcome.problems) this.#tell(this.#diagnostic(problem));
    // What an editor took out in a pass is not there in the next.
    if (!first) return;
    for (const { edit, offset, message } of outcome.absent)
      this.absent.push({ edit, diagnostic: diagnose('edit/not-all-there', message, { at: this.#position(offset) }) });
    for (const { offset, id } of outcome.untracked) this.untracked.push({ at: this.#position(offset), id });
  }

  #finding({ kind, offset, message, subject, field, fix }: Difference): Diagnostic {
    const edits = fix?.().map((splice): SpliceEdit => ({ kind: 'splice', path: this.path, ...splice }));
    // A fix is for the file as it is, and only the first pass sees that.
    const fixable = edits !== undefined && this.#history.length === 0;
    return diagnose(`check/${kind}`, message, {
      at: this.#position(offset),
      subject,
      ...(field !== undefined && { field }),
      ...(fixable && { fix: edits }),
    });
  }

  #diagnostic({ code, offset, message, hint }: Problem): Diagnostic {
    return diagnose(code, message, { at: this.#position(offset), ...(hint !== undefined && { hint }) });
  }

  /** Several steps can fail for one reason. */
  #tell(problem: Diagnostic): void {
    const key = `${problem.at?.line} ${problem.message}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.problems.push(problem);
  }

  #position(offset: number): Position {
    return this.#lines.position(
      this.path,
      this.#history.reduceRight((at, splices) => offsetBefore(at, splices), offset),
    );
  }
}

type Creating = MergeEdit & { readonly newFile: NewFile };

function creates(edit: FileEdit): edit is Creating {
  return edit.kind === 'merge' && edit.newFile !== undefined;
}

function isMerge(batch: Batch): batch is Extract<Batch, { edits: MergeEdit[] }> {
  return batch.editor in formats;
}

/** The name under which the file is there; else the one it is made under. */
async function pathOf(edit: FileEdit, read: ResolveInput['read']): Promise<string> {
  if (edit.kind !== 'merge' || edit.newFile?.otherPaths === undefined) return edit.path;
  for (const path of [edit.path, ...edit.newFile.otherPaths]) if ((await read(path)) !== undefined) return path;
  return edit.path;
}
