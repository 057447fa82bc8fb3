// Where a key goes and what it is called: what a source says of that is never believed by itself.
import { splitUrl } from '../spec/normalize.js';
import type { ApiKeyAuth, ProviderSpec } from '../spec/provider.js';
import { list, quote } from '../core/text.js';
import type { Answer, HoldRule, RefreshFinding } from './types.js';

const rule = 'models/access-change';

interface Difference {
  readonly answer: Answer;
  readonly field: 'endpoints' | 'auth';
  readonly message: string;
  readonly before: string;
  readonly after: string;
  readonly change: (spec: ProviderSpec) => ProviderSpec;
}

/** The spec with what a person accepts of it, and the rest as holds. The first source that says anything of a field counts. */
export function accessFindings(
  spec: ProviderSpec,
  answers: readonly Answer[],
  accept: ReadonlySet<HoldRule>,
): { spec: ProviderSpec; findings: RefreshFinding[] } {
  const findings: RefreshFinding[] = [];
  let after = spec;
  const seen = new Set<string>();
  for (const answer of answers)
    for (const found of differences(spec, answer)) {
      if (seen.has(found.field) || spec.pinned?.includes(found.field)) continue;
      seen.add(found.field);
      const { field, message, before, after: value } = found;
      const told = { field, before, after: value, said: [{ source: answer.source, date: answer.date, value }] };
      const documented = (spec.evidence ?? []).some(({ field: pointer }) => `${pointer}/`.startsWith(`/${field}/`));
      if (accept.has(rule)) {
        after = found.change(after);
        findings.push({ kind: 'change', rule, message, ...told });
      } else if (documented)
        findings.push({ kind: 'note', rule: 'models/disagree', message: `${message}; the spec has evidence for its own`, ...told });
      else
        findings.push({
          kind: 'hold',
          rule,
          message,
          hint: `a key would go elsewhere: \`--accept ${rule}\` takes it over, \`pinned: [${field}]\` keeps the spec's`,
          ...told,
        });
    }
  return { spec: after, findings };
}

function differences(spec: ProviderSpec, answer: Answer): Difference[] {
  const { url, env, header } = answer.listing.provider;
  const found: Difference[] = [];
  const hosts = spec.endpoints.map(({ base_url: base }) => originOf(base));
  const origin = url === undefined ? undefined : originOf(url);
  if (origin !== undefined && !origin.includes('{') && !hosts.some((host) => host.includes('{') || host === origin))
    found.push({
      answer,
      field: 'endpoints',
      message: `the host is ${list([origin])} by ${answer.source}, and ${list(hosts)} by the spec`,
      before: hosts[0]!,
      after: origin,
      change: (before) => moved(before, hosts[0]!, origin),
    });
  const keys = spec.auth.filter((method): method is ApiKeyAuth => method.type === 'api_key');
  const names = keys.flatMap((key) => [key.env, ...(key.env_aliases ?? [])]).filter((name) => name !== undefined);
  if (env?.[0] !== undefined && names.length > 0 && !env.some((name) => names.includes(name)))
    found.push(authDifference(answer, keys[0]!, 'env', env[0], 'variable of the key'));
  if (header !== undefined && keys[0]?.header !== undefined && keys[0].header.toLowerCase() !== header.toLowerCase())
    found.push(authDifference(answer, keys[0], 'header', header, 'header of the key'));
  return found;
}

/** The spec with another host in the place of one, wherever that is called. */
function moved(spec: ProviderSpec, from: string, to: string): ProviderSpec {
  const there = (url: string): string => (originOf(url) === from ? to + url.slice(from.length) : url);
  return {
    ...spec,
    endpoints: spec.endpoints.map((endpoint) => ({ ...endpoint, base_url: there(endpoint.base_url) })) as ProviderSpec['endpoints'],
    ...(spec.live_models && { live_models: { ...spec.live_models, url: there(spec.live_models.url) } }),
  };
}

function authDifference(answer: Answer, key: ApiKeyAuth, member: 'env' | 'header', value: string, what: string): Difference {
  const before = key[member]!;
  return {
    answer,
    field: 'auth',
    message: `the ${what} is ${quote(value)} by ${answer.source}, and ${quote(before)} by the spec`,
    before,
    after: value,
    change: (spec) => ({
      ...spec,
      auth: spec.auth.map((method) => (method === key ? { ...method, [member]: value } : method)) as ProviderSpec['auth'],
    }),
  };
}

/** Scheme, host and port of a URL, as hosts are compared: in lower case. */
function originOf(url: string): string {
  return splitUrl(url).origin.toLowerCase();
}
