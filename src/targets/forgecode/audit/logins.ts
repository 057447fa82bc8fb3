// Checks the logins of each entry and the variable of its key.
import { quote, type Diagnostic, type JsonNode } from '../api.js';
import { googleAdcIds } from '../auth.js';
import { valueDiagnostic } from './diagnostics.js';
import { entryName, servesModels, type CatalogEntry, type Facts } from './facts.js';
import { elementsOf, memberOf, textOf } from './json-nodes.js';

export function checkLogins(facts: Facts): Diagnostic[] {
  return [...facts.entries.flatMap((entry) => [...checkAuthMethods(facts, entry)]), ...checkSharedVariables(facts)];
}

function* checkAuthMethods(facts: Facts, entry: CatalogEntry): Generator<Diagnostic> {
  const subject = entryName(entry);
  const list = entry.member('auth_methods');
  const methods = elementsOf(list);
  if (list?.type === 'array' && methods.length === 0)
    yield valueDiagnostic(facts, 'no-login', list, subject, 'users cannot log in: `auth_methods` is empty', {
      hint: 'add "api_key", or the login that the provider has',
    });

  const seen = new Map<string, JsonNode>();
  for (const node of methods) {
    const kind = authMethodName(node);
    if (kind === undefined) continue;
    const at = `${subject}/auth_methods/${kind}`;
    const first = seen.get(kind);
    if (first)
      yield valueDiagnostic(facts, 'duplicate-login', node, at, `duplicate login ${quote(kind)}`, {
        related: [[first, 'the first one']],
        hint: 'remove one',
      });
    seen.set(kind, node);
    if (kind === 'google_adc' && !googleAdcIds.includes(entry.id ?? ''))
      yield valueDiagnostic(
        facts,
        'login-without-code',
        node,
        at,
        'forgecode fetches Google tokens for vertex_ai and vertex_ai_anthropic only',
        {
          hint: 'remove it, or add the id to `create_provider`',
        },
      );
    if (kind === 'aws_profile' && textOf(entry.member('response_type')) !== 'Bedrock')
      yield valueDiagnostic(facts, 'login-without-code', node, at, 'only the Bedrock client reads an AWS profile', { hint: 'remove it' });
    const parameter = elementsOf(entry.member('url_param_vars')).find((item) => memberOf(item, 'optional')?.value !== true);
    if (node.type === 'object' && parameter)
      yield valueDiagnostic(
        facts,
        'login-without-parameters',
        node,
        at,
        'this login does not ask for URL parameters, but the URL requires one',
        {
          related: [[parameter, 'the parameter']],
          hint: 'make the parameter optional, or use a different login',
        },
      );
  }
  yield* checkKeyVariable(facts, entry, seen);
}

function* checkKeyVariable(facts: Facts, entry: CatalogEntry, methods: ReadonlyMap<string, JsonNode>): Generator<Diagnostic> {
  const subject = entryName(entry);
  const node = entry.member('api_key_vars');
  const name = textOf(node);
  const key = methods.get('api_key');
  if (key && servesModels(entry) && (node === undefined || node.type === 'null'))
    yield valueDiagnostic(
      facts,
      'no-key-variable',
      key,
      `${subject}/api_key_vars`,
      'the API key login has no variable: `api_key_vars` is missing',
      {
        hint: 'add the variable of the key',
      },
    );
  if (!node || name === undefined) return;
  if (!key && methods.size > 0)
    yield valueDiagnostic(
      facts,
      'unlisted-key',
      node,
      `${subject}/api_key_vars`,
      `${quote(name)} creates an API key login that \`auth_methods\` does not list`,
      { related: [[entry.member('auth_methods')!, 'the listed logins']], hint: 'remove the variable, or add "api_key"' },
    );
  if (!/^[A-Z][A-Z0-9_]*_(API_KEY|TOKEN)$/.test(name))
    yield valueDiagnostic(
      facts,
      'variable-name',
      node,
      `${subject}/api_key_vars`,
      `${quote(name)} does not follow the naming of other variables`,
      {
        hint: `use a name like ${quote(`${(entry.id ?? 'id').toUpperCase().replaceAll('-', '_')}_API_KEY`)}`,
      },
    );
}

function authMethodName(node: JsonNode): string | undefined {
  return textOf(node) ?? (node.type === 'object' ? textOf(node.children?.[0]?.children?.[0]) : undefined);
}

/** Reports a variable that two providers share whose ids start with different words. */
function checkSharedVariables(facts: Facts): Diagnostic[] {
  const first = new Map<string, CatalogEntry>();
  return facts.entries.flatMap((entry) => {
    const node = entry.member('api_key_vars');
    const name = textOf(node);
    if (!node || !name) return [];
    const other = first.get(name);
    if (!other) first.set(name, entry);
    if (!other || firstWord(other) === firstWord(entry)) return [];
    const related = [[other.member('api_key_vars')!, `${quote(entryName(other))} also reads it`]] as const;
    return [
      valueDiagnostic(facts, 'shared-variable', node, `${entryName(entry)}/api_key_vars`, `${quote(name)} belongs to another provider`, {
        related,
        hint: 'give each provider its own variable',
      }),
    ];
  });
}

function firstWord({ id }: CatalogEntry): string | undefined {
  return id?.split(/[-_]/)[0]?.toLowerCase();
}
