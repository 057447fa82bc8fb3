// The inverse of the templates in host.ts: Handlebars to `{NAME}` and parameters, a whole URL to base URL and path.
import { splitUrl, type Endpoint, type Parameter, type Protocol } from '../api.js';

export interface UrlParameter {
  readonly name: string;
  readonly options?: readonly string[];
  readonly optional?: boolean;
}

/** What a template says of its parameters beside their names. */
type ParameterExtras = Map<string, Pick<Parameter, 'default' | 'prefix'>>;

/** The template with `{NAME}` for its parameters; undefined where it says more than a spec can. */
export function fromUrlTemplate(template: string, extras: ParameterExtras): string | undefined {
  const url = template
    // {{#if N}}:{{N}}{{else}}:80{{/if}}, and without the part behind `else`.
    .replaceAll(
      /\{\{#if (\w+)\}\}([^{}]*)\{\{(\w+)\}\}(?:\{\{else\}\}([^{}]*))?\{\{\/if\}\}/g,
      (whole, condition: string, prefix: string, name: string, otherwise: string | undefined) => {
        if (condition !== name || (otherwise !== undefined && !otherwise.startsWith(prefix))) return whole;
        const value = otherwise?.slice(prefix.length);
        extras.set(name, { ...(value !== undefined && { default: value }), ...(prefix !== '' && { prefix }) });
        return `{${name}}`;
      },
    )
    .replaceAll(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => `{${name}}`);
  return url.includes('{{') ? undefined : url;
}

/** The template without its conditions, so that there is something to name an endpoint by: what holds where none of them does. */
export function withoutConditions(template: string): string {
  return template
    .replaceAll(/\{\{#[^{}]*\}\}(?:(?!\{\{[#/]).)*?\{\{else\}\}/g, '')
    .replaceAll(/\{\{[#/][^{}]*\}\}/g, '')
    .replaceAll(/\{\{\s*(\w+)\s*\}\}/g, '{$1}');
}

export function toParameters(declared: readonly (string | UrlParameter)[], extras: ParameterExtras): Parameter[] {
  return declared.map((parameter) => {
    const { name, options, optional } =
      typeof parameter === 'string' ? { name: parameter } : (parameter as Partial<UrlParameter> & { name: string });
    const { default: wanted, prefix } = extras.get(name) ?? {};
    // One that cannot be chosen is no default of a spec: the template is kept as it is then.
    const value = wanted !== undefined && options?.includes(wanted) === false ? undefined : wanted;
    return {
      name,
      ...(options && { options: [...options] }),
      // A default makes it optional without saying so; a prefix needs that it is said.
      ...(optional === true && (value === undefined || prefix !== undefined) && { optional }),
      ...(value !== undefined && { default: value }),
      ...(prefix !== undefined && { prefix }),
    };
  });
}

/** The paths at which the URL of a protocol is cut, the usual one first. */
const requestPaths: Readonly<Partial<Record<Protocol, readonly string[]>>> = {
  'openai-chat': ['/chat/completions'],
  'openai-responses': ['/responses'],
  'anthropic-messages': ['/v1/messages', '/messages'],
};

/** Base URL and path of a whole URL; the path only where it is not the usual one. */
export function splitEndpoint(protocol: Protocol, url: string): Pick<Endpoint, 'base_url'> & { path?: string } {
  if (protocol === 'bedrock-converse') return { base_url: url };
  if (protocol === 'google-generative-ai') {
    if (url.endsWith('/v1beta')) return { base_url: url.slice(0, -'/v1beta'.length) };
    const { origin, rest } = splitOrigin(url);
    return { base_url: origin, path: `${rest}/models/{model}:streamGenerateContent` };
  }
  for (const [index, path] of (requestPaths[protocol] ?? []).entries()) {
    const at = url.lastIndexOf(path);
    const behind = url.slice(at + path.length);
    if (at === -1 || !(behind === '' || behind.startsWith('?'))) continue;
    return { base_url: url.slice(0, at), ...((index > 0 || behind !== '') && { path: path + behind }) };
  }
  const { origin, rest } = splitOrigin(url);
  return rest === '' || rest === '/' ? { base_url: url } : { base_url: origin, path: rest };
}

function splitOrigin(url: string): { origin: string; rest: string } {
  const { origin } = splitUrl(url);
  return { origin, rest: url.slice(origin.length) };
}
