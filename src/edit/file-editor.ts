import { groupBy } from '../core/collections.js';
import { diagnose, LineIndex, type Diagnostic, type Position } from '../core/diagnostics.js';
import type { FileEdit, Grammars, MergeEdit, NewFile, PatchEdit, SpliceEdit, WriteEdit } from '../core/edits.js';
import { coreRules } from '../core/rules.js';
import { emptyResult, type Difference, type Direction, type EditResult, type Problem } from './edit-result.js';
import type { Format } from './format-editor.js';
import { loadFormat } from './formats.js';
import { editMarkdown } from './markdown/editor.js';
import { merge } from './merge/merge.js';
import { isChoice } from './merge/ownership.js';
import type { RustSession } from './rust/file.js';
import { applySplices, offsetBefore, type Splice } from './splice.js';

export interface EditOptions {
  readonly direction: Direction;
  readonly grammars: Grammars;
  /** Whether only the resulting texts matter, as for stand-alone files: no differences are reported, and results are not parsed again. */
  readonly silent?: true;
}

/** A diagnostic about an edit. */
export interface EditDiagnostic {
  readonly edit: FileEdit;
  readonly diagnostic: Diagnostic;
}

export interface UntrackedElement {
  readonly at: Position;
  readonly id: string;
}

const byteOrderMark = '\ufeff';

/** Makes all edits of one file, one kind after the other, in as many passes as they need. */
export class FileEditor {
  readonly drift: EditDiagnostic[] = [];
  readonly absent: EditDiagnostic[] = [];
  readonly untracked: UntrackedElement[] = [];
  readonly problems: Diagnostic[] = [];
  readonly #lines: LineIndex;
  readonly #mark: string;
  /** The splices of each pass so far, which lead from an offset in the current text back to the original one. */
  readonly #passes: (readonly Splice[])[] = [];
  #text: string;
  #exists: boolean;
  #rust: RustSession | undefined;

  constructor(
    readonly path: string,
    before: string | undefined,
    readonly options: EditOptions,
  ) {
    this.#exists = before !== undefined;
    this.#mark = before?.startsWith(byteOrderMark) ? byteOrderMark : '';
    this.#text = (before ?? '').slice(this.#mark.length);
    this.#lines = new LineIndex(this.#text);
  }

  /** The resulting text; undefined for no file. */
  get result(): string | undefined {
    return this.#exists ? this.#mark + this.#text : undefined;
  }

  async edit(edits: readonly FileEdit[]): Promise<void> {
    const rest = edits.filter((edit) => !this.#editWholeFile(edit));
    const merges = groupBy(
      rest.filter((edit) => edit.kind === 'merge'),
      ({ format }) => [format],
    );
    const patches = groupBy(
      rest.filter((edit) => edit.kind === 'patch'),
      ({ language }) => [language],
    );
    try {
      for (const [format, group] of merges) if (!(await this.#merge(await loadFormat(format), group))) return;
      for (const [language, group] of patches) if (!(await this.#patch(language, group))) return;
      this.#removeCreatedFile(edits);
    } finally {
      this.#rust?.close();
    }
  }

  /** @returns whether the edit is done, because it is about the file as a whole or the file is missing */
  #editWholeFile(edit: FileEdit): boolean {
    if (edit.kind === 'write') this.#write(edit);
    else if (!this.#exists && !this.#createFile(edit)) this.#reportMissingFile(edit);
    else if (edit.kind === 'merge' && edit.at.length === 0 && this.options.direction === 'remove') this.#removeFile(edit);
    else return false;
    return true;
  }

  #write(edit: WriteEdit): void {
    const isRemoved = this.options.direction === 'remove';
    const isDone = isRemoved ? !this.#exists : this.#exists && this.#text === edit.content;
    if (isDone) return;
    if (isRemoved) this.#reportDrift(edit, 'check/extra', 'exists');
    else if (this.#exists) this.#reportDrift(edit, 'check/differs', 'has different content');
    else this.#reportDrift(edit, 'check/missing', 'is missing');
    this.#exists = !isRemoved;
    this.#text = isRemoved ? '' : edit.content;
  }

  #createFile(edit: MergeEdit | PatchEdit): boolean {
    if (!createsFile(edit) || this.options.direction === 'remove') return false;
    this.#exists = true;
    this.#text = edit.newFile.content;
    return true;
  }

  /** Removes a file that is ours as a whole. */
  #removeFile(edit: MergeEdit): void {
    this.#reportDrift(edit, 'check/extra', 'exists');
    this.#exists = false;
  }

  /** Removes a file that is left with the content it was created with. */
  #removeCreatedFile(edits: readonly FileEdit[]): void {
    const creation = edits.find(createsFile);
    if (!creation || this.options.direction === 'apply' || this.#passes.length === 0 || this.#mark !== '') return;
    if (this.#text === creation.newFile.content) this.#exists = false;
  }

  #merge(format: Format, edits: readonly MergeEdit[]): Promise<boolean> {
    return this.#inPasses(
      edits,
      async (left, isLaterPass) => {
        const { editor, problem } = format.open(this.#text, typeof left[0]?.at[0] === 'object' ? 'array' : 'object');
        return editor ? merge(editor, left, this.options.direction, isLaterPass) : { ...emptyResult(), problems: [problem] };
      },
      (text) => (this.options.silent ? undefined : format.syntaxProblem(text)?.message),
    );
  }

  async #patch(language: PatchEdit['language'], edits: readonly PatchEdit[]): Promise<boolean> {
    const { direction, grammars } = this.options;
    if (language === 'markdown')
      return this.#inPasses(
        edits,
        async (left) => editMarkdown(this.#text, left, direction),
        () => undefined,
      );
    const { RustSession } = await import('./rust/file.js');
    const rust = await RustSession.open(this.#text, grammars);
    this.#rust = rust;
    return this.#inPasses(
      edits,
      async (left) => rust.edit(left, direction),
      (text, splices) => (rust.breaks(text, splices) ? 'the result would not parse' : undefined),
    );
  }

  /**
   * Repeats the edits that need another pass on the resulting text: an editor that removes something inserts in the next pass.
   * @param problemOf why a resulting text is broken
   * @returns whether all edits were made
   */
  async #inPasses<Edit extends FileEdit>(
    edits: readonly Edit[],
    edit: (edits: readonly Edit[], isLaterPass: boolean) => Promise<EditResult>,
    problemOf: (text: string, splices: readonly Splice[]) => string | undefined,
  ): Promise<boolean> {
    let left = edits;
    for (let isLaterPass = false; left.length > 0; isLaterPass = true) {
      const result = await edit(left, isLaterPass);
      this.#report(result, isLaterPass);
      if (result.problems.some(({ code }) => coreRules[code].severity === 'error')) return false;
      if (result.splices.length > 0) {
        const text = applySplices(this.#text, result.splices);
        const problem = problemOf(text, result.splices);
        if (problem !== undefined) {
          this.#reportProblem(diagnose('edit/broken', `${this.path}: ${problem}`, { at: this.#position(0) }));
          return false;
        }
        this.#text = text;
        this.#passes.push(result.splices);
      }
      left = left.filter((one) => result.needsAnotherPass.has(one));
    }
    return true;
  }

  #report({ differences, problems, absent, untracked }: EditResult, isLaterPass: boolean): void {
    if (!this.options.silent)
      for (const difference of differences) this.drift.push({ edit: difference.edit, diagnostic: this.#differenceDiagnostic(difference) });
    for (const problem of problems) this.#reportProblem(this.#problemDiagnostic(problem));
    // In a later pass, what an earlier one removed is absent.
    if (isLaterPass) return;
    for (const { edit, offset, message } of absent)
      this.absent.push({ edit, diagnostic: diagnose('edit/not-all-there', message, { at: this.#position(offset) }) });
    for (const { offset, id } of untracked) this.untracked.push({ at: this.#position(offset), id });
  }

  #reportDrift(edit: FileEdit, code: 'check/extra' | 'check/differs' | 'check/missing', state: string): void {
    this.drift.push({ edit, diagnostic: diagnose(code, `${this.path} ${state}`, { at: this.#position(0), subject: this.path }) });
  }

  #reportMissingFile(edit: MergeEdit | PatchEdit): void {
    const message = `${this.path} does not exist`;
    const at = this.#position(0);
    if (!createsFile(edit)) {
      const isOptional = edit.kind === 'patch' && edit.optional === true;
      this.#reportProblem(diagnose(isOptional ? 'edit/optional-anchor' : 'edit/anchor', message, { at }));
    } else if (!isChoice(edit)) this.absent.push({ edit, diagnostic: diagnose('edit/not-all-there', message, { at }) });
  }

  /** Reports a problem once, even if several edits have it. */
  #reportProblem(problem: Diagnostic): void {
    const isReported = this.problems.some(({ at, message }) => at?.line === problem.at?.line && message === problem.message);
    if (!isReported) this.problems.push(problem);
  }

  #differenceDiagnostic({ kind, offset, message, subject, field, fix }: Difference): Diagnostic {
    // A fix is for the original text, which only the first pass sees.
    const splices = this.#passes.length === 0 ? fix?.() : undefined;
    return diagnose(`check/${kind}`, message, {
      at: this.#position(offset),
      subject,
      ...(field !== undefined && { field }),
      ...(splices && { fix: splices.map((splice): SpliceEdit => ({ kind: 'splice', path: this.path, ...splice })) }),
    });
  }

  #problemDiagnostic({ code, offset, message, hint }: Problem): Diagnostic {
    return diagnose(code, message, { at: this.#position(offset), ...(hint !== undefined && { hint }) });
  }

  /** The position in the original text of an offset in the current one. */
  #position(offset: number): Position {
    return this.#lines.position(
      this.path,
      this.#passes.reduceRight((at, splices) => offsetBefore(at, splices), offset),
    );
  }
}

function createsFile(edit: FileEdit): edit is MergeEdit & { readonly newFile: NewFile } {
  return edit.kind === 'merge' && edit.newFile !== undefined;
}
