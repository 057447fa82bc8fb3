// From what was read of a provider to its spec: the endpoint, the parameters of its URL, the key and the headers.
import { defaultPath, isUrl, keyHeader, splitUrl } from '../../../spec/normalize.js';
import type { ApiKey, Endpoint, Protocol } from '../../../spec/provider.js';
import { escapeRegExp, list, quote } from '../../../core/text.js';
import type { ConfigDefinition } from '../config-definition.js';
import type { AgentDefinition, ProtocolMapping } from '../agent-view.js';
import type { PartialSpec } from '../field-mapping.js';

/** Fills in what follows from the rest. @returns why there is no spec of it */
export function completeSpec(definition: ConfigDefinition, draft: PartialSpec): string | undefined {
  const { wires, headers, fills } = definition;
  const { spec } = draft;
  const baseUrl = withParameters(draft, fills);
  const aliases = takeVariables(draft);
  const [protocol, wire] = protocolOf(definition, draft.wire) ?? [];
  if (!protocol || !wire)
    return `its protocol is ${quote(draft.wire ?? 'not named')}, and those that can be read are ${list(Object.values(wires).map(({ as }) => as))}`;
  if (baseUrl === undefined) return 'it has no base URL';
  if (!isUrl(baseUrl)) return `its base URL is ${quote(baseUrl)}, which is not a URL`;
  spec.name ??= spec.id!;
  spec.endpoints = [
    protocol === 'ai-sdk'
      ? { protocol, base_url: baseUrl.replace(/\/+$/, ''), npm: draft.wire! }
      : endpointOf(protocol, baseUrl, draft.appended ?? wire.appends),
  ];
  if (draft.auth) spec.auth = draft.auth;
  else readKey(definition, draft, protocol, wire, aliases);
  if (spec.headers) draft.unread.push(...literalHeaders(spec.headers as Record<string, string>, headers));
  if (Object.keys(spec.headers ?? {}).length === 0) delete spec.headers;
  return undefined;
}

/** What is spoken: a name that is none of the host's own is that of a package, where the host takes one. */
function protocolOf({ wires }: ConfigDefinition, wire: string | undefined): [Protocol, ProtocolMapping] | undefined {
  const protocols = Object.entries(wires) as [Protocol, ProtocolMapping][];
  const named = protocols.find(([, { as }]) => as === (wire ?? ''));
  if (named) return named;
  return wire === undefined ? (protocols.length === 1 ? protocols[0] : undefined) : protocols.find(([protocol]) => protocol === 'ai-sdk');
}

/** The key, or that there is none. @param aliases other names of its variable */
function readKey(
  { key }: ConfigDefinition,
  draft: PartialSpec,
  protocol: Protocol,
  wire: ProtocolMapping,
  aliases: string[] | undefined,
): void {
  const { spec, keyMembers } = draft;
  const env = draft.env ?? key?.variable?.(spec.id!);
  const keyless = env === undefined && draft.literalKey === key?.keyless;
  spec.auth = [
    keyless
      ? { type: 'none' }
      : { type: 'api_key', ...(env && { env }), ...(aliases && { env_aliases: aliases }), ...keyHeaderOf(protocol, wire, keyMembers) },
  ];
  // A literal in the place of a reference is not written again.
  if (!keyless && env === undefined && key?.ref) draft.unread.push('key');
}

/** Of variables without a purpose, those in the URL are its parameters and the first of the others holds the key. @returns other names of the key */
function takeVariables(draft: PartialSpec): string[] | undefined {
  const parameters = new Set(draft.spec.parameters?.map(({ name }) => name));
  const [env, ...rest] = (draft.variables ?? []).filter((variable) => !parameters.has(variable));
  if (env !== undefined) draft.env ??= env;
  const aliases = rest.filter((variable) => variable.endsWith('API_KEY'));
  return aliases.length > 0 ? aliases : undefined;
}

/** The base URL with the names of its parameters where the host has references to variables. */
function withParameters({ spec, baseUrl, variables = [] }: PartialSpec, fills: AgentDefinition['fills']): string | undefined {
  if (!fills || baseUrl === undefined) return baseUrl;
  const [start, end] = fills('|')
    .split('|')
    .map((text) => escapeRegExp(text));
  const names = new Set<string>();
  const url = baseUrl.replaceAll(new RegExp(String.raw`${start}([A-Z][A-Z0-9_]*)${end}`, 'g'), (_, variable: string) => {
    names.add(variable);
    return `{${variable}}`;
  });
  const listed = variables.filter((variable) => names.has(variable));
  if (names.size > 0) spec.parameters = [...new Set([...listed, ...names])].map((variable) => ({ name: variable }));
  return url;
}

/** In which header the key goes, where that is not the one of the protocol: the way that has most of what the file says. */
function keyHeaderOf(
  protocol: Protocol,
  { sends }: ProtocolMapping,
  keyMembers: PartialSpec['keyMembers'],
): Pick<ApiKey, 'header' | 'scheme'> {
  const fitting = Object.entries(sends === 'any' ? {} : (sends ?? {})).filter(([, members]) =>
    Object.entries(members).every(([key, value]) => keyMembers[key] === value),
  );
  const [way] = fitting.toSorted(([, a], [, b]) => Object.keys(b).length - Object.keys(a).length)[0] ?? [];
  if (way === undefined) return {};
  const [header, scheme] = way.split(/: ?/) as [string, string];
  const usual = keyHeader({ type: 'api_key' }, protocol);
  if (header === usual.header && scheme === usual.scheme) return {};
  return { header, ...(keyHeader({ type: 'api_key', header }, protocol).scheme !== scheme && { scheme }) };
}

/** Leaves the headers whose values are literal, as they go over the wire. @returns the paths of the others */
function literalHeaders(headers: Record<string, string>, form: AgentDefinition['headers']): string[] {
  if (form === undefined || form === 'none') return [];
  const { rewrites, escape = (value) => value, unescape = (value) => value } = form;
  const others: string[] = [];
  for (const [name, written] of Object.entries(headers)) {
    const value = unescape(written);
    if (rewrites?.test(value) ? form.escape && escape(value) === written : value === written) headers[name] = value;
    else {
      delete headers[name];
      others.push(`headers.${name}`);
    }
  }
  return others;
}

/** The base URL as the official SDK takes it, where the path is the one that it appends; else the path is said. */
function endpointOf(protocol: Protocol, baseUrl: string, appended: string): Pick<Endpoint, 'protocol' | 'base_url'> & { path?: string } {
  const url =
    baseUrl.replace(/\/+$/, '') +
    (protocol === 'google-generative-ai' ? appended.replace(/\/models$/, '/models/{model}:streamGenerateContent') : appended);
  const usual = defaultPath(protocol);
  if (url.endsWith(usual)) return { protocol, base_url: url.slice(0, -usual.length) };
  const { origin } = splitUrl(url);
  return { protocol, base_url: origin, path: url.slice(origin.length) };
}
