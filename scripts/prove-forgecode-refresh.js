// npm run prove:forgecode-refresh -- <checkout> [file] [day]: what would a maintainer of tailcallhq/forgecode be shown? All providers of a
// checkout become specs, these are brought up to models.dev, and a copy of what the target edits gets the change. Prints the body of the pull
// request. The file is api.json of models.dev, by default that in the folder that PROVIDERSMITH_DATA names; the day is that on which it was had.
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

/** Rules that compare a model with the same in other lists: with what is new in one, those that did not change differ. */
const betweenLists = /^forgecode\/(limit-|image-contradiction|capability-contradiction|lost-model)/;

/** What an audit finds: the rule and what it is about, since the lines move. A tree that does not pass it ends the proof. */
function findingsIn(folder) {
  const { diagnostics, exit_code: code } = JSON.parse(run('audit', '-t', 'forgecode', '--into', folder, '--reporter', 'json').stdout);
  if (code !== 0) throw new Error(`${folder} does not pass the audit`);
  return diagnostics.map(({ code: rule, subject }) => `${rule} ${subject}`);
}

/** The text of provider.json in parts: each model by its provider and id with its value, and what is around them. */
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

/** What is changed that nobody wanted: lines of models that say the same, or more lines than values. */
function unwanted(before, after) {
  const [old, now] = [partsOf(before), partsOf(after)];
  const bare = ({ around }) => around.replaceAll(/[\s,]+/g, '');
  const found = bare(old) === bare(now) ? [] : ['something beside the models changed'];
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

/** Brings the specs of all providers up to the source, in a copy of what the target edits. @param choice whether a list is a choice of its maintainer */
function updated(choice) {
  rmSync(scratch, { recursive: true, force: true });
  for (const file of files) if (existsSync(join(checkout, file))) cpSync(join(checkout, file), join(tree, file));
  const imported = run('import', '-t', 'forgecode', '--from', tree, '-o', specs);
  if (imported.status !== 0) throw new Error(imported.stderr);
  const paths = readdirSync(specs).map((file) => join(specs, file));
  const lists = paths.filter((path) => /^models:/m.test(readFileSync(path, 'utf8')));
  if (choice) for (const path of lists) appendFileSync(path, 'pinned: [models]\n');
  const before = readFileSync(join(tree, catalog), 'utf8');
  const known = new Set(findingsIn(tree));
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
  const found = findingsIn(tree).filter((finding) => !known.has(finding));
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

const { body, before, after, again, known, found, ...counts } = updated(true);
const [old, now] = [partsOf(before).models, partsOf(after).models];
const changed = [...old].filter(([id, text]) => now.get(id) !== text);
const between = found.filter((finding) => betweenLists.test(finding));
const within = found.filter((finding) => !betweenLists.test(finding));
const wrong = unwanted(before, after);
const open = partsOf(updated(false).after).models;

console.log(body);
console.log(`${counts.specs} specs, ${counts.lists} with a list; ${old.size} models, of which ${changed.length} change`);
console.log(`without \`pinned: [models]\`, ${[...open.keys()].filter((id) => !old.has(id)).length} more models would come`);
console.log(
  `audit: passed before and after; ${known.size} findings before, after it ${within.length} new ones, and ${between.length} where a list differs from another that changed`,
);
for (const line of between) console.log(`    ${line}`);
const problems = [...within, ...wrong, ...again.map(({ path }) => `a second run changes ${path}`)];
if (changed.length === 0) problems.push('nothing changed');
for (const line of problems) console.log(`NO: ${line}`);
process.exitCode = problems.length === 0 ? 0 : 1;
