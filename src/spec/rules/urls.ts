import { diagnose, type Diagnostic } from '../../core/diagnostics.js';
import { isLoopback } from '../../core/hosts.js';
import { splitUrl } from '../normalize.js';
import type { ParsedDocument } from '../parse-document.js';
import { fromPointer, toPointer } from '../../core/pointer.js';
import type { ProviderSpec } from '../provider.js';
import { didYouMean, list, quote } from '../../core/text.js';

/** URLs are safe and complete, and agree with the parameters. */
export function urlRules(spec: ProviderSpec, document: ParsedDocument): Diagnostic[] {
  const urls = [...collectUrls(spec)];
  const ports = (spec.parameters ?? []).filter(({ prefix }) => prefix?.startsWith(':')).map(({ name }) => `{${name}}`);
  const found = urls.flatMap(([field, url]) => urlProblems(field, url, ports, document));
  const names = (spec.parameters ?? []).map((parameter) => parameter.name);
  // Google and Bedrock have the model in the path of a request, also of one in Messages.
  const inPath = spec.endpoints.map(({ protocol }) => protocol !== 'openai-chat' && protocol !== 'openai-responses');
  const modelPaths = new Set(inPath.flatMap((yes, index) => (yes ? [`/endpoints/${index}/path`] : [])));
  const used = new Set<string>();

  for (const [field, url] of urls) {
    for (const [, name = ''] of url.matchAll(/\{([^{}]*)\}/g)) {
      used.add(name);
      if (names.includes(name) || (name === 'model' && modelPaths.has(field))) continue;
      const near = didYouMean(name, names);
      found.push(
        diagnose('spec/parameter', `\`{${name}}\` is not a parameter of this spec`, {
          at: document.locate(field, 'value', `{${name}}`),
          field,
          hint: near ? `did you mean \`{${near}}\`?` : names.length > 0 ? `parameters: ${list(names)}` : 'add it to `parameters`',
        }),
      );
    }
  }
  // A target that has its template written out uses the names in its own way.
  const overridden = Object.values(spec.targets ?? {}).flatMap((options) =>
    Object.values(options ?? {}).filter((value) => typeof value === 'string'),
  );
  for (const [index, parameter] of (spec.parameters ?? []).entries()) {
    const path = (key: string): string => toPointer(['parameters', index, key]);
    const at = (key: string): { at: ReturnType<ParsedDocument['locate']>; field: string } => ({
      at: document.locate(path(key)),
      field: path(key),
    });
    if (!used.has(parameter.name) && !overridden.some((text) => new RegExp(`\\{\\{[^{}]*\\b${parameter.name}\\b`).test(text))) {
      found.push(
        diagnose('spec/parameter', `the parameter \`${parameter.name}\` stands in no URL`, {
          ...at('name'),
          hint: `write \`{${parameter.name}}\` where its value belongs`,
        }),
      );
    }
    if (parameter.prefix !== undefined && parameter.optional !== true) {
      found.push(
        diagnose('spec/order', `the parameter \`${parameter.name}\` has a \`prefix\` but is not optional`, {
          ...at('prefix'),
          hint: 'put the prefix into the URL, or set `optional: true`',
        }),
      );
    }
    if (parameter.default !== undefined && parameter.options && !parameter.options.includes(parameter.default)) {
      found.push(
        diagnose('spec/order', `the default ${quote(parameter.default)} of \`${parameter.name}\` is not one of its options`, {
          ...at('default'),
          hint: `options: ${list(parameter.options)}`,
        }),
      );
    }
  }
  return found;
}

/** Every URL by its pointer, paths included. */
function* collectUrls(spec: ProviderSpec): Generator<[field: string, url: string]> {
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

/** @param ports parameters that begin with the colon in front of a port */
function urlProblems(field: string, url: string, ports: readonly string[], document: ParsedDocument): Diagnostic[] {
  // A place is looked up only for what is found.
  const problem = (code: 'spec/url' | 'spec/insecure-url', what: string, hint?: string): Diagnostic[] => {
    const details = { at: document.locate(field), field };
    return [diagnose(code, `\`${fromPointer(field).join('.')}\` ${what}`, hint === undefined ? details : { ...details, hint })];
  };
  if (/\{\{|\}\}/.test(url)) return problem('spec/url', 'has double braces', 'a parameter is written `{NAME}`');
  if (field.endsWith('/path')) return [];
  // What the user fills in for the whole front is not known.
  if (/^\{[^{}]*\}(\/|$)/.test(url)) return afterHost(field, url, problem);
  const { origin } = splitUrl(url);
  const authority = origin.replace(/^[^:]+:\/\//, '');
  const sample = url.replace(/^\{[^{}]*\}:/, 'https:').replaceAll(/\{[^{}]*\}/g, '1');
  if (authority === '' || /\s|\\/.test(url) || !URL.canParse(sample)) return problem('spec/url', `is ${quote(url)}, which is not a URL`);
  if (authority.includes('@'))
    return problem('spec/url', 'has a user name or password', 'credentials belong to `auth`, by the name of a variable');
  const behind = afterHost(field, url, problem);
  if (behind.length > 0) return behind;
  const port = ports.find((parameter) => authority.endsWith(parameter)) ?? '';
  const host = authority.slice(0, authority.length - port.length).replace(/:[^:\]]*$/, '');
  const filledIn = /^(\{[A-Z0-9_]+\})+$/.test(host);
  if (!url.startsWith('http://') || isLoopback(host) || filledIn) return [];
  return problem(
    'spec/insecure-url',
    `is plain http, and ${quote(host)} is not this machine`,
    `write \`https${url.slice('http'.length)}\``,
  );
}

function afterHost(field: string, url: string, problem: (code: 'spec/url', what: string, hint?: string) => Diagnostic[]): Diagnostic[] {
  // A page for people can have one.
  const isPage = /^\/(docs|homepage|auth\/\d+\/url)$/.test(field);
  if (url.includes('#') && !isPage) return problem('spec/url', 'has a fragment, which is never sent');
  if (field.endsWith('/base_url') && url.includes('?')) return problem('spec/url', 'has a query', 'a query belongs to `path`');
  return [];
}
