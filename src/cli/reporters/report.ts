import { renameFiles, type Diagnostic } from '../../core/diagnostics.js';
import type { Rule } from '../../core/rules/rule.js';
import { visible } from '../../core/text.js';

/** What a reporter for machines gets: findings that may be shown, with paths that lead from the working directory to the file. */
export interface Report {
  readonly command: string;
  readonly exitCode: number;
  readonly diagnostics: readonly ReportedDiagnostic[];
  readonly suppressed: readonly (ReportedDiagnostic & { readonly reason: string })[];
  /** How many findings are in the baseline. */
  readonly known: number;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly version: string;
}

export interface ReportedDiagnostic {
  readonly diagnostic: Diagnostic;
  readonly fingerprint: string;
  /** Whether it makes the command fail. */
  readonly fails: boolean;
}

/** `3 errors, 1 warning`, or `no findings`. */
export function countLine(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return found === 0 ? [] : [`${found} ${severity}${found === 1 || severity === 'info' ? '' : 's'}`];
  });
  return counts.length === 0 ? 'no findings' : counts.join(', ');
}

/** The finding as people read it. Names of files and keys of a spec get into it as they are: none of theirs may act on a terminal or a page. */
export function legible(diagnostic: Diagnostic): Diagnostic {
  const { message, hint, related } = diagnostic;
  const texts = {
    message: visible(message),
    ...(hint !== undefined && { hint: visible(hint) }),
    ...(related && { related: related.map((place) => ({ ...place, message: visible(place.message) })) }),
  };
  return renameFiles({ ...diagnostic, ...texts }, visible);
}
