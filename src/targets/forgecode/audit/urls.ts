// Checks the URLs of each entry, their templates, and their parameters.
import { quote, type Diagnostic, type JsonNode } from '../api.js';
import { idsKeepingResponsesPath } from '../limits.js';
import { valueDiagnostic } from './diagnostics.js';
import { entryName, type CatalogEntry, type Facts } from './facts.js';
import { elementsOf, memberOf, textOf } from './json-nodes.js';
import { parseUrlTemplate } from './url-template.js';

export function checkUrls(facts: Facts): Diagnostic[] {
  return facts.entries.flatMap((entry) => [
    ...checkParameters(facts, entry),
    ...checkEndpoint(facts, entry),
    ...checkInsecureUrls(facts, entry),
  ]);
}

/** Variables that most shells, containers or systems set to something else. */
const systemVariables = new Set(['HOME', 'HOST', 'HOSTNAME', 'LANG', 'LOGNAME', 'PATH', 'PWD', 'SHELL', 'TERM', 'TMPDIR', 'USER']);

function* checkParameters(facts: Facts, entry: CatalogEntry): Generator<Diagnostic> {
  const subject = entryName(entry);
  const params = new Map<string, JsonNode>();
  for (const node of elementsOf(entry.member('url_param_vars'))) {
    const nameNode = node.type === 'object' ? memberOf(node, 'name') : node;
    const name = textOf(nameNode);
    if (!nameNode || name === undefined) continue;
    const at = `${subject}/${name}`;
    const first = params.get(name);
    if (first)
      yield valueDiagnostic(facts, 'duplicate-parameter', nameNode, at, `duplicate parameter ${quote(name)}`, {
        related: [[first, 'the first one']],
        hint: 'remove one',
      });
    else params.set(name, node);
    if (systemVariables.has(name))
      yield valueDiagnostic(facts, 'taken-variable', nameNode, at, `most systems already set the variable ${quote(name)}`, {
        hint: 'start the name with the provider, for example ' + quote(`${subject.toUpperCase()}_${name}`),
      });
  }

  const used = new Set<string>();
  let readable = true;
  for (const key of ['url', 'models']) {
    const node = entry.member(key);
    const text = textOf(node);
    if (!node || text === undefined) continue;
    const template = parseUrlTemplate(text);
    readable &&= template.problem === undefined && template.opaque === undefined;
    if (template.problem !== undefined) {
      yield valueDiagnostic(facts, 'template-syntax', node, `${subject}/${key}`, template.problem);
      continue;
    }
    for (const name of template.names) {
      used.add(name);
      if (!params.has(name))
        yield valueDiagnostic(
          facts,
          'unknown-variable',
          node,
          `${subject}/${key}/${name}`,
          `the template uses ${quote(name)}, which is not declared`,
          {
            hint: 'add it to `url_param_vars`',
          },
        );
    }
    for (const { name, value } of template.defaults)
      yield* checkDefault(facts, node, `${subject}/${key}/${name}`, { name, value, parameter: params.get(name) });
  }
  if (!readable) return;
  for (const [name, node] of params) {
    if (!used.has(name))
      yield valueDiagnostic(facts, 'unused-parameter', node, `${subject}/${name}`, `no URL of the entry contains {{${name}}}`, {
        hint: 'remove it, or add it to the URL',
      });
  }
}

function* checkDefault(
  facts: Facts,
  node: JsonNode,
  subject: string,
  { name, value, parameter }: { name: string; value: string; parameter: JsonNode | undefined },
): Generator<Diagnostic> {
  if (!parameter) return;
  const options = memberOf(parameter, 'options');
  const choices = elementsOf(options);
  if (memberOf(parameter, 'optional')?.value !== true) {
    yield valueDiagnostic(
      facts,
      'dead-default',
      node,
      subject,
      `the default ${quote(value)} is never used, because ${quote(name)} is not optional`,
      {
        related: [[parameter, 'the parameter']],
        hint: 'add `"optional": true`, or remove the default from the template',
      },
    );
  }
  if (choices.length > 0 && !choices.some((choice) => textOf(choice) === value)) {
    yield valueDiagnostic(facts, 'default-not-offered', node, subject, `the default ${quote(value)} is not an option of ${quote(name)}`, {
      related: [[options!, 'the options']],
      hint: 'add it to the options',
    });
  }
}

/** The end of the URL that the client of each protocol posts to. */
const endpointPaths: Readonly<Record<string, string>> = {
  OpenAI: '/chat/completions',
  OpenAIResponses: '/responses',
  Anthropic: '/messages',
};

/** Protocols whose clients append the path to the URL. */
const protocolsAppendingPath = ['Google', 'OpenCode', 'Bedrock'];

/** Providers whose path chat.rs or anthropic.rs replaces. */
const idsWithOwnPath = ['codex', 'vertex_ai_anthropic'];

function* checkEndpoint(facts: Facts, entry: CatalogEntry): Generator<Diagnostic> {
  const subject = `${entryName(entry)}/url`;
  const node = entry.member('url');
  const protocol = textOf(entry.member('response_type'));
  const template = parseUrlTemplate(textOf(node) ?? '');
  if (!node || protocol === undefined || template.problem !== undefined || template.opaque || idsWithOwnPath.includes(entry.id ?? ''))
    return;
  // The value of a variable at the end is unknown.
  if (textOf(node)!.endsWith('}}')) return;
  const path = template.sample.split(/[?#]/)[0]!;
  const end = endpointPaths[protocol];
  if (end !== undefined && !path.endsWith(end))
    yield valueDiagnostic(
      facts,
      'wrong-endpoint',
      node,
      subject,
      `${protocol} posts to this URL unchanged, but it does not end in ${end}`,
      {
        hint: 'write the full URL of the endpoint',
      },
    );
  const whole = protocolsAppendingPath.includes(protocol) ? Object.values(endpointPaths).find((other) => path.endsWith(other)) : undefined;
  if (whole !== undefined)
    yield valueDiagnostic(
      facts,
      'wrong-endpoint',
      node,
      subject,
      `${protocol} appends a path to this URL, but it already ends in ${whole}`,
      {
        hint: 'remove the path of the endpoint',
      },
    );
  const lost = /^[a-z]+:\/\/[^/]+(\/.*)$/.exec(path)?.[1];
  if (
    protocol === 'OpenAIResponses' &&
    lost !== undefined &&
    lost !== '/v1/responses' &&
    lost.endsWith('/responses') &&
    !idsKeepingResponsesPath.includes(entry.id ?? '')
  )
    yield valueDiagnostic(facts, 'replaced-path', node, subject, `requests are sent to /v1/responses on this host, not to ${lost}`, {
      hint: 'add the id to those that keep their path in openai_responses/repository.rs',
    });
}

function* checkInsecureUrls(facts: Facts, entry: CatalogEntry): Generator<Diagnostic> {
  const configs = elementsOf(entry.member('auth_methods')).flatMap(
    (method) => method.children?.map((property) => property.children?.[1]) ?? [],
  );
  const oauth = configs.flatMap((config) =>
    ['auth_url', 'token_url', 'token_refresh_url'].map((key) => [key, memberOf(config, key)] as const),
  );
  for (const [key, node] of [['url', entry.member('url')], ['models', entry.member('models')], ...oauth] as const) {
    const host = /^http:\/\/([^/:?#]*)/.exec(textOf(node) ?? '')?.[1];
    if (!node || host === undefined || host.startsWith('{{') || /^(localhost|127\..*|\[|0\.0\.0\.0)/.test(host)) continue;
    yield valueDiagnostic(
      facts,
      'insecure-url',
      node,
      `${entryName(entry)}/${key}`,
      `requests to ${host}, including the key, are not encrypted`,
      {
        hint: 'use https',
      },
    );
  }
}
