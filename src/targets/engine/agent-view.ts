// A provider resolved for one agent: which endpoint, which base URL, how the key is named, which headers can be written.
import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import { toPointer } from '../../core/pointer.js';
import { list, quote } from '../../core/text.js';
import { keyHeader } from '../../spec/normalize.js';
import type { Endpoint, Protocol, Provider } from '../../spec/provider.js';
import { acceptedBy, checkAcceptance } from './acceptance.js';
import type { AgentDefinition, AgentView, KeyMembers, ProtocolMapping } from './agent-definition.js';
import type { PlanOptions } from './target.js';

/** A login method of a normalized spec. */
type Login = Provider['auth'][number];

/** A part of the view, or why the agent cannot have it. */
type Resolved<Value> =
  | { readonly value: Value; readonly refusals?: undefined }
  | { readonly value?: undefined; readonly refusals: Diagnostic[] };

/** Resolves a provider for one agent; without a result, the diagnostics say why. */
export function resolveAgentView(
  provider: Provider,
  definition: AgentDefinition,
  options: PlanOptions,
): { agent?: AgentView; diagnostics: Diagnostic[] } {
  const refusal = checkAcceptance(definition.title, acceptedBy(definition), provider);
  if (refusal) return { diagnostics: [refusal] };
  const chosen = chooseEndpoint(provider, definition);
  if (!chosen.value) return { diagnostics: chosen.refusals };
  const { endpoint, protocolMapping } = chosen.value;
  const auth = chooseLogin(provider, definition);
  const entry = resolveEntry(provider, definition, auth);
  const url = resolveBaseUrl(provider, definition, chosen.value);
  const headers = resolveHeaders(provider.headers, definition);
  const keyMembers = resolveKeyMembers(provider, definition, auth, chosen.value);
  if (!entry.value || !url.value || !headers.value || !keyMembers.value)
    return { diagnostics: [entry, url, headers, keyMembers].flatMap(({ refusals = [] }) => refusals) };
  const key = resolveKey(definition, auth, entry.value.id, entry.value.env);
  const agent: AgentView = {
    provider,
    options,
    id: entry.value.id,
    name: ownOptions(provider, definition).name ?? provider.name,
    protocol: endpoint.protocol,
    endpoint,
    protocolMapping,
    ...url.value,
    login: auth.type,
    ...key,
    keyMembers: keyMembers.value,
    headers: headers.value,
    models: provider.models,
  };
  const reason = definition.refuses?.(agent);
  if (reason !== undefined) return { diagnostics: [diagnose('target/not-accepted', reason, { field: '/endpoints' })] };
  return { agent, diagnostics: keyDiagnostics(agent, definition, auth) };
}

interface OwnOptions {
  readonly id?: string;
  readonly name?: string;
  readonly env?: string;
  readonly protocol?: Protocol;
}

/** The options of the spec for this target. */
function ownOptions({ targets }: Provider, { id }: AgentDefinition): OwnOptions {
  return (targets[id] ?? {}) as OwnOptions;
}

interface ChosenEndpoint {
  readonly endpoint: Endpoint;
  readonly protocolMapping: ProtocolMapping;
}

/** The endpoint of the protocol that the spec names for this target, or else the first one that the agent can use. */
function chooseEndpoint(provider: Provider, definition: AgentDefinition): Resolved<ChosenEndpoint> {
  const wanted = ownOptions(provider, definition).protocol;
  const endpoint = provider.endpoints.find(({ protocol }) => (wanted === undefined ? definition.protocols[protocol] : protocol === wanted));
  const mapping = endpoint && definition.protocols[endpoint.protocol];
  if (!mapping)
    return refuse('target/not-accepted', `${definition.title} cannot use the protocol ${wanted} of ${provider.name}`, '/endpoints', {
      hint: `it supports ${list(acceptedBy(definition).protocols)}`,
    });
  // A provider's own protocol is named by the package that speaks it.
  return { value: { endpoint, protocolMapping: endpoint.npm === undefined ? mapping : { ...mapping, name: endpoint.npm } } };
}

/** A key or no login if the provider has either, or else another login method that the agent supports. */
function chooseLogin({ auth }: Provider, definition: AgentDefinition): Login {
  const supported = acceptedBy(definition).auth;
  return auth.find(({ type }) => type === 'api_key' || type === 'none') ?? auth.find(({ type }) => supported.includes(type))!;
}

/** The id of the entry and the variable of the key: some agents derive one from the other. */
function resolveEntry(provider: Provider, definition: AgentDefinition, auth: Login): Resolved<{ id: string; env: string | undefined }> {
  const { title, key, idPattern } = definition;
  const own = ownOptions(provider, definition);
  const known = auth.type === 'api_key' ? (own.env ?? auth.env) : undefined;
  const derived = known === undefined ? undefined : key?.entryNameFor?.(known);
  const id = own.id ?? derived ?? provider.id;
  if (known !== undefined && key?.entryNameFor && derived === undefined)
    return refuse(
      'target/not-accepted',
      `${title} derives the variable of the key from the name of the entry, and no name gives ${known}`,
      authField(provider, auth),
    );
  if (idPattern && !idPattern.test(id))
    return refuse('target/not-accepted', `${quote(id)} is not a valid id for ${title}`, '/id', {
      hint: `set another one in \`targets.${definition.id}.id\``,
    });
  return { value: { id, env: auth.type === 'api_key' ? (known ?? defaultVariable(id)) : undefined } };
}

/** The variable of a key that the spec does not name. */
function defaultVariable(id: string): string {
  return `${id.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_API_KEY`;
}

/** The base URL of the file: the URL of a request without what the agent appends to it. */
function resolveBaseUrl(
  provider: Provider,
  { title, urlVariable }: AgentDefinition,
  { endpoint, protocolMapping }: ChosenEndpoint,
): Resolved<Pick<AgentView, 'baseUrl' | 'appended'>> {
  const field = toPointer(['endpoints', provider.endpoints.indexOf(endpoint), 'base_url']);
  // The method after the model of a Google path is the agent's own choice.
  const url = endpoint.protocol === 'google-generative-ai' ? endpoint.url.replace(/\/models\/\{model\}[^/]*$/, '/models') : endpoint.url;
  const appended = [protocolMapping.appends, protocolMapping.alsoAppends].find((end) => end !== undefined && url.endsWith(end));
  const shown = quote(endOf(endpoint.url));
  if (appended === undefined)
    return refuse('target/url', `${title} appends ${quote(protocolMapping.appends)} to its base URL, but requests go to ${shown}`, field);
  const baseUrl = url.slice(0, url.length - appended.length);
  const holes = [...baseUrl.matchAll(/\{([^{}]*)\}/g)].map(([, hole]) => hole!);
  // A reference alone cannot express a prefix, or that a value is optional.
  const isPlain = (hole: string): boolean =>
    provider.parameters.some(({ name, prefix, optional }) => name === hole && prefix === undefined && optional !== true);
  if (urlVariable && holes.every(isPlain))
    return { value: { baseUrl: baseUrl.replaceAll(/\{([^{}]*)\}/g, (_, hole: string) => urlVariable(hole)), appended } };
  if (holes.includes('model')) return refuse('target/url', `${title} does not put the model id into ${shown}`, field);
  if (holes.length > 0)
    return refuse('target/url', `${title} does not expand placeholders in URLs, but ${quote(baseUrl)} contains one`, field, {
      hint: 'write a spec with the complete URL',
    });
  return { value: { baseUrl, appended } };
}

/** The end of a long URL, for a message about how it ends. */
function endOf(url: string): string {
  return url.length > 76 ? `…${url.slice(-75)}` : url;
}

/** The headers as the file must contain them. */
function resolveHeaders(headers: Provider['headers'], definition: AgentDefinition): Resolved<Record<string, string>> {
  const value: Record<string, string> = {};
  const refusals: Diagnostic[] = [];
  for (const [name, text] of Object.entries(headers)) {
    const written = writeHeader(name, text, definition);
    if (written.refusals) refusals.push(...written.refusals);
    else value[name] = written.value;
  }
  return refusals.length > 0 ? { refusals } : { value };
}

function writeHeader(name: string, value: string, { title, headers }: AgentDefinition): Resolved<string> {
  const field = toPointer(['headers', name]);
  if (headers === 'none') return refuse('target/header', `${title} does not send headers of a provider`, field);
  if (headers?.unsentNames?.test(name)) return refuse('target/header', `${title} does not send ${name}: it sets that header itself`, field);
  if (!headers?.alteredValues?.test(value)) return { value };
  const escaped = headers.escaping?.escape(value);
  if (escaped !== undefined) return { value: escaped };
  return refuse('target/header', `${title} would not send ${quote(value)} unchanged: it would interpret part of it`, field);
}

/** What the file needs so that the key is sent in the right header. */
function resolveKeyMembers(
  provider: Provider,
  { title, key }: AgentDefinition,
  auth: Login,
  { endpoint: { protocol }, protocolMapping: { keyHeaders } }: ChosenEndpoint,
): Resolved<KeyMembers> {
  if (auth.type !== 'api_key') return { value: {} };
  const refusals: Diagnostic[] = [];
  const ways = keyHeaders ?? { [showKeyHeader({ type: 'api_key' }, protocol)]: {} };
  const wanted = showKeyHeader(auth, protocol);
  const members = ways === 'any' ? {} : Object.entries(ways).find(([way]) => way.toLowerCase() === wanted.toLowerCase())?.[1];
  const field = authField(provider, auth);
  if (!members) {
    const message = `${title} sends the key as ${list(Object.keys(ways))}, but the provider expects ${list([wanted])}`;
    refusals.push(diagnose('target/not-accepted', message, { field }));
  }
  if (auth.token_prefix && !(key?.reference && key.isEmbeddable)) {
    const message = `${title} cannot put ${quote(auth.token_prefix)} before the key`;
    refusals.push(diagnose('target/not-accepted', message, { field }));
  }
  return members && refusals.length === 0 ? { value: members } : { refusals };
}

/** How a key is sent: `Authorization: Bearer`, `x-api-key:`. */
function showKeyHeader(auth: Parameters<typeof keyHeader>[0], protocol: Protocol): string {
  const { header, scheme } = keyHeader(auth, protocol);
  return `${header}: ${scheme}`.trim();
}

function resolveKey(
  { key: mapping }: AgentDefinition,
  auth: Login,
  id: string,
  env: string | undefined,
): Pick<AgentView, 'key' | 'env' | 'isKeyPlaceholder'> {
  if (env === undefined) return { key: mapping?.keylessValue, env, isKeyPlaceholder: false };
  const key = mapping?.reference?.(env) ?? `<${env}>`;
  const prefix = auth.type === 'api_key' ? auth.token_prefix : '';
  return { key: prefix + key, env, isKeyPlaceholder: !mapping?.reference && !mapping?.howToStore?.(id, env) && !mapping?.entryNameFor };
}

/** What the user must know or do about the key. */
function keyDiagnostics(agent: AgentView, { title, key: mapping }: AgentDefinition, auth: Login): Diagnostic[] {
  const { id, env, key, isKeyPlaceholder } = agent;
  if (env === undefined) return [];
  const field = authField(agent.provider, auth);
  const found: Diagnostic[] = [];
  const howToStore = mapping?.howToStore?.(id, env);
  if (howToStore !== undefined)
    found.push(
      diagnose('target/key-elsewhere', `${title} stores keys outside its file and reads no environment variable`, {
        field,
        hint: howToStore,
      }),
    );
  if (isKeyPlaceholder)
    found.push(
      diagnose('target/key', `${title} cannot reference environment variables; the placeholder ${quote(key)} is written instead`, {
        field,
        hint: 'replace the placeholder with your key and keep the file private; it will not be overwritten',
      }),
    );
  if (auth.type === 'api_key' && auth.env === undefined)
    found.push(diagnose('target/assumed', `the variable of the key is unknown; ${env} is written`, { field }));
  return found;
}

function authField({ auth }: Provider, method: Login): string {
  return toPointer(['auth', auth.indexOf(method)]);
}

function refuse(
  code: 'target/not-accepted' | 'target/url' | 'target/header',
  message: string,
  field: string,
  details: { readonly hint?: string } = {},
): { readonly refusals: Diagnostic[] } {
  return { refusals: [diagnose(code, message, { field, ...details })] };
}
