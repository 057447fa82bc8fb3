// The pages of targets: files, protocols, field support and an example, from the definition and its cases; and the index of all targets.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, code, fenced, runIn, table } from './markdown.js';

const protocolNames = {
  'openai-chat': 'Chat Completions',
  'openai-responses': 'Responses',
  'anthropic-messages': 'Messages',
  'google-generative-ai': 'Gemini generateContent',
  'bedrock-converse': 'Bedrock Converse',
  'ai-sdk': 'that of an AI SDK package',
};

/** The cases that can be the example of a page, the preferred one first. */
const exampleCases = ['chat', 'responses', 'messages', 'google'];

export function targetsPage(targets) {
  const rows = targets.map(({ id, title, kind, homepage, files, accepts }) => [
    `[${id}](${id}.md)`,
    `[${cell(title)}](${homepage})`,
    kind,
    files.map(code).join('<br>'),
    accepts.protocols.map(code).join('<br>'),
    accepts.auth.map(code).join('<br>'),
  ]);
  return `# Targets

A target is a place that has to know a provider. Its kind says where its files are:

- \`config\`: the configuration of an agent, in the home directory or in a project.
- \`checkout\`: a checkout of the agent's own source.
- \`artifact\`: files that stand alone.

${table(['Id', 'Agent', 'Kind', 'Files', 'Protocols', 'Logins'], rows)}

\`providersmith explain <spec>\` prints what each target can hold of one spec. [Adding a target](../../internals/adding-a-target.md) explains how to add one.
`;
}

export function targetPage(root, target, { fieldLabel, allFields }) {
  const { id, title, homepage, definition } = target;
  const { remarks = [] } = definition;
  const example = exampleOf(root, id);
  const parts = [
    `# ${title}`,
    [`How [${title}](${homepage}) is configured for a provider.`, ...remarks].map(cell).join('\n\n'),
    `In a clone of this repository:\n\n${runIn('clone')}\n${fenced(command(target, example.spec))}`,
    ...(target.kind === 'config' ? [`## Files\n\n${fileTable(target)}`] : []),
    `## Protocols\n\n${protocolTable(definition)}`,
    `## Key and headers\n\n${keyText(definition)}`,
    `## Fields\n\n${supportTable(target.fieldSupport, fieldLabel, allFields)}`,
    `## Example\n\nThe output for [${example.spec}](../../../${example.spec}):\n\n${example.files.join('\n\n')}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The command that adds the provider of the example. An agent whose every entry is a choice of the user needs `--set-default`. */
function command({ id, kind, inHome, definition: { parts } }, spec) {
  if (kind === 'artifact') return `providersmith generate ${spec} -t ${id}`;
  const isChoice = parts.every(({ choice }) => choice);
  return `providersmith apply ${spec} -t ${id}${inHome ? '' : ' --into .'}${isChoice ? ' --set-default' : ''}`;
}

function fileTable({ inHome, definition: { files } }) {
  const home = inHome ? '~/' : '';
  return table(
    [inHome ? 'User' : 'In the folder', 'Project', 'Format', 'Other names'],
    Object.values(files).map(({ user, project, format, elsewhere }) => [
      code(`${home}${user}`),
      project === undefined ? 'none' : code(project),
      format,
      [...(elsewhere?.user ?? []).map((path) => `${home}${path}`), ...(elsewhere?.project ?? [])].map(code).join('<br>'),
    ]),
  );
}

function protocolTable({ protocols }) {
  return table(
    ['Protocol', 'Name in the file', 'Appended to the base URL'],
    Object.entries(protocols).map(([protocol, { name, appends }]) =>
      protocol === 'ai-sdk'
        ? [protocolNames[protocol], name, 'what the package appends to its `baseURL`']
        : [protocolNames[protocol], name === '' ? '' : code(name), appends === '' ? 'nothing: the file has the whole URL' : code(appends)],
    ),
  );
}

function keyText({ key, headers }) {
  const header = '[`target/header`](../rules.md#target/header)';
  return [
    key?.howToStore
      ? `The agent keeps the key in a store of its own: ${cell(key.howToStore('acme', 'ACME_API_KEY'))}.`
      : key?.reference
        ? `The file names the variable of the key: ${code(key.reference('ACME_API_KEY'))}.`
        : key?.entryNameFor
          ? `The name of the entry determines the variable of the key: ${code(key.entryNameFor('ACME_API_KEY'))} for ${code('ACME_API_KEY')}.`
          : 'The file cannot name a variable. A placeholder is written once, and never compared or overwritten: [`target/key`](../rules.md#target/key).',
    headers === 'none'
      ? `The agent sends no custom headers. A spec with headers is refused: ${header}.`
      : headers?.escaping
        ? 'A header value that looks like a variable is escaped.'
        : headers
          ? `The agent would expand a header value that looks like a variable, and has no way to escape it, so it is refused: ${header}.`
          : 'Header values are sent unchanged.',
  ].join(' ');
}

/** A table of the fields. Many dropped fields have the same reason, and are a list below it. */
function supportTable(support, fieldLabel, allFields) {
  const dropped = allFields.filter((field) => support[field].how === 'dropped');
  const reasons = [...new Set(dropped.map((field) => support[field].why))];
  const listed = reasons
    .map((why) => ({ why, fields: dropped.filter((field) => support[field].why === why) }))
    .filter(({ fields }) => fields.length > 3);
  const inList = new Set(listed.flatMap(({ fields }) => fields));
  const rows = allFields
    .filter((field) => !inList.has(field))
    .map((field) => [cell(fieldLabel(field)), code(field), support[field].how, cell(support[field].why ?? '')]);
  const lists = listed.map(({ why, fields }) => `\n\nDropped, ${cell(why)}: ${fields.map(code).join(', ')}.`);
  return table(['Field', 'In the spec', 'Support', 'Why'], rows) + lists.join('');
}

/** The spec and the output files of the first case that has output. */
function exampleOf(root, id) {
  const cases = exampleCases.map((name) => join(root, 'fixtures/targets', id, name)).filter(existsSync);
  if (cases.length === 0) throw new Error(`fixtures/targets/${id} has none of the cases ${exampleCases.join(', ')}`);
  for (const folder of cases) {
    const output = join(folder, 'output/acme', id);
    if (!existsSync(output)) continue;
    const files = readdirSync(output, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const spec = `fixtures/specs/${readFileSync(join(folder, 'specs'), 'utf8').trim()}`;
    return { spec, files: files.map((file) => shown(file, file.slice(output.length + 1))) };
  }
  throw new Error(`fixtures/targets/${id}: no output in ${cases.map((folder) => folder.slice(root.length + 1)).join(', ')}`);
}

function shown(file, name) {
  const text = readFileSync(file, 'utf8').trimEnd();
  const fence = text.includes('```') ? '````' : '```';
  return `${code(name)}:\n\n${fence}${languageOf(file)}\n${text}\n${fence}`;
}

/** Files of the shell are `bash`, because a page's `sh` blocks are commands to run. */
function languageOf(file) {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const extension = dot <= 0 ? 'sh' : name.slice(dot + 1);
  return { yml: 'yaml', jsonc: 'json', env: 'bash', sh: 'bash' }[extension] ?? extension;
}
