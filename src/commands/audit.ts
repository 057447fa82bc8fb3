import { diagnose, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import type { FileChange, SpliceEdit } from '../core/edits.js';
import { DiagnosticError } from '../core/errors.js';
import type { Target } from '../targets/engine/target.js';
import { applySplices } from '../edit/splice.js';
import { resolveInside, readRegularFile } from '../io/files/read.js';
import { writeChanges } from '../io/files/write.js';
import { requireTargetFolder } from './changes.js';
import type { ChangeResult } from './result.js';
import { loadTarget } from './targets.js';
import { OpenTree } from './tree.js';

export interface AuditOptions {
  readonly target: string;
  readonly into: string;
  /** Whether to apply the fixes of diagnostics. */
  readonly fix: boolean;
}

/** Overlapping fixes need one round each. If more rounds than this are needed, two fixes undo each other. */
const maxFixRounds = 200;

/**
 * Checks a checkout or a config without a spec. With `fix`, applies the fixes and reports what remains.
 * @throws DiagnosticError `io/read`, `io/write`, `target/unknown`, `target/not-found`, `target/cannot`
 */
export async function audit(options: AuditOptions): Promise<ChangeResult> {
  const target = await loadTarget(options.target);
  if (!target.auditor) throw new DiagnosticError(diagnose('target/cannot', `${target.title} does not support audit`));
  requireTargetFolder(target, options.into);

  const changes = new Map<string, FileChange>();
  const read = async (path: string): Promise<string | undefined> =>
    changes.get(path)?.after ?? readRegularFile(resolveInside(options.into, path));
  for (let round = 0; ; round += 1) {
    const { diagnostics, sources } = await runAudit(target, options.into, read);
    const fixes = options.fix ? collectFixes(diagnostics) : new Map<string, SpliceEdit[]>();
    if (fixes.size === 0) {
      writeChanges(options.into, [...changes.values()]);
      const tree = { root: options.into, paths: new Set(sources.keys()) };
      return { diagnostics, sources, tree, changes: [...changes.values()] };
    }
    if (round === maxFixRounds) throw new Error(`fixes still change ${[...fixes.keys()].join(', ')} after ${round} rounds`);
    for (const [path, splices] of fixes) {
      const before = changes.has(path) ? changes.get(path)!.before : await read(path);
      const now = (await read(path))!;
      const mark = now.startsWith('\ufeff') ? '\ufeff' : '';
      changes.set(path, { path, before, after: mark + applySplices(now.slice(mark.length), splices) });
    }
  }
}

async function runAudit(
  target: Target,
  into: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<Omit<ChangeResult, 'changes'>> {
  const tree = new OpenTree(into, { read });
  try {
    return { diagnostics: sortDiagnostics(await target.auditor!.audit(tree)), sources: tree.sources };
  } finally {
    tree.close();
  }
}

/** The fixes of all diagnostics by file. A fix that overlaps an earlier one waits for the next round. */
function collectFixes(diagnostics: readonly Diagnostic[]): Map<string, SpliceEdit[]> {
  const taken = new Map<string, SpliceEdit[]>();
  for (const { fix = [] } of diagnostics) {
    const free = fix.every((edit) => (taken.get(edit.path) ?? []).every((other) => edit.start > other.end || edit.end < other.start));
    if (free) for (const edit of fix) taken.set(edit.path, [...(taken.get(edit.path) ?? []), edit]);
  }
  return taken;
}
