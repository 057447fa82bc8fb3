// Completes an imported spec: the endpoint, the parameters of its URL, the key and the headers.
import { defaultPath, isUrl, keyHeader, splitUrl } from '../../../spec/normalize.js';
import type { ApiKey, Endpoint, Protocol } from '../../../spec/provider.js';
import { escapeRegExp, list, quote } from '../../../core/text.js';
import type { ConfigDefinition } from '../config-definition.js';
import type { AgentDefinition, ProtocolMapping } from '../agent-definition.js';
import type { PartialSpec } from '../field-mapping.js';

/** Completes the spec. @returns why that is not possible */
export function completeSpec(definition: ConfigDefinition, partial: PartialSpec): string | undefined {
  const { protocols, headers, urlVariable } = definition;
  const { spec } = partial;
  const baseUrl = extractParameters(partial, urlVariable);
  const aliases = assignVariables(partial);
  const [protocol, mapping] = findProtocol(definition, partial) ?? [];
  if (!protocol || !mapping) {
    const names = [...new Set(Object.values(protocols).map(({ name }) => name))];
    return `its protocol is ${quote(partial.protocolName ?? 'not named')}, which is none of ${list(names)}`;
  }
  if (baseUrl === undefined) return 'it has no base URL';
  if (!isUrl(baseUrl)) return `its base URL is ${quote(baseUrl)}, which is not a URL`;
  spec.name ??= spec.id!;
  spec.endpoints = [
    protocol === 'ai-sdk'
      ? { protocol, base_url: baseUrl.replace(/\/+$/, ''), npm: partial.protocolName! }
      : endpointOf(protocol, baseUrl, partial.appended ?? mapping.appends),
  ];
  if (partial.auth) spec.auth = partial.auth;
  else readKey(definition, partial, protocol, mapping, aliases);
  if (spec.headers) partial.unread.push(...keepLiteralHeaders(spec.headers as Record<string, string>, headers).map((path) => ({ path })));
  if (Object.keys(spec.headers ?? {}).length === 0) delete spec.headers;
  return undefined;
}

/** The protocol by its name in the file. An unknown name is that of an npm package, if the agent accepts one. */
function findProtocol(
  { protocols }: ConfigDefinition,
  { protocolName, protocolVariant }: PartialSpec,
): [Protocol, ProtocolMapping] | undefined {
  const entries = Object.entries(protocols) as [Protocol, ProtocolMapping][];
  const named = entries.find(([, { name, variant }]) => name === (protocolName ?? '') && variant === protocolVariant);
  if (named) return named;
  if (protocolName === undefined) return entries.length === 1 ? entries[0] : undefined;
  return entries.find(([protocol]) => protocol === 'ai-sdk');
}

/** The login methods: the key or none. @param aliases other names of the variable */
function readKey(
  { key }: ConfigDefinition,
  partial: PartialSpec,
  protocol: Protocol,
  mapping: ProtocolMapping,
  aliases: string[] | undefined,
): void {
  const { spec, keyMembers, hasStoredKey, literalKey } = partial;
  const env = partial.env ?? key?.variableFor?.(spec.id!);
  const isKeyless = env === undefined && !hasStoredKey && literalKey === key?.keylessValue;
  spec.auth = [
    isKeyless
      ? { type: 'none' }
      : { type: 'api_key', ...(env && { env }), ...(aliases && { env_aliases: aliases }), ...keyHeaderOf(protocol, mapping, keyMembers) },
  ];
  // A literal key is not written again.
  if (!isKeyless && env === undefined && key?.reference) partial.unread.push({ path: 'key' });
}

/** Of the listed variables, those in the URL are its parameters, and the first other one holds the key. @returns other names of the key */
function assignVariables(partial: PartialSpec): string[] | undefined {
  const parameters = new Set(partial.spec.parameters?.map(({ name }) => name));
  const [env, ...rest] = (partial.variables ?? []).filter((variable) => !parameters.has(variable));
  if (env !== undefined) partial.env ??= env;
  const aliases = rest.filter((variable) => variable.endsWith('API_KEY'));
  return aliases.length > 0 ? aliases : undefined;
}

/** The base URL with `{NAME}` for each reference to a variable, which becomes a parameter. */
function extractParameters(
  { spec, baseUrl, variables = [] }: PartialSpec,
  urlVariable: AgentDefinition['urlVariable'],
): string | undefined {
  if (!urlVariable || baseUrl === undefined) return baseUrl;
  const reference = escapeRegExp(urlVariable('|')).replace(String.raw`\|`, '([A-Z][A-Z0-9_]*)');
  const names = new Set<string>();
  const url = baseUrl.replaceAll(new RegExp(reference, 'g'), (_, variable: string) => {
    names.add(variable);
    return `{${variable}}`;
  });
  const listed = variables.filter((variable) => names.has(variable));
  if (names.size > 0) spec.parameters = [...new Set([...listed, ...names])].map((variable) => ({ name: variable }));
  return url;
}

/** The header of the key, if it is not the usual one: the way of sending it that fits the most members of the file. */
function keyHeaderOf(
  protocol: Protocol,
  { keyHeaders }: ProtocolMapping,
  keyMembers: PartialSpec['keyMembers'],
): Pick<ApiKey, 'header' | 'scheme'> {
  const fitting = Object.entries(keyHeaders === 'any' ? {} : (keyHeaders ?? {})).filter(([, members]) =>
    Object.entries(members).every(([key, value]) => keyMembers[key] === value),
  );
  const [way] = fitting.toSorted(([, a], [, b]) => Object.keys(b).length - Object.keys(a).length)[0] ?? [];
  if (way === undefined) return {};
  const [header, scheme] = way.split(/: ?/) as [string, string];
  const usual = keyHeader({ type: 'api_key' }, protocol);
  if (header === usual.header && scheme === usual.scheme) return {};
  return { header, ...(keyHeader({ type: 'api_key', header }, protocol).scheme !== scheme && { scheme }) };
}

/** Keeps the headers with literal values, as they are sent. @returns the paths of the others */
function keepLiteralHeaders(headers: Record<string, string>, mapping: AgentDefinition['headers']): string[] {
  if (mapping === undefined || mapping === 'none') return [];
  const { alteredValues, escaping } = mapping;
  const others: string[] = [];
  for (const [name, written] of Object.entries(headers)) {
    const value = escaping?.unescape(written) ?? written;
    if (alteredValues?.test(value) ? escaping && escaping.escape(value) === written : value === written) headers[name] = value;
    else {
      delete headers[name];
      others.push(`headers.${name}`);
    }
  }
  return others;
}

/** The base URL for the official SDK, if the rest of the URL is the path that it appends; otherwise an origin and a path. */
function endpointOf(protocol: Protocol, baseUrl: string, appended: string): Pick<Endpoint, 'protocol' | 'base_url'> & { path?: string } {
  const url =
    baseUrl.replace(/\/+$/, '') +
    (protocol === 'google-generative-ai' ? appended.replace(/\/models$/, '/models/{model}:streamGenerateContent') : appended);
  const usual = defaultPath(protocol);
  if (url.endsWith(usual)) return { protocol, base_url: url.slice(0, -usual.length) };
  const { origin } = splitUrl(url);
  return { protocol, base_url: origin, path: url.slice(origin.length) };
}
