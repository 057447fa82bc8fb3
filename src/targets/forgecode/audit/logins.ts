// How a user logs in, and which variable the key is read from.
import { quote, type Diagnostic, type JsonNode } from '../api.js';
import { valueDiagnostic } from './diagnostics.js';
import { entryName, servesModels, type CatalogEntry, type Facts } from './facts.js';
import { elementsOf, memberOf, textOf } from './json-nodes.js';

export function checkLogins(facts: Facts): Diagnostic[] {
  return [...facts.entries.flatMap((entry) => [...checkAuthMethods(facts, entry)]), ...checkSharedVariables(facts)];
}

/** Only the code of these providers asks Google for a fresh token, see create_provider of provider_repo.rs. */
const googleIds = ['vertex_ai', 'vertex_ai_anthropic'];

function* checkAuthMethods(facts: Facts, entry: CatalogEntry): Generator<Diagnostic> {
  const subject = entryName(entry);
  const list = entry.member('auth_methods');
  const methods = elementsOf(list);
  if (list?.type === 'array' && methods.length === 0)
    yield valueDiagnostic(facts, 'no-login', list, subject, 'nobody can log in: `auth_methods` is empty', {
      hint: 'add "api_key", or the login it has',
    });

  const seen = new Map<string, JsonNode>();
  for (const node of methods) {
    const kind = authMethodName(node);
    if (kind === undefined) continue;
    const at = `${subject}/auth_methods/${kind}`;
    const first = seen.get(kind);
    if (first)
      yield valueDiagnostic(facts, 'duplicate-login', node, at, `${quote(kind)} is offered twice`, {
        related: [[first, 'the first one']],
        hint: 'remove one',
      });
    seen.set(kind, node);
    if (kind === 'google_adc' && !googleIds.includes(entry.id ?? ''))
      yield valueDiagnostic(facts, 'login-without-code', node, at, 'only vertex_ai and vertex_ai_anthropic get a token of Google', {
        hint: 'remove it, or add the id where the token is fetched',
      });
    if (kind === 'aws_profile' && textOf(entry.member('response_type')) !== 'Bedrock')
      yield valueDiagnostic(facts, 'login-without-code', node, at, 'only the Bedrock client reads a profile of AWS', { hint: 'remove it' });
    const parameter = elementsOf(entry.member('url_param_vars')).find((item) => memberOf(item, 'optional')?.value !== true);
    if (node.type === 'object' && parameter)
      yield valueDiagnostic(facts, 'login-without-parameters', node, at, 'this login asks for no URL parameter, and the URL needs one', {
        related: [[parameter, 'the parameter']],
        hint: 'make the parameter optional, or use another login',
      });
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
      'a login with a key, and no `api_key_vars` to take it from',
      {
        hint: 'name the variable of the key',
      },
    );
  if (!node || name === undefined) return;
  if (!key && methods.size > 0)
    yield valueDiagnostic(
      facts,
      'unlisted-key',
      node,
      `${subject}/api_key_vars`,
      `${quote(name)} makes a login with a key, which \`auth_methods\` does not offer`,
      { related: [[entry.member('auth_methods')!, 'the logins it offers']], hint: 'remove the variable, or offer "api_key"' },
    );
  if (!/^[A-Z][A-Z0-9_]*_(API_KEY|TOKEN)$/.test(name))
    yield valueDiagnostic(facts, 'variable-name', node, `${subject}/api_key_vars`, `${quote(name)} is not named like the other variables`, {
      hint: `most are named like ${quote(`${(entry.id ?? 'id').toUpperCase().replaceAll('-', '_')}_API_KEY`)}`,
    });
}

function authMethodName(node: JsonNode): string | undefined {
  return textOf(node) ?? (node.type === 'object' ? textOf(node.children?.[0]?.children?.[0]) : undefined);
}

/** Variables of providers that have no word of their ids in common. */
function checkSharedVariables(facts: Facts): Diagnostic[] {
  const first = new Map<string, CatalogEntry>();
  return facts.entries.flatMap((entry) => {
    const node = entry.member('api_key_vars');
    const name = textOf(node);
    if (!node || !name) return [];
    const other = first.get(name);
    if (!other) first.set(name, entry);
    if (!other || firstWord(other) === firstWord(entry)) return [];
    const related = [[other.member('api_key_vars')!, `${quote(entryName(other))} reads it too`]] as const;
    return [
      valueDiagnostic(facts, 'shared-variable', node, `${entryName(entry)}/api_key_vars`, `${quote(name)} belongs to another provider`, {
        related,
        hint: 'give each provider a variable of its own',
      }),
    ];
  });
}

function firstWord({ id }: CatalogEntry): string | undefined {
  return id?.split(/[-_]/)[0]?.toLowerCase();
}
