import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import { isLoopback } from '../../core/http.js';
import { splitUrl } from '../normalize.js';
import type { ParsedDocument } from '../parse-document.js';
import { fromPointer, toPointer } from '../../core/pointer.js';
import type { Parameter, ProviderSpec } from '../provider.js';
import { didYouMean, list, quote } from '../../core/text.js';

/** URLs must be safe and complete, and match the parameters. */
export function urlRules(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const urls = [...collectUrls(spec)];
  const parameters = spec.parameters ?? [];
  const ports = parameters.filter(({ prefix }) => prefix?.startsWith(':')).map(({ name }) => `{${name}}`);
  return [
    ...urls.flatMap(([field, url]) => urlProblems(field, url, ports, document)),
    ...undefinedParameters(spec, urls, document),
    ...unusedParameters(spec, urls, document),
    ...parameters.flatMap((parameter, index) => parameterProblems(parameter, index, document)),
  ];
}

function parameterNames(url: string): string[] {
  return [...url.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

function undefinedParameters(spec: ProviderSpec, urls: readonly UrlField[], document: ParsedDocument): Diagnostic[] {
  const names = (spec.parameters ?? []).map(({ name }) => name);
  // Google and Bedrock have the model in the path, for Messages too.
  const hasModelInPath = ({ protocol }: ProviderSpec['endpoints'][number]): boolean =>
    protocol !== 'openai-chat' && protocol !== 'openai-responses';
  const modelPaths = spec.endpoints.flatMap((endpoint, index) => (hasModelInPath(endpoint) ? [`/endpoints/${index}/path`] : []));
  return urls.flatMap(([field, url]) =>
    parameterNames(url)
      .filter((name) => !names.includes(name) && !(name === 'model' && modelPaths.includes(field)))
      .map((name) => {
        const near = didYouMean(name, names);
        return diagnose('spec/parameter', `\`{${name}}\` is not a parameter of this spec`, {
          at: document.locate(field, 'value', `{${name}}`),
          field,
          hint: near ? `did you mean \`{${near}}\`?` : names.length > 0 ? `parameters: ${list(names)}` : 'add it to `parameters`',
        });
      }),
  );
}

function unusedParameters(spec: ProviderSpec, urls: readonly UrlField[], document: ParsedDocument): Diagnostic[] {
  const used = new Set(urls.flatMap(([, url]) => parameterNames(url)));
  // Options of a target can contain templates with parameters.
  const templates = Object.values(spec.targets ?? {}).flatMap((options) =>
    Object.values(options ?? {}).filter((value) => typeof value === 'string'),
  );
  return (spec.parameters ?? []).flatMap(({ name }, index) => {
    if (used.has(name) || templates.some((text) => new RegExp(`\\{\\{[^{}]*\\b${name}\\b`).test(text))) return [];
    const field = toPointer(['parameters', index, 'name']);
    return diagnose('spec/parameter', `the parameter \`${name}\` is not used in any URL`, {
      at: document.locate(field),
      field,
      hint: `write \`{${name}}\` in the URL`,
    });
  });
}

function parameterProblems(parameter: Parameter, index: number, document: ParsedDocument): Diagnostic[] {
  const { name, prefix, optional, options } = parameter;
  const problem = (key: 'prefix' | 'default', message: string, hint: string): Diagnostic => {
    const field = toPointer(['parameters', index, key]);
    return diagnose('spec/order', message, { at: document.locate(field), field, hint });
  };
  const found: Diagnostic[] = [];
  if (prefix !== undefined && optional !== true)
    found.push(
      problem(
        'prefix',
        `the parameter \`${name}\` has a \`prefix\` but is not optional`,
        'move the prefix into the URL, or set `optional: true`',
      ),
    );
  if (parameter.default !== undefined && options && !options.includes(parameter.default))
    found.push(
      problem('default', `the default ${quote(parameter.default)} of \`${name}\` is not one of its options`, `options: ${list(options)}`),
    );
  return found;
}

type UrlField = readonly [field: string, url: string];

/** Every URL by its pointer, paths included. */
function* collectUrls(spec: ProviderSpec): Generator<UrlField> {
  for (const [index, endpoint] of spec.endpoints.entries()) {
    yield [`/endpoints/${index}/base_url`, endpoint.base_url];
    if (endpoint.path !== undefined) yield [`/endpoints/${index}/path`, endpoint.path];
  }
  if (spec.live_models) yield ['/live_models/url', spec.live_models.url];
  for (const [index, method] of spec.auth.entries()) {
    for (const key of ['authorization_url', 'token_url', 'key_exchange_url', 'registration_url', 'url'] as const) {
      const url = (method as unknown as Record<string, unknown>)[key];
      if (typeof url === 'string') yield [`/auth/${index}/${key}`, url];
    }
    if ('refresh' in method && method.refresh?.url !== undefined) yield [`/auth/${index}/refresh/url`, method.refresh.url];
  }
  for (const key of ['homepage', 'docs'] as const) if (spec[key] !== undefined) yield [`/${key}`, spec[key]];
}

/** @param ports parameters for a port, with the colon in their prefix */
function urlProblems(field: string, url: string, ports: readonly string[], document: ParsedDocument): Diagnostic[] {
  // Positions are slow to find.
  const problem = (code: 'spec/url' | 'spec/insecure-url', what: string, hint?: string): Diagnostic[] => {
    const details = { at: document.locate(field), field };
    return [diagnose(code, `\`${fromPointer(field).join('.')}\` ${what}`, hint === undefined ? details : { ...details, hint })];
  };
  if (/\{\{|\}\}/.test(url)) return problem('spec/url', 'has double braces', 'write a parameter as `{NAME}`');
  if (field.endsWith('/path')) return [];
  // A parameter can be the scheme and the host.
  if (/^\{[^{}]*\}(\/|$)/.test(url)) return pathProblems(field, url, problem);
  const { origin } = splitUrl(url);
  const authority = origin.replace(/^[^:]+:\/\//, '');
  const sample = url.replace(/^\{[^{}]*\}:/, 'https:').replaceAll(/\{[^{}]*\}/g, '1');
  if (authority === '' || /\s|\\/.test(url) || !URL.canParse(sample)) return problem('spec/url', `is ${quote(url)}, which is not a URL`);
  if (authority.includes('@')) return problem('spec/url', 'has a user name or password', 'name the variables of credentials in `auth`');
  const queryProblems = pathProblems(field, url, problem);
  if (queryProblems.length > 0) return queryProblems;
  const port = ports.find((parameter) => authority.endsWith(parameter)) ?? '';
  const host = authority.slice(0, authority.length - port.length).replace(/:[^:\]]*$/, '');
  const filledIn = /^(\{[A-Z0-9_]+\})+$/.test(host);
  if (!url.startsWith('http://') || isLoopback(host) || filledIn) return [];
  return problem(
    'spec/insecure-url',
    `uses plain http, but ${quote(host)} is not this machine`,
    `write \`https${url.slice('http'.length)}\``,
  );
}

function pathProblems(field: string, url: string, problem: (code: 'spec/url', what: string, hint?: string) => Diagnostic[]): Diagnostic[] {
  // Only the URL of a page can have a fragment.
  const isPage = /^\/(docs|homepage|auth\/\d+\/url)$/.test(field);
  if (url.includes('#') && !isPage) return problem('spec/url', 'has a fragment, which is never sent');
  if (field.endsWith('/base_url') && url.includes('?')) return problem('spec/url', 'has a query', 'move the query to `path`');
  return [];
}
