// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
import type { Diagnostic, Position } from '../../core/diagnostics.js';
import type { ReportedDiagnostic, Report } from './report.js';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

export function sarifReport({ diagnostics, suppressed, rules, version }: Report): string {
  const codes = [...new Set([...diagnostics, ...suppressed].map(({ diagnostic }) => diagnostic.code))].toSorted();
  const results = [
    ...diagnostics.map((reported) => result(reported, codes)),
    ...suppressed.map((one) => ({ ...result(one, codes), suppressions: [{ kind: 'external', justification: one.reason }] })),
  ];
  const run = {
    tool: { driver: { name: 'providersmith', semanticVersion: version, rules: codes.map((code) => descriptor(code, rules)) } },
    columnKind: 'utf16CodeUnits',
    results,
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function descriptor(code: string, rules: Report['rules']): object {
  const { title, explanation, severity } = rules.get(code)!;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: { text: explanation }, // GitHub requires it.
    defaultConfiguration: { level: levels[severity] },
  };
}

function result({ diagnostic, fingerprint }: ReportedDiagnostic, codes: readonly string[]): object {
  const { code, severity, message, hint, at, related = [], fix } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: hint === undefined ? message : `${message}\n${hint}` },
    ...(at && { locations: [location(at)] }),
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({ id, message: { text: place.message }, ...location(place.at) })),
    }),
    ...(fingerprint !== '' && { partialFingerprints: { 'providersmith/v1': fingerprint } }),
    ...(fix && fix.length > 0 && { fixes: [{ description: { text: hint ?? 'apply the fix' }, artifactChanges: artifactChanges(fix) }] }),
  };
}

function location({ path, line, column }: Position): object {
  return { physicalLocation: { artifactLocation: { uri: uri(path) }, region: { startLine: line, startColumn: column } } };
}

function artifactChanges(fix: NonNullable<Diagnostic['fix']>): object[] {
  return [...new Set(fix.map(({ path }) => path))].map((path) => ({
    artifactLocation: { uri: uri(path) },
    replacements: fix
      .filter((edit) => edit.path === path)
      .map(({ start, end, text }) => ({ deletedRegion: { charOffset: start, charLength: end - start }, insertedContent: { text } })),
  }));
}

/** A relative reference (RFC 3986), or a `file:` URI for an absolute path. */
function uri(path: string): string {
  const encoded = path
    .split(/[/\\]/)
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join('/');
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}
