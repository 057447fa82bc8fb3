// Reports the runs: a matrix for the terminal, and docs/reference/compatibility.md.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocols, root } from './specs.js';

const ids = Object.keys(protocols);

export function printMatrix(rows) {
  console.table(
    Object.fromEntries(
      rows.map(({ agent, outcome, pairs }) => [
        `${agent.id} ${agent.version}`,
        Object.fromEntries(ids.map((id) => [id, pairs?.[id].outcome ?? outcome])),
      ]),
    ),
  );
  for (const { agent, reason } of rows) if (reason !== undefined) console.log(`${agent.id}: ${reason}`);
  const pairs = rows.flatMap((row) => Object.values(row.pairs ?? {}));
  const count = (outcome) => pairs.filter((pair) => pair.outcome === outcome).length;
  const working = rows.filter((row) => Object.values(row.pairs ?? {}).some(({ outcome }) => outcome === 'works')).length;
  console.log(`${working} agents, ${count('works')} pairs work, ${count('refused')} refused, ${count('FAILS')} fail`);
}

/** Prints each case, and whether one of them fails. */
export function reportFails(rows) {
  let fails = false;
  for (const { agent, pairs } of rows) {
    for (const [protocol, { outcome, reason, note, cells }] of Object.entries(pairs ?? {})) {
      const parts = [note, reason, ...Object.entries(cells).map(([name, text]) => `${name}: ${text}`)].filter((text) => text !== undefined);
      console.log(`${agent.id} ${protocol} ${outcome}${parts.map((text) => `\n    ${text}`).join('')}`);
      fails ||= outcome === 'FAILS';
    }
  }
  return fails;
}

/** Writes docs/reference/compatibility.md. */
export function writePage(rows) {
  const run = rows.filter(({ pairs }) => pairs !== undefined);
  const title = ({ agent }) => `[${agent.id}](targets/${agent.target}.md)`;
  const table = (head, lines) => [
    `| ${head.join(' | ')} |`,
    `| ${head.map(() => '---').join(' | ')} |`,
    ...lines.map((line) => `| ${line.join(' | ')} |`),
  ];
  const matrix = run.map((row) => [title(row), row.agent.version, ...ids.map((id) => words[row.pairs[id].outcome])]);
  const pairs = run.flatMap((row) => ids.map((id) => ({ row, id, pair: row.pairs[id] })));
  const taken = pairs.filter(({ pair }) => pair.outcome === 'works' || pair.outcome === 'FAILS');
  const refused = pairs.filter(({ pair }) => pair.outcome === 'refused' && !pair.reason.includes('supports none of the protocols of '));
  const count = (outcome) => pairs.filter(({ pair }) => pair.outcome === outcome).length;
  const text = [
    '# Compatibility',
    '',
    `\`npm run prove:agents\` on ${new Date().toISOString().slice(0, 10)}: tested with real agents, each in a new home directory, with a local server as its only network, and one prompt. ${count('works')} pairs of agent and protocol work, with ${new Set(taken.map(({ row: { agent } }) => agent.package ?? agent.id)).size} agents. The server checks the path, the model id, the header with the key, another header, and the output limit if it is sent; the agent must print the answer.`,
    '',
    ...table(['target', 'version', ...ids], matrix),
    '',
    'An empty cell is a protocol that the agent does not speak.',
    '',
    '## Harder cases',
    '',
    '- **shared file**: the home directory has a configuration with comments, other settings and another provider. Both providers work, all other bytes stay, and `remove` restores the files.',
    '- **no key**: the variable of the key is not set.',
    '- **odd model**: an id with `/` and `:`.',
    '- **header values**: values that look like variables, such as `$HOME` and `${HOME}`. They arrive unchanged, or are refused before anything is written.',
    '',
    ...table(
      ['target', 'protocol', 'shared file', 'no key', 'odd model', 'header values'],
      taken.map(({ row, id, pair }) => [
        title(row),
        pair.note === undefined ? id : `${id}, ${pair.note}`,
        ...['beside', 'unset', 'oddModel', 'headerValues'].map((name) => cellText(pair.cells[name] ?? pair.reason)),
      ]),
    ),
    ...section(
      'Misread',
      pairs.filter(({ pair }) => pair.outcome === 'misread').map(({ row, id, pair }) => `- ${title(row)}, ${id}: ${pair.reason}`),
    ),
    ...section(
      'Refused',
      refused.map(({ row, id, pair }) => `- ${title(row)}, ${id}: ${pair.reason}`),
    ),
    ...section(
      'Not run',
      rows
        .filter(({ pairs: all }) => all === undefined)
        .map(
          (row) => `- ${title(row)} ${row.agent.version}, ${row.outcome}: ${row.reason.replaceAll(/:? ?(reading )?https?:\/\/\S+/g, '')}`,
        ),
    ),
    '',
  ].join('\n');
  writeFileSync(join(root, 'docs/reference/compatibility.md'), text);
}

const words = { works: 'works', refused: '', misread: 'misread', FAILS: '**fails**' };
const cellText = (text) => text.replaceAll('|', String.raw`\|`);
const section = (title, lines) => (lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines]);
