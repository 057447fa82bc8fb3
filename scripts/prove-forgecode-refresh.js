// npm run prove:forgecode-refresh -- <checkout> [file] [day]: imports all providers of a checkout of tailcallhq/forgecode, updates the specs
// from models.dev, and applies them to a copy of the files. Prints the pull request that a maintainer would get. The file is api.json of
// models.dev, by default the one in the folder PROVIDERSMITH_DATA; the day is the date of that file.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseTree } from 'jsonc-parser';
import { loadTarget } from '../dist/index.js';

const cli = join(dirname(fileURLToPath(import.meta.url)), '../dist/cli.cjs');
const [checkout, snapshot = join(process.env['PROVIDERSMITH_DATA'] ?? '', 'models.dev/api.json'), day] = process.argv.slice(2);
if (checkout === undefined || !existsSync(checkout) || !existsSync(snapshot)) {
  console.error('usage: npm run prove:forgecode-refresh -- <checkout of tailcallhq/forgecode> [<api.json of models.dev>] [<day>]');
  process.exit(2);
}

const scratch = mkdtempSync(join(tmpdir(), 'providersmith-refresh-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const [specs, tree] = [join(scratch, 'specs'), join(scratch, 'tree')];
const { files } = await loadTarget('forgecode');
const [catalog] = files;
const date = day ?? execFileSync('git', ['-C', checkout, 'log', '-1', '--format=%cs'], { encoding: 'utf8' }).trim();

const run = (...args) => spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });

/** Rules that compare a model with the same model in other lists, which differ as soon as one list is updated. */
const betweenLists = /^forgecode\/(limit-|image-contradiction|capability-contradiction|lost-model)/;

/** The diagnostics of an audit by rule and subject, since lines move. Fails for a tree that does not pass the audit. */
function auditedSubjects(folder) {
  const { diagnostics, exit_code: code } = JSON.parse(run('audit', '-t', 'forgecode', '--into', folder, '--reporter', 'json').stdout);
  if (code !== 0) throw new Error(`${folder} does not pass the audit`);
  return diagnostics.map(({ code: rule, subject }) => `${rule} ${subject}`);
}

/** Splits provider.json into the text of each model, by provider and id, and the text around them. */
function partsOf(text) {
  const models = new Map();
  let around = '';
  let end = 0;
  for (const entry of parseTree(text).children) {
    const member = (node, key) => node.children.find(({ children: [name] }) => name.value === key)?.children[1];
    for (const model of member(entry, 'models')?.children ?? []) {
      if (model.type !== 'object') continue;
      around += text.slice(end, model.offset);
      end = model.offset + model.length;
      models.set(`${member(entry, 'id').value}/${member(model, 'id').value}`, text.slice(model.offset, end));
    }
  }
  return { models, around: around + text.slice(end) };
}

/** The unwanted changes: changed lines of a model whose values are the same, or more changed lines than values. */
function unwanted(before, after) {
  const [old, now] = [partsOf(before), partsOf(after)];
  const bare = ({ around }) => around.replaceAll(/[\s,]+/g, '');
  const found = bare(old) === bare(now) ? [] : ['text outside the models changed'];
  for (const [id, text] of old.models) {
    const other = now.models.get(id);
    if (other === undefined || other === text) continue;
    const [value, next] = [JSON.parse(text), JSON.parse(other)];
    const changed = Object.keys({ ...value, ...next }).filter((key) => JSON.stringify(value[key]) !== JSON.stringify(next[key]));
    const lines = text.split('\n').filter((line) => !other.split('\n').includes(line));
    const touched = lines.filter((line) => !changed.some((key) => line.includes(`"${key}"`)));
    if (changed.length === 0 || touched.length > 0)
      found.push(`${id}: ${changed.join(', ') || 'white space'} changed ${touched.join(' ')}`);
  }
  return found;
}

/** Updates the specs of all providers and a copy of the target's files. @param isCurated  whether the maintainer curates each list, so that no model is added */
function updateCopy(isCurated) {
  rmSync(scratch, { recursive: true, force: true });
  for (const file of files) if (existsSync(join(checkout, file))) cpSync(join(checkout, file), join(tree, file));
  const imported = run('import', '-t', 'forgecode', '--from', tree, '-o', specs);
  if (imported.status !== 0) throw new Error(imported.stderr);
  const paths = readdirSync(specs).map((file) => join(specs, file));
  const lists = paths.filter((path) => /^models:/m.test(readFileSync(path, 'utf8')));
  if (isCurated) for (const path of lists) appendFileSync(path, 'pinned: [models]\n');
  const before = readFileSync(join(tree, catalog), 'utf8');
  const known = new Set(auditedSubjects(tree));
  const args = [
    ...paths,
    '--source',
    `models.dev=${snapshot}`,
    '--as-of',
    date,
    '-t',
    'forgecode',
    '--into',
    tree,
    '--draft',
    '--reporter',
  ];
  const { stdout } = run('models', 'update', ...args, 'markdown');
  const after = readFileSync(join(tree, catalog), 'utf8');
  const again = JSON.parse(run('models', 'diff', ...args, 'json').stdout);
  const found = auditedSubjects(tree).filter((subject) => !known.has(subject));
  return {
    body: stdout,
    specs: paths.length,
    lists: lists.length,
    before,
    after,
    again: [...again.changes, ...again.target],
    known,
    found,
  };
}

const { body, before, after, again, known, found, ...counts } = updateCopy(true);
const [old, now] = [partsOf(before).models, partsOf(after).models];
const changed = [...old].filter(([id, text]) => now.get(id) !== text);
const between = found.filter((subject) => betweenLists.test(subject));
const within = found.filter((subject) => !betweenLists.test(subject));
const wrong = unwanted(before, after);
const open = partsOf(updateCopy(false).after).models;

console.log(body);
console.log(`${counts.specs} specs, ${counts.lists} with a list; ${changed.length} of ${old.size} models change`);
console.log(`without \`pinned: [models]\`, ${[...open.keys()].filter((id) => !old.has(id)).length} more models would be added`);
console.log(
  `audit: passed before and after; ${known.size} diagnostics before, ${within.length} new ones after, and ${between.length} new differences between lists`,
);
for (const line of between) console.log(`    ${line}`);
const problems = [...within, ...wrong, ...again.map(({ path }) => `a second run changes ${path}`)];
if (changed.length === 0) problems.push('nothing changed');
for (const line of problems) console.log(`FAILS: ${line}`);
process.exitCode = problems.length === 0 ? 0 : 1;
