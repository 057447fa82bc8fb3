import { validateProvider } from '../generated/validators.js';
import { diagnose, hasErrors, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import { normalize } from './normalize.js';
import { parseDocument, type ParsedDocument } from './parse-document.js';
import type { Provider, ProviderSpec } from './provider.js';
import { modelRules } from './rules/models.js';
import { openQuestions, pointerRules, textRules } from './rules/text.js';
import { urlRules } from './rules/urls.js';
import { quote } from '../core/text.js';

export interface ValidSpec {
  readonly document: ParsedDocument;
  readonly provider: Provider;
}

const formatVersion = 'providersmith/1';

/**
 * Parses a spec, and checks its syntax, the schema, and the rules across fields.
 * @returns all diagnostics, and the provider if none is an error
 */
export async function validateSpec(
  path: string,
  text: string,
): Promise<{ valid?: ValidSpec; document?: ParsedDocument; diagnostics: Diagnostic[] }> {
  const { document, diagnostics } = parseDocument(path, text);
  if (!document) return { diagnostics };

  const version = versionProblem(document);
  if (version) return { document, diagnostics: [version] };

  const texts = textRules(document);
  if (!validateProvider(document.value)) {
    const { schemaDiagnostics } = await import('./schema-errors.js');
    return { document, diagnostics: sortDiagnostics([...schemaDiagnostics(document), ...texts]) };
  }
  const spec = document.value as ProviderSpec;
  const found = sortDiagnostics([
    ...texts,
    ...modelRules(spec, document),
    ...urlRules(spec, document),
    ...pointerRules(spec, document),
    ...openQuestions(spec, document),
  ]);
  if (hasErrors(found)) return { document, diagnostics: found };
  return { valid: { document, provider: normalize(spec) }, document, diagnostics: found };
}

/** A file of another format violates every rule of the schema, so only the format is reported. */
function versionProblem(document: ParsedDocument): Diagnostic | undefined {
  const { value } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return diagnose(
      'spec/version',
      value === null ? 'the file is empty' : `the file contains ${Array.isArray(value) ? 'a list' : quote(value)}, not a provider spec`,
      {
        at: document.locate([]),
        hint: `a spec is a mapping that starts with \`schema: ${formatVersion}\``,
      },
    );
  }
  const version: unknown = Object.hasOwn(value, 'schema') ? (value as Record<string, unknown>)['schema'] : undefined;
  if (version === formatVersion) return undefined;
  return diagnose(
    'spec/version',
    version === undefined ? 'the spec has no `schema`' : `\`schema\` is ${quote(version)}, which is an unknown format`,
    {
      at: document.locate(['schema']),
      hint: `this version of providersmith reads \`schema: ${formatVersion}\``,
    },
  );
}
