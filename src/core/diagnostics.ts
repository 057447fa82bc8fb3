import type { SpliceEdit } from './edits.js';
import { redactSecrets } from './secrets.js';
import { coreRules } from './rules.js';
import type { Severity } from './rules/rule.js';
import { visible } from './text.js';

/** A position in a text file. Lines and columns start at 1; columns count UTF-16 code units. */
export interface Position {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** The code of a core rule. */
export type CoreCode = keyof typeof coreRules;

/** Another position that belongs to a diagnostic. */
export interface Related {
  readonly at: Position;
  readonly message: string;
}

export interface Diagnostic {
  /** The code of a rule: one of `coreRules`, or `<target>/<name>` of a target. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** A position in a file of the target, or in the spec if only the spec is concerned. */
  readonly at?: Position;
  /** The field of the spec, as a JSON Pointer. */
  readonly field?: string;
  /** A name for the subject that does not change when lines move: `xai/grok-4/context_length`. */
  readonly subject?: string;
  /** Other positions, such as the field of the spec if `at` is in a file of the target. */
  readonly related?: readonly Related[];
  /** Edits that fix the problem and need no review. They apply to the current files, independently of other fixes. */
  readonly fix?: readonly SpliceEdit[];
}

type Details = Omit<Diagnostic, 'code' | 'severity' | 'message'>;

/** A diagnostic of a core rule, with the severity of the rule. */
export function diagnose(code: CoreCode, message: string, details: Details = {}): Diagnostic {
  return { code, severity: coreRules[code].severity, message, ...details };
}

/** Converts the offsets of a text into lines and columns. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(readonly text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** @param offset in UTF-16 code units */
  position(path: string, offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { path, line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}

/** The numbered lines around a position, with a caret below the column; empty if the text has no such line. */
export function codeFrame(text: string, at: Position, context = 2): string {
  const lines = redactSecrets(text).split(/\r?\n/);
  if (at.line > lines.length) return '';
  const first = Math.max(1, at.line - context);
  const last = Math.min(lines.length, at.line + context);
  const width = String(last).length;
  const rows: string[] = [];
  for (let line = first; line <= last; line += 1) {
    const source = lines[line - 1] ?? '';
    rows.push(`${line === at.line ? '>' : ' '} ${String(line).padStart(width)} | ${clip(sourceLine(source), 120)}`.trimEnd());
    if (line === at.line) {
      const column = sourceLine(source.slice(0, at.column - 1)).length;
      if (column <= 120) rows.push(`  ${' '.repeat(width)} | ${' '.repeat(column)}^`);
    }
  }
  return rows.join('\n');
}

function sourceLine(text: string): string {
  return visible(text.replaceAll('\t', '  '));
}

function clip(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Sorts by file, line, column and code. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = (d: Diagnostic): [string, number, number, string] => [d.at?.path ?? '', d.at?.line ?? 0, d.at?.column ?? 0, d.code];
  return [...diagnostics].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    for (let i = 0; i < 4; i += 1) {
      const [left, right] = [x[i]!, y[i]!];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  });
}

/** Replaces the paths of a diagnostic. */
export function renameFiles(diagnostic: Diagnostic, nameOf: (path: string) => string): Diagnostic {
  const rename = <Place extends { readonly path: string }>(place: Place): Place => ({ ...place, path: nameOf(place.path) });
  const { at, related, fix } = diagnostic;
  return {
    ...diagnostic,
    ...(at && { at: rename(at) }),
    ...(related && { related: related.map((place) => ({ ...place, at: rename(place.at) })) }),
    ...(fix && { fix: fix.map(rename) }),
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Hides keys and tokens in a diagnostic. Every reporter gets diagnostics after this. */
export function redactDiagnostic(diagnostic: Diagnostic): Diagnostic {
  const { fix, ...rest } = diagnostic;
  const { message, hint, field, subject, related } = rest;
  // An edit without its secret would put asterisks into a file.
  const isWhole = fix?.every(({ text }) => redactSecrets(text) === text);
  return {
    ...rest,
    message: redactSecrets(message),
    ...(hint !== undefined && { hint: redactSecrets(hint) }),
    ...(field !== undefined && { field: redactSecrets(field) }),
    ...(subject !== undefined && { subject: redactSecrets(subject) }),
    ...(related && { related: related.map((place) => ({ ...place, message: redactSecrets(place.message) })) }),
    ...(fix && isWhole && { fix }),
  };
}
