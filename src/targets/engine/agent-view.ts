// A provider as one host sees it: which endpoint, what base URL, how the key is named, which headers are safe to write.
import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import { keyHeader } from '../../spec/normalize.js';
import type { ApiKey, Auth, Endpoint, Model, Protocol, Provider } from '../../spec/provider.js';
import type { PlanOptions } from './target.js';
import { list, quote } from '../../core/text.js';
import type { Assumption } from './assumptions.js';

/** How a host speaks one protocol. */
export interface ProtocolMapping {
  /** What the host calls the protocol in its file. */
  readonly as: string;
  /** What the host appends to the base URL of its file; nothing where it wants the whole URL. The end of a Google path is the model and its method. */
  readonly appends: string;
  /** What it appends at some hosts instead; which they are, `refuses` of the target tells. */
  readonly otherwise?: string;
  /** The ways in which the host can send the key: `x-api-key: `, `Authorization: Bearer`, with what has to be written for each but the first; `any` where it is told the header and the scheme. */
  readonly sends?: 'any' | Readonly<Record<string, Readonly<Record<string, string | boolean>>>>;
}

/** How a host gets at the key. */
export interface KeyMapping {
  /** The text that stands for the value of a variable. Without it the file can hold a literal only. */
  readonly ref?: (env: string) => string;
  /** Whether that text may be a part of a longer one. */
  readonly embeds?: boolean;
  /** What is written for a provider that takes no key, where the host wants one. */
  readonly keyless?: string;
  /** How the user gives the key, where the host keeps it elsewhere and its file has nothing of it. */
  readonly stored?: (id: string, env: string) => string;
  /** What an entry has to be called for the host to read this variable, where it makes the one of the other. */
  readonly names?: (env: string) => string | undefined;
  /** The inverse of `names`: the variable that the host reads for an entry. */
  readonly variable?: (name: string) => string;
}

/** Header values that a host changes, and how they are written so that it does not. */
export interface HeaderMapping {
  /** What the host would take for something else; by default nothing. */
  readonly rewrites?: RegExp;
  /** Writes such a value so that it arrives as it is; undefined where there is no way. Without it such a value is refused. */
  readonly escape?: (value: string) => string | undefined;
  /** The inverse of `escape`. */
  readonly unescape?: (value: string) => string;
  /** The names of headers that the host sets by itself, or does not send. */
  readonly ignores?: RegExp;
}

export interface AgentDefinition {
  readonly id: string;
  readonly title: string;
  /** How the host speaks each of the protocols that it takes. */
  readonly wires: Readonly<Partial<Record<Protocol, ProtocolMapping>>>;
  readonly key?: KeyMapping;
  /** Nothing rewritten when absent; `none` when the host has no headers of its own. */
  readonly headers?: HeaderMapping | 'none';
  /** The text that stands for the value of a variable in a URL, where the host fills that in. */
  readonly fills?: (variable: string) => string;
  /** The logins that the host has for some providers beside a key; which those are, `refuses` of the target tells. */
  readonly logins?: readonly Auth['type'][];
  /** What an id has to look like; by default anything goes. */
  readonly ids?: RegExp;
}

export interface AgentView {
  readonly provider: Provider;
  readonly options: PlanOptions;
  readonly id: string;
  readonly name: string;
  readonly protocol: Protocol;
  readonly endpoint: Endpoint;
  readonly wire: ProtocolMapping;
  readonly baseUrl: string;
  /** What the host appends to it. */
  readonly appended: string;
  readonly login: Auth['type'];
  /** What stands for the key in the file; undefined for a provider without one. */
  readonly key: string | undefined;
  /** The variable of the key. */
  readonly env: string | undefined;
  /** Whether `key` is a stand-in that the user replaces. */
  readonly placeholder: boolean;
  /** What has to be written so that the key goes in the right header. */
  readonly keyMembers: Readonly<Record<string, string | boolean>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly models: readonly Model[];
  /** The values that the host must have and the spec has not, by the ids of the models. */
  readonly assumed: Assumption[];
}

/** Looks at a provider with the eyes of a host. Without a host, the findings say why. */
export function resolveAgentView(
  provider: Provider,
  form: AgentDefinition,
  options: PlanOptions,
): { host?: AgentView; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const own = provider.targets[form.id] ?? {};
  const refuse = (code: 'target/not-accepted' | 'target/url' | 'target/header', message: string, field: string, hint?: string): void => {
    diagnostics.push(diagnose(code, message, { field, ...(hint !== undefined && { hint }) }));
  };
  const protocols = Object.keys(form.wires) as Protocol[];
  const wanted = 'protocol' in own ? own.protocol : undefined;
  const index = provider.endpoints.findIndex(({ protocol }) => (wanted === undefined ? protocols.includes(protocol) : protocol === wanted));
  const endpoint = provider.endpoints[index];
  const wire = endpoint && wireOf(endpoint, form);
  if (!endpoint || !wire) {
    const what = wanted === undefined ? 'none of the protocols' : `no ${wanted} of this provider`;
    refuse('target/not-accepted', `${form.title} speaks ${what}`, '/endpoints', `it speaks ${list(protocols)}`);
    return { diagnostics };
  }
  const logins = supportedLogins(form);
  const auth =
    provider.auth.find(({ type }) => type === 'api_key' || type === 'none') ?? provider.auth.find(({ type }) => logins.includes(type));
  if (!auth) {
    refuse('target/not-accepted', `${form.title} has none of the ways to log in`, '/auth', `it has ${list(logins)}`);
    return { diagnostics };
  }
  const given = auth.type === 'api_key' ? (('env' in own ? own.env : undefined) ?? auth.env) : undefined;
  const named = given === undefined ? undefined : form.key?.names?.(given);
  const id = ('id' in own ? own.id : undefined) ?? named ?? provider.id;
  if (given !== undefined && form.key?.names && named === undefined)
    refuse(
      'target/not-accepted',
      `${form.title} makes the variable of the key of the name of an entry, and no name gives ${given}`,
      `/auth/${provider.auth.indexOf(auth)}`,
    );
  if (form.ids && !form.ids.test(id))
    refuse('target/not-accepted', `${quote(id)} is no id for ${form.title}`, '/id', `choose another with \`targets.${form.id}.id\``);
  const base = baseUrlOf(provider, endpoint, wire, form, (message, hint) =>
    refuse('target/url', message, `/endpoints/${index}/base_url`, hint),
  );
  const headers = headersOf(provider, form, (message, field, hint) => refuse('target/header', message, field, hint));
  const apiKey = auth.type === 'api_key' ? auth : undefined;
  const env = apiKey && (given ?? `${id.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_API_KEY`);
  const keyMembers = apiKey ? keyMembersOf(apiKey, endpoint.protocol, wire, form) : {};
  if (typeof keyMembers === 'string') refuse('target/not-accepted', keyMembers, `/auth/${provider.auth.indexOf(auth)}`);
  const key = env === undefined ? form.key?.keyless : (form.key?.ref?.(env) ?? `<${env}>`);
  if (apiKey?.token_prefix && !(form.key?.ref && form.key.embeds))
    refuse(
      'target/not-accepted',
      `${form.title} cannot put ${quote(apiKey.token_prefix)} before the key`,
      `/auth/${provider.auth.indexOf(auth)}`,
    );
  if (base === undefined || headers === undefined || typeof keyMembers === 'string' || diagnostics.length > 0) return { diagnostics };
  const stored = env === undefined ? undefined : form.key?.stored?.(id, env);
  const placeholder = env !== undefined && form.key?.ref === undefined && stored === undefined && form.key?.names === undefined;
  if (stored !== undefined)
    diagnostics.push(
      diagnose('target/key-elsewhere', `${form.title} keeps the key elsewhere, and reads no variable for it`, {
        field: `/auth/${provider.auth.indexOf(auth)}`,
        hint: stored,
      }),
    );
  if (placeholder)
    diagnostics.push(
      diagnose('target/key', `${form.title} names no variables in its file, so ${quote(key)} stands for the key`, {
        field: `/auth/${provider.auth.indexOf(auth)}`,
        hint: `put the key there yourself, and keep the file to yourself; it is not overwritten`,
      }),
    );
  if (apiKey && apiKey.env === undefined)
    diagnostics.push(
      diagnose('target/assumed', `the variable of the key is unknown; ${env} is written`, {
        field: `/auth/${provider.auth.indexOf(auth)}`,
      }),
    );
  const host: AgentView = {
    provider,
    options,
    id,
    name: ('name' in own ? own.name : undefined) ?? provider.name,
    protocol: endpoint.protocol,
    endpoint,
    wire,
    ...base,
    login: auth.type,
    key: key === undefined ? undefined : (apiKey?.token_prefix ?? '') + key,
    env,
    placeholder,
    keyMembers,
    headers,
    models: provider.models,
    assumed: [],
  };
  return { host, diagnostics };
}

/** The ways to log in that a host can have at all. */
export function supportedLogins({ logins = [] }: Pick<AgentDefinition, 'logins'>): readonly Auth['type'][] {
  return ['api_key', 'none', ...logins];
}

/** A protocol of a provider's own goes by the package that speaks it. */
function wireOf({ protocol, npm }: Endpoint, { wires }: AgentDefinition): ProtocolMapping | undefined {
  const wire = wires[protocol];
  return wire && npm !== undefined ? { ...wire, as: npm } : wire;
}

/** The end of a long URL, for a message about how it ends. */
function endOf(url: string): string {
  return url.length > 76 ? `…${url.slice(-75)}` : url;
}

/** The base URL of the file: the URL of a request without what the host appends to it. */
function baseUrlOf(
  provider: Provider,
  endpoint: Endpoint,
  wire: ProtocolMapping,
  form: AgentDefinition,
  refuse: (message: string, hint?: string) => void,
): Pick<AgentView, 'baseUrl' | 'appended'> | undefined {
  // What stands behind the model of a Google path is the method, which is the host's own choice.
  const url = endpoint.protocol === 'google-generative-ai' ? endpoint.url.replace(/\/models\/\{model\}[^/]*$/, '/models') : endpoint.url;
  const appended = [wire.appends, wire.otherwise].find((end) => end !== undefined && url.endsWith(end));
  if (appended === undefined) {
    refuse(`${form.title} appends ${quote(wire.appends)} to its base URL, and a request goes to ${quote(endOf(endpoint.url))}`);
    return undefined;
  }
  const base = url.slice(0, url.length - appended.length);
  // What is joined to a value where there is one cannot be said by a reference alone.
  const plain = new Set(
    provider.parameters.flatMap(({ name, prefix, optional }) => (prefix === undefined && optional !== true ? [name] : [])),
  );
  const holes = [...base.matchAll(/\{([^{}]*)\}/g)].map(([, hole]) => hole!);
  if (form.fills && holes.every((hole) => plain.has(hole)))
    return { baseUrl: base.replaceAll(/\{([^{}]*)\}/g, (_, hole: string) => form.fills!(hole)), appended };
  if (holes.includes('model')) {
    refuse(`${form.title} puts the model elsewhere than into ${quote(endOf(endpoint.url))}`);
    return undefined;
  }
  if (holes.length > 0) {
    refuse(`${form.title} fills in no part of a URL, and ${quote(base)} has one`, 'write a spec with the URL filled in');
    return undefined;
  }
  return { baseUrl: base, appended };
}

function headersOf(
  { headers }: Provider,
  form: AgentDefinition,
  refuse: (message: string, field: string, hint?: string) => void,
): Record<string, string> | undefined {
  const result: Record<string, string> = {};
  let refused = false;
  for (const [name, value] of Object.entries(headers)) {
    const field = `/headers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (form.headers === 'none') {
      refuse(`${form.title} sends no headers of a provider`, field);
      refused = true;
    } else if (form.headers?.ignores?.test(name)) {
      refuse(`${form.title} would not send ${name}: that header is its own`, field);
      refused = true;
    } else if (form.headers?.rewrites?.test(value)) {
      const escaped = form.headers.escape?.(value);
      if (escaped !== undefined) result[name] = escaped;
      else {
        refuse(`${form.title} would not send ${quote(value)} as it is: it takes a part of it for something else`, field);
        refused = true;
      }
    } else result[name] = value;
  }
  return refused ? undefined : result;
}

/** What must be written so that the key goes as the provider wants it; text says why that cannot be. */
function keyMembersOf(
  auth: ApiKey,
  protocol: Protocol,
  wire: ProtocolMapping,
  form: AgentDefinition,
): Readonly<Record<string, string | boolean>> | string {
  if (wire.sends === 'any') return {};
  const usual = keyHeader({ type: 'api_key' }, protocol);
  const { header, scheme } = keyHeader(auth, protocol);
  const show = (name: string, how: string): string => `${name}: ${how}`.trim();
  const sends = wire.sends ?? { [show(usual.header, usual.scheme)]: {} };
  const wanted = show(header, scheme);
  const found = Object.entries(sends).find(([name]) => name.toLowerCase() === wanted.toLowerCase());
  return found?.[1] ?? `${form.title} sends the key as ${list(Object.keys(sends))}, and the provider wants ${list([wanted])}`;
}
