// The inverse of the templates in view.ts: Handlebars to `{NAME}` and parameters, a request URL to base URL and path.
import { splitUrl, type Endpoint, type Parameter, type Protocol } from '../api.js';

export interface UrlParameter {
  readonly name: string;
  readonly options?: readonly string[];
  readonly optional?: boolean;
}

/** What a template defines for its parameters, by name. */
type ParameterExtras = Map<string, Pick<Parameter, 'default' | 'prefix'>>;

/** The template with `{NAME}` for its parameters; undefined if a spec cannot express it. */
export function fromUrlTemplate(template: string, extras: ParameterExtras): string | undefined {
  const url = template
    // {{#if N}}:{{N}}{{else}}:80{{/if}}, and the same without `{{else}}`.
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

/** The template as it renders if no condition holds, so that an endpoint has a URL at all. */
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
    // A spec requires the default to be one of the options. Otherwise the template is kept verbatim.
    const value = wanted !== undefined && options?.includes(wanted) === false ? undefined : wanted;
    return {
      name,
      ...(options && { options: [...options] }),
      // A default implies `optional`; with a prefix it has to be explicit.
      ...(optional === true && (value === undefined || prefix !== undefined) && { optional }),
      ...(value !== undefined && { default: value }),
      ...(prefix !== undefined && { prefix }),
    };
  });
}

/** The paths that end the base URL of a protocol, the usual one first. */
const requestPaths: Readonly<Partial<Record<Protocol, readonly string[]>>> = {
  'openai-chat': ['/chat/completions'],
  'openai-responses': ['/responses'],
  'anthropic-messages': ['/v1/messages', '/messages'],
};

/** The base URL of a request URL, and its path if it is not the usual one. */
export function splitEndpoint(protocol: Protocol, url: string): Pick<Endpoint, 'base_url'> & { path?: string } {
  if (protocol === 'bedrock-converse') return { base_url: url };
  if (protocol === 'google-generative-ai') {
    if (url.endsWith('/v1beta')) return { base_url: url.slice(0, -'/v1beta'.length) };
    const { origin, rest } = splitOrigin(url);
    return { base_url: origin, path: `${rest}/models/{model}:streamGenerateContent` };
  }
  for (const [index, path] of (requestPaths[protocol] ?? []).entries()) {
    const at = url.lastIndexOf(path);
    const rest = url.slice(at + path.length);
    if (at === -1 || !(rest === '' || rest.startsWith('?'))) continue;
    return { base_url: url.slice(0, at), ...((index > 0 || rest !== '') && { path: path + rest }) };
  }
  const { origin, rest } = splitOrigin(url);
  return rest === '' || rest === '/' ? { base_url: url } : { base_url: origin, path: rest };
}

function splitOrigin(url: string): { origin: string; rest: string } {
  const { origin } = splitUrl(url);
  return { origin, rest: url.slice(origin.length) };
}
