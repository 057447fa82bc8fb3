// Where a key is sent, and the names of its variable and header. A source alone never changes these.
import { splitUrl } from '../spec/normalize.js';
import type { ApiKeyAuth, ProviderSpec } from '../spec/provider.js';
import { list, quote } from '../core/text.js';
import type { Answer, HoldRule, RefreshDiagnostic } from './types.js';

const rule = 'models/access-change';

interface AccessDifference {
  readonly field: 'endpoints' | 'auth';
  readonly message: string;
  readonly before: string;
  readonly after: string;
  readonly applyTo: (spec: ProviderSpec) => ProviderSpec;
}

/** The spec with the accepted differences; the others are reported. For each field, the first source that differs counts. */
export function resolveAccess(
  spec: ProviderSpec,
  answers: readonly Answer[],
  accept: ReadonlySet<HoldRule>,
): { spec: ProviderSpec; diagnostics: RefreshDiagnostic[] } {
  const diagnostics: RefreshDiagnostic[] = [];
  let after = spec;
  const seen = new Set<string>(spec.pinned);
  for (const answer of answers)
    for (const difference of findDifferences(spec, answer)) {
      if (seen.has(difference.field)) continue;
      seen.add(difference.field);
      const diagnostic = describeDifference(spec, answer, difference, accept.has(rule));
      diagnostics.push(diagnostic);
      if (diagnostic.kind === 'change') after = difference.applyTo(after);
    }
  return { spec: after, diagnostics };
}

function describeDifference(spec: ProviderSpec, answer: Answer, difference: AccessDifference, isAccepted: boolean): RefreshDiagnostic {
  const { field, message, before, after } = difference;
  const details = { field, before, after, claims: [{ source: answer.source, date: answer.date, value: after }] };
  const hasEvidence = (spec.evidence ?? []).some(({ field: pointer }) => `${pointer}/`.startsWith(`/${field}/`));
  if (isAccepted) return { kind: 'change', rule, message, ...details };
  if (hasEvidence) return { kind: 'note', rule: 'models/disagree', message: `${message}, with evidence`, ...details };
  const hint = `the key would be sent elsewhere: \`--accept ${rule}\` accepts that, \`pinned: [${field}]\` keeps what the spec has`;
  return { kind: 'hold', rule, message, hint, ...details };
}

function findDifferences(spec: ProviderSpec, answer: Answer): AccessDifference[] {
  return [hostDifference(spec, answer), variableDifference(spec, answer), headerDifference(spec, answer)].filter(
    (difference) => difference !== undefined,
  );
}

function hostDifference(spec: ProviderSpec, { source, listing }: Answer): AccessDifference | undefined {
  const { url } = listing.provider;
  const origin = url === undefined ? undefined : originOf(url);
  const hosts = spec.endpoints.map(({ base_url: base }) => originOf(base));
  if (origin === undefined || origin.includes('{') || hosts.some((host) => host.includes('{') || host === origin)) return undefined;
  return {
    field: 'endpoints',
    message: `the host is ${list([origin])} according to ${source}, but ${list(hosts)} in the spec`,
    before: hosts[0]!,
    after: origin,
    applyTo: (before) => replaceHost(before, hosts[0]!, origin),
  };
}

function variableDifference(spec: ProviderSpec, { source, listing }: Answer): AccessDifference | undefined {
  const { env } = listing.provider;
  const keys = apiKeysOf(spec);
  const names = keys.flatMap((key) => [key.env, ...(key.env_aliases ?? [])]).filter((name) => name !== undefined);
  if (env?.[0] === undefined || names.length === 0 || env.some((name) => names.includes(name))) return undefined;
  return keyDifference(source, keys[0]!, 'env', env[0]);
}

function headerDifference(spec: ProviderSpec, { source, listing }: Answer): AccessDifference | undefined {
  const { header } = listing.provider;
  const [key] = apiKeysOf(spec);
  if (header === undefined || key?.header === undefined || key.header.toLowerCase() === header.toLowerCase()) return undefined;
  return keyDifference(source, key, 'header', header);
}

function apiKeysOf({ auth }: ProviderSpec): ApiKeyAuth[] {
  return auth.filter((method): method is ApiKeyAuth => method.type === 'api_key');
}

const keyMembers = { env: 'key variable', header: 'key header' };

function keyDifference(source: string, key: ApiKeyAuth, member: 'env' | 'header', value: string): AccessDifference {
  const before = key[member]!;
  return {
    field: 'auth',
    message: `the ${keyMembers[member]} is ${quote(value)} according to ${source}, but ${quote(before)} in the spec`,
    before,
    after: value,
    applyTo: (spec) => ({
      ...spec,
      auth: spec.auth.map((method) => (method === key ? { ...method, [member]: value } : method)) as ProviderSpec['auth'],
    }),
  };
}

/** The spec with one host replaced in every URL. */
function replaceHost(spec: ProviderSpec, from: string, to: string): ProviderSpec {
  const replace = (url: string): string => (originOf(url) === from ? to + url.slice(from.length) : url);
  return {
    ...spec,
    endpoints: spec.endpoints.map((endpoint) => ({ ...endpoint, base_url: replace(endpoint.base_url) })) as ProviderSpec['endpoints'],
    ...(spec.live_models && { live_models: { ...spec.live_models, url: replace(spec.live_models.url) } }),
  };
}

/** Scheme, host and port of a URL in lower case, for comparison. */
function originOf(url: string): string {
  return splitUrl(url).origin.toLowerCase();
}
