// The pages of targets that tell what they hold: their files, their protocols, their fields and an example, from the definition and the cases.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, code, table } from './markdown.js';

const protocolNames = {
  'openai-chat': 'Chat Completions',
  'openai-responses': 'Responses',
  'anthropic-messages': 'Messages',
  'google-generative-ai': 'Gemini generateContent',
  'bedrock-converse': 'Bedrock Converse',
  'ai-sdk': 'that of an AI SDK package',
};

/** The cases of a target that are files made of nothing, in this order. */
const examples = ['chat', 'responses', 'messages', 'google'];

export function targetPage(root, target, { fieldName, allFields }) {
  const { id, title, homepage, definition } = target;
  const { remarks = [], files } = definition;
  const parts = [
    `# ${title}`,
    [`How [${title}](${homepage}) is told of a provider.`, ...remarks].map(cell).join('\n\n'),
    `\`\`\`sh\n${command(target)}\n\`\`\``,
    ...(typeof files === 'object' ? [`## Files\n\n${fileTable(target)}`] : []),
    `## Protocols\n\n${wireTable(definition)}`,
    `## Key and headers\n\n${keyText(definition)}`,
    `## Fields\n\n${heldTable(target.held, fieldName, allFields)}`,
    `## Example\n\n${example(root, id)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** What puts the provider of the example in. An agent that is told of one provider alone takes it as a choice. */
function command({ id, inHome, definition: { files, parts } }) {
  if (typeof files === 'function') return `providersmith generate specs/acme.yaml -t ${id}`;
  const isChoice = parts.every(({ choice }) => choice);
  return `providersmith apply specs/acme.yaml -t ${id}${inHome ? '' : ' --into <folder>'}${isChoice ? ' --set-default' : ''}`;
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

function wireTable({ wires }) {
  return table(
    ['Protocol', 'In the file', 'The base URL is that of a request without'],
    Object.entries(wires).map(([protocol, { as, appends }]) =>
      protocol === 'ai-sdk'
        ? [protocolNames[protocol], as, 'what the package appends to its `baseURL`']
        : [protocolNames[protocol], as === '' ? '' : code(as), appends === '' ? 'anything: the whole URL' : code(appends)],
    ),
  );
}

function keyText({ key, headers }) {
  const said = [
    key?.stored
      ? `The key is kept elsewhere: ${cell(key.stored('acme', 'ACME_API_KEY'))}.`
      : key?.ref
        ? `The key is named by its variable: ${code(key.ref('ACME_API_KEY'))}.`
        : key?.names
          ? `The key is named by the entry: ${code(key.names('ACME_API_KEY'))} stands for ${code('ACME_API_KEY')}. The file has nothing else of it.`
          : 'The file cannot name a variable. A stand-in is written once, and never compared or overwritten: [`target/key`](../rules.md#target/key).',
  ];
  if (headers === 'none')
    said.push('It sends no headers of a provider. A spec that has some is refused: [`target/header`](../rules.md#target/header).');
  else if (headers?.escape) said.push('A header value that looks like a variable is escaped.');
  else if (headers)
    said.push(
      'A header value that looks like a variable would be filled in, and there is no way to escape it, so it is refused: [`target/header`](../rules.md#target/header).',
    );
  else said.push('Header values are sent as they are.');
  return said.join(' ');
}

function heldTable(held, fieldName, allFields) {
  const shown = allFields.filter((field) => held[field].how !== 'dropped' || held[field].why !== 'there is no place for it');
  const dropped = allFields.filter((field) => !shown.includes(field));
  const rows = shown.map((field) => [cell(fieldName(field)), code(field), held[field].how, cell(held[field].why ?? '')]);
  const rest = dropped.length === 0 ? '' : `\n\nThere is no place for: ${dropped.map((field) => code(field)).join(', ')}.`;
  return `${table(['Field', 'In the spec', 'Held', 'Why'], rows)}${rest}`;
}

function example(root, id) {
  for (const name of examples) {
    const folder = join(root, 'fixtures/targets', id, name, 'output/acme', id);
    if (!existsSync(folder)) continue;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const shown = files.map((file) => {
      const text = readFileSync(file, 'utf8').trimEnd();
      const fence = text.includes('```') ? '````' : '```';
      return `${code(file.slice(folder.length + 1))}:\n\n${fence}${languageOf(file)}\n${text}\n${fence}`;
    });
    return `What comes of \`fixtures/specs/acme/${name}.yaml\`.\n\n${shown.join('\n\n')}`;
  }
  throw new Error(`fixtures/targets/${id} has no case that is named after a protocol: ${examples.join(', ')}`);
}

function languageOf(file) {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? 'sh' : ({ yml: 'yaml', jsonc: 'json', env: 'sh' }[name.slice(dot + 1)] ?? name.slice(dot + 1));
}

/** Field by target: what `explain` says, for all fields of a spec. */
export function fieldsPage(targets, { fieldName, allFields }) {
  const marks = { exact: 'yes', approximated: 'in part', defaulted: 'host', dropped: '' };
  const rows = allFields.map((field) => [cell(fieldName(field)), ...targets.map(({ held }) => marks[held[field].how])]);
  return `# Fields by target

What each target makes of each field of a spec. \`providersmith explain <spec> -t <id>\` says it for one spec, with the reasons.

- yes: held as it is.
- in part: held, but less than the spec says.
- host: not written, since the agent fills it in by itself.
- nothing: there is no place for it.

A test changes each field of a spec and holds the table to what becomes of the output.

${table(['', ...targets.map(({ id }) => `[${id}](targets/${id}.md)`)], rows)}
`;
}
