import { validateProvider } from '../generated/validators.js';
import { diagnose, sortDiagnostics, type Diagnostic } from '../core/diagnostics.js';
import { normalize } from './normalize.js';
import { parseSpec, type SourceSpec } from './parse.js';
import type { Provider, ProviderSpec } from './provider.js';
import { modelRules } from './rules/models.js';
import { openQuestions, pointerRules, textRules } from './rules/text.js';
import { urlRules } from './rules/urls.js';
import { quote } from '../core/text.js';

export interface ValidSpec {
  readonly source: SourceSpec;
  readonly provider: Provider;
}

const formatVersion = 'providersmith/1';

/**
 * Parses and checks one spec: its syntax, the schema, and the rules across fields.
 * @returns the provider when nothing is wrong, and everything that is, each with its place
 */
export async function validateSpec(
  path: string,
  text: string,
): Promise<{ valid?: ValidSpec; source?: SourceSpec; diagnostics: Diagnostic[] }> {
  const { spec: source, diagnostics } = parseSpec(path, text);
  if (!source) return { diagnostics };

  const version = versionProblem(source);
  if (version) return { source, diagnostics: [version] };

  const texts = textRules(source);
  if (!validateProvider(source.value)) {
    const { schemaDiagnostics } = await import('./schema-errors.js');
    return { source, diagnostics: sortDiagnostics([...schemaDiagnostics(source), ...texts]) };
  }
  const spec = source.value as ProviderSpec;
  const found = sortDiagnostics([
    ...texts,
    ...modelRules(spec, source),
    ...urlRules(spec, source),
    ...pointerRules(spec, source),
    ...openQuestions(spec, source),
  ]);
  if (found.some((diagnostic) => diagnostic.severity === 'error')) return { source, diagnostics: found };
  return { valid: { source, provider: normalize(spec) }, source, diagnostics: found };
}

/** A file of another kind would break every rule of the schema: say the one thing that matters. */
function versionProblem(source: SourceSpec): Diagnostic | undefined {
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return diagnose(
      'spec/version',
      value === null ? 'the file is empty' : `the file holds ${Array.isArray(value) ? 'a list' : quote(value)}, not a provider spec`,
      {
        at: source.locate([]),
        hint: `a spec is a mapping that starts with \`schema: ${formatVersion}\``,
      },
    );
  }
  const version: unknown = Object.hasOwn(value, 'schema') ? (value as Record<string, unknown>)['schema'] : undefined;
  if (version === formatVersion) return undefined;
  return diagnose(
    'spec/version',
    version === undefined ? 'the spec has no `schema`' : `\`schema\` is ${quote(version)}, which is another format`,
    {
      at: source.locate(['schema']),
      hint: `this version of providersmith reads \`schema: ${formatVersion}\``,
    },
  );
}
