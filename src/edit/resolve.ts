import { diagnose, LineIndex, type Diagnostic } from '../core/diagnostics.js';
import { coreRules } from '../core/rules.js';
import type { FileChange, FileEdit, Grammars, MergeEdit, PatchEdit } from '../core/edits.js';
import { editJson, jsonProblem, openJson, type JsonDocument } from './json.js';
import { editMarkdown } from './markdown.js';
import { applySplices, emptyOutcome, offsetBefore, type Direction, type Outcome, type Problem, type Splice } from './outcome.js';
import type { RustDocument } from './rust.js';

export interface ResolveInput {
  readonly edits: readonly FileEdit[];
  readonly direction: Direction;
  /** The text of a file, or undefined when there is none. */
  readonly read: (path: string) => Promise<string | undefined>;
  readonly grammars: Grammars;
}

export interface Resolution {
  /** The files that are not yet what the edits ask for. */
  readonly changes: FileChange[];
  /** Every difference, at its place in the file as it is now. */
  readonly drift: Diagnostic[];
  /** What was to be taken out and is not there. */
  readonly absent: Diagnostic[];
  /** What stands in the way. With an error among them, nothing should be written. */
  readonly problems: Diagnostic[];
}

const byteOrderMark = '\ufeff';

/** Turns edits into changes: the one place where the edits of a file meet. */
export async function resolve(input: ResolveInput): Promise<Resolution> {
  const resolution: Resolution = { changes: [], drift: [], problems: [], absent: [] };
  const byPath = new Map<string, FileEdit[]>();
  for (const edit of input.edits) byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), edit]);
  for (const [path, edits] of byPath) {
    const before = await input.read(path);
    const file = new FileEditor(path, before, input);
    for (const edit of edits) await file.edit(edit);
    file.close();
    resolution.drift.push(...file.drift);
    resolution.problems.push(...file.problems);
    resolution.absent.push(...file.absent);
    if (file.result !== before) resolution.changes.push({ path, before, after: file.result });
  }
  return resolution;
}

class FileEditor {
  readonly drift: Diagnostic[] = [];
  readonly problems: Diagnostic[] = [];
  readonly absent: Diagnostic[] = [];
  readonly #lines: LineIndex;
  readonly #mark: string;
  /** The splices of each edit so far: what leads from a later offset back to the file as it is. */
  readonly #history: (readonly Splice[])[] = [];
  #text: string;
  #exists: boolean;
  #failed = false;
  #json: JsonDocument | undefined;
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

  async edit(edit: FileEdit): Promise<void> {
    if (this.#failed) return;
    if (edit.kind === 'write') {
      this.#write(edit.content);
      return;
    }
    if (!this.#exists) {
      const optional = edit.kind === 'patch' && (edit.optional ?? false);
      this.problems.push(
        diagnose(optional ? 'edit/optional-anchor' : 'edit/anchor', `${this.path} is not there`, {
          at: { path: this.path, line: 1, column: 1 },
        }),
      );
      return;
    }
    // An editor that takes things out asks to be called again for what it puts in.
    for (let again = true; again;) {
      const outcome = await this.#outcome(edit);
      this.#report(outcome);
      const blocked = outcome.problems.some(({ code }) => coreRules[code].severity === 'error');
      this.#failed = blocked || (outcome.splices.length > 0 && !(await this.#splice(edit, outcome.splices)));
      if (this.#failed) return;
      again = outcome.again ?? false;
    }
  }

  close(): void {
    this.#rust?.document.tree.delete();
  }

  #write(content: string): void {
    const remove = this.input.direction === 'remove';
    const same = remove ? !this.#exists : this.#exists && this.#text === content;
    if (same) return;
    const state = remove ? 'is there' : this.#exists ? 'has other content' : 'is missing';
    this.drift.push(diagnose('check/drift', `${this.path} ${state}`, { at: { path: this.path, line: 1, column: 1 } }));
    this.#exists = !remove;
    this.#text = remove ? '' : content;
  }

  async #outcome(edit: MergeEdit | PatchEdit): Promise<Outcome> {
    if (edit.kind === 'merge') {
      if (!this.#json) {
        const { document, problems } = openJson(this.#text);
        if (!document) return { ...emptyOutcome(), problems };
        this.#json = document;
      }
      return editJson(this.#json, edit, this.input.direction);
    }
    if (edit.language === 'markdown') return editMarkdown(this.#text, edit, this.input.direction);
    const rust = await import('./rust.js');
    if (!this.#rust) {
      const document = await rust.openRust(this.#text, this.input.grammars);
      this.#rust = { document, errors: rust.errorCount(document) };
    }
    return rust.editRust(this.#rust.document, edit, this.input.direction);
  }

  /** Makes the splices and proves that the text still parses; takes them back when it does not. */
  async #splice(edit: MergeEdit | PatchEdit, splices: readonly Splice[]): Promise<boolean> {
    const text = applySplices(this.#text, splices);
    if (edit.kind === 'merge') {
      const problem = jsonProblem(text);
      if (problem) return this.#broken(problem.message);
      this.#json = undefined;
    } else if (edit.language === 'rust') {
      const rust = await import('./rust.js');
      const { document, errors } = this.#rust!;
      this.#rust = { document: rust.reopenRust(document, text, splices), errors };
      if (!rust.stillValid(errors, this.#rust.document)) return this.#broken('there would be code that does not parse');
    }
    this.#text = text;
    this.#history.push(splices);
    return true;
  }

  #broken(reason: string): false {
    this.problems.push(diagnose('edit/broken', `${this.path}: ${reason}`, { at: { path: this.path, line: 1, column: 1 } }));
    return false;
  }

  #report(outcome: Outcome): void {
    for (const { offset, message } of outcome.differences)
      this.drift.push(diagnose('check/drift', message, { at: this.#position(offset) }));
    for (const { offset, message } of outcome.absent)
      this.absent.push(diagnose('edit/not-all-there', message, { at: this.#position(offset) }));
    for (const problem of outcome.problems) {
      const found = this.#diagnostic(problem);
      // Several steps can fail for one reason.
      if (!this.problems.some(({ message, at }) => message === found.message && at?.line === found.at?.line)) this.problems.push(found);
    }
  }

  #diagnostic({ code, offset, message, hint }: Problem): Diagnostic {
    return diagnose(code, message, { at: this.#position(offset), ...(hint !== undefined && { hint }) });
  }

  #position(offset: number): ReturnType<LineIndex['position']> {
    return this.#lines.position(
      this.path,
      this.#history.reduceRight((at, splices) => offsetBefore(at, splices), offset),
    );
  }
}
