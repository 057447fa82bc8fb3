// Which diagnostics count: those that neither a suppression nor a baseline hides.
import type { Diagnostic } from '../core/diagnostics.js';
import { redactSecrets } from '../core/secrets.js';
import { fingerprints, readBaseline, staleBaselineDiagnostics, type Fingerprinted } from './baseline.js';
import type { CommandResult } from './result.js';
import { matchesSuppression, readSuppressions, suppressionDate, suppressionDiagnostics, type Suppression } from './suppressions.js';

export interface GateOptions {
  /** The path of a baseline. */
  readonly baseline?: string;
  /** Whether each diagnostic gets its fingerprint, which costs time. */
  readonly fingerprints?: boolean;
  /** The date that suppressions are compared with, YYYY-MM-DD; by default that of the checked-out commit. */
  readonly asOf?: string;
}

export interface Suppressed extends Fingerprinted {
  /** Redacted. */
  readonly reason: string;
}

export interface Gated {
  /** The diagnostics that count. */
  readonly counted: readonly Fingerprinted[];
  /** The diagnostics that a new baseline records: all that no suppression matches. */
  readonly accepted: readonly Fingerprinted[];
  readonly suppressed: readonly Suppressed[];
  /** The number of diagnostics that the baseline hides. */
  readonly known: number;
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * @param folder may hold `.providersmith.yaml`
 * @param shownPath how a path of the tree is printed, if that differs
 * @throws DiagnosticError `io/read`, `config/invalid`, `config/no-date`, `baseline/invalid`
 */
export async function applyGates(
  result: CommandResult,
  folder: string,
  options: GateOptions,
  shownPath?: (path: string) => string,
): Promise<Gated> {
  const { suppressions, document } = await readSuppressions(folder);
  const baseline = options.baseline === undefined ? undefined : readBaseline(options.baseline);
  const today = suppressions.length > 0 ? suppressionDate(folder, options.asOf) : '';
  const withFingerprints = (diagnostics: readonly Diagnostic[]): Fingerprinted[] => {
    const names = options.fingerprints === true || baseline !== undefined ? fingerprints(diagnostics) : [];
    return diagnostics.map((diagnostic, index) => ({ diagnostic, fingerprint: names[index] ?? '' }));
  };

  const all = withFingerprints(result.diagnostics);
  const used = new Set<Suppression>();
  const suppressed: Suppressed[] = [];
  const accepted: Fingerprinted[] = [];
  for (const one of all) {
    const matching = suppressions.filter((suppression) => matchesSuppression(suppression, one.diagnostic, shownPath));
    for (const suppression of matching) used.add(suppression);
    const holding = matching.find(({ until }) => until >= today);
    if (holding) suppressed.push({ ...one, reason: redactSecrets(holding.reason) });
    else accepted.push(one);
  }
  const counted = accepted.filter(({ fingerprint }) => !baseline?.has(fingerprint));
  const aboutGates = [
    ...(document ? suppressionDiagnostics(suppressions, used, today, document) : []),
    ...(baseline ? staleBaselineDiagnostics(baseline, new Set(all.map(({ fingerprint }) => fingerprint)), options.baseline!) : []),
  ];
  return {
    counted: [...counted, ...withFingerprints(aboutGates)],
    accepted,
    suppressed,
    known: accepted.length - counted.length,
    sources: document ? new Map([...result.sources, [document.path, document.text]]) : result.sources,
  };
}
