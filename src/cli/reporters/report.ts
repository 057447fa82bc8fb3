import { renameFiles, type Diagnostic } from '../../core/diagnostics.js';
import type { Rule } from '../../core/rules/rule.js';
import { visible } from '../../core/text.js';

/** What a reporter gets: redacted diagnostics, with paths relative to the working directory. */
export interface Report {
  readonly command: string;
  readonly exitCode: number;
  readonly diagnostics: readonly ReportedDiagnostic[];
  readonly suppressed: readonly (ReportedDiagnostic & { readonly reason: string })[];
  /** How many diagnostics the baseline holds back. */
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

/** `3 errors, 1 warning`, or `no diagnostics`. */
export function countLine(diagnostics: readonly Diagnostic[]): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const found = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return found === 0 ? [] : [`${found} ${severity}${found === 1 || severity === 'info' ? '' : 's'}`];
  });
  return counts.length === 0 ? 'no diagnostics' : counts.join(', ');
}

/** `3 in the baseline, 1 suppressed`; undefined if every diagnostic counts. */
export function notCountedText({
  known,
  suppressed,
}: Pick<Report, 'known'> & { readonly suppressed: readonly unknown[] }): string | undefined {
  const parts = [...(known > 0 ? [`${known} in the baseline`] : []), ...(suppressed.length > 0 ? [`${suppressed.length} suppressed`] : [])];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Makes control characters visible: file names and keys of a spec get into messages, and must not act on a terminal or a page. */
export function withVisibleText(diagnostic: Diagnostic): Diagnostic {
  const { message, hint, related } = diagnostic;
  const texts = {
    message: visible(message),
    ...(hint !== undefined && { hint: visible(hint) }),
    ...(related && { related: related.map((place) => ({ ...place, message: visible(place.message) })) }),
  };
  return renameFiles({ ...diagnostic, ...texts }, visible);
}
