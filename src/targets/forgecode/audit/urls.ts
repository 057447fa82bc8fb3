// The URLs of a provider, their templates, and the parameters that go into them.
import { quote, type Diagnostic, type JsonNode } from '../api.js';
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

/** Set by most shells, containers or systems, so that the value found is never the one that is meant. */
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
      yield valueDiagnostic(facts, 'duplicate-parameter', nameNode, at, `${quote(name)} is asked for twice`, {
        related: [[first, 'the first one']],
        hint: 'remove one',
      });
    else params.set(name, node);
    if (systemVariables.has(name))
      yield valueDiagnostic(facts, 'taken-variable', nameNode, at, `most systems set ${quote(name)} to something else`, {
        hint: 'give it a name that starts with the provider, such as ' + quote(`${subject.toUpperCase()}_${name}`),
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
        yield valueDiagnostic(facts, 'unknown-variable', node, `${subject}/${key}/${name}`, `nothing gives ${quote(name)} a value`, {
          hint: 'add it to `url_param_vars`',
        });
    }
    for (const { name, value } of template.defaults)
      yield* checkDefault(facts, node, `${subject}/${key}/${name}`, { name, value, parameter: params.get(name) });
  }
  if (!readable) return;
  for (const [name, node] of params) {
    if (!used.has(name))
      yield valueDiagnostic(facts, 'unused-parameter', node, `${subject}/${name}`, `no URL of this provider has {{${name}}} in it`, {
        hint: 'remove it, or put it into the URL',
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
    yield valueDiagnostic(facts, 'dead-default', node, subject, `${quote(value)} is never used: ${quote(name)} is not optional`, {
      related: [[parameter, 'the parameter']],
      hint: 'make it `"optional": true`, or take the default out of the template',
    });
  }
  if (choices.length > 0 && !choices.some((choice) => textOf(choice) === value)) {
    yield valueDiagnostic(facts, 'default-not-offered', node, subject, `${quote(value)} is none of the options of ${quote(name)}`, {
      related: [[options!, 'the options']],
      hint: 'add it to the options',
    });
  }
}

/** How the URL of a protocol ends, and what sends the request. */
const endpointPaths: Readonly<Record<string, string>> = {
  OpenAI: '/chat/completions',
  OpenAIResponses: '/responses',
  Anthropic: '/messages',
};

/** Protocols whose clients put the path behind the URL. */
const protocolsAppendingPath = ['Google', 'OpenCode', 'Bedrock'];

/** Providers whose path openai_responses/repository.rs keeps, and those for which chat.rs or anthropic.rs take another one. */
const idsKeepingPath = ['codex', 'opencode_zen', 'openai_responses_compatible'];
const idsWithOwnPath = ['codex', 'vertex_ai_anthropic'];

function* checkEndpoint(facts: Facts, entry: CatalogEntry): Generator<Diagnostic> {
  const subject = `${entryName(entry)}/url`;
  const node = entry.member('url');
  const protocol = textOf(entry.member('response_type'));
  const template = parseUrlTemplate(textOf(node) ?? '');
  if (!node || protocol === undefined || template.problem !== undefined || template.opaque || idsWithOwnPath.includes(entry.id ?? ''))
    return;
  // What a variable at the end stands for is not known.
  if (textOf(node)!.endsWith('}}')) return;
  const path = template.sample.split(/[?#]/)[0]!;
  const end = endpointPaths[protocol];
  if (end !== undefined && !path.endsWith(end))
    yield valueDiagnostic(facts, 'wrong-endpoint', node, subject, `${protocol} posts to this URL as it is, and it does not end in ${end}`, {
      hint: 'write the whole URL of the endpoint',
    });
  const whole = protocolsAppendingPath.includes(protocol) ? Object.values(endpointPaths).find((other) => path.endsWith(other)) : undefined;
  if (whole !== undefined)
    yield valueDiagnostic(
      facts,
      'wrong-endpoint',
      node,
      subject,
      `${protocol} puts a path behind this URL, and it ends in ${whole} already`,
      {
        hint: 'write the URL without the endpoint',
      },
    );
  const lost = /^[a-z]+:\/\/[^/]+(\/.*)$/.exec(path)?.[1];
  if (
    protocol === 'OpenAIResponses' &&
    lost !== undefined &&
    lost !== '/v1/responses' &&
    lost.endsWith('/responses') &&
    !idsKeepingPath.includes(entry.id ?? '')
  )
    yield valueDiagnostic(facts, 'replaced-path', node, subject, `requests go to /v1/responses of this host, not to ${lost}`, {
      hint: 'add the id to those whose path is kept, in openai_responses/repository.rs',
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
      `what goes to ${host} can be read on the way, the key too`,
      {
        hint: 'use https',
      },
    );
  }
}
