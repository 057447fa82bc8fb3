// npm run prove:forgecode-history -- <clone>: replays the commits of tailcallhq/forgecode that change providers, and compares what
// providersmith writes with what people committed. Reads the files of each commit from git, without a checkout.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apply, importSpecs, loadTarget, remove } from '../dist/index.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const clone = process.argv[2];
if (clone === undefined || !existsSync(clone)) {
  console.error('usage: npm run prove:forgecode-history -- <clone of tailcallhq/forgecode with its history>');
  process.exit(2);
}

/** The commit that moved provider.json to its current place. */
const since = '21e1d664a';
const { files } = await loadTarget('forgecode');
const [catalog] = files;
const domain = files.find((file) => file.endsWith('forge_domain/src/provider.rs'));
const git = (...args) =>
  execFileSync('git', args, { cwd: clone, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
const logOf = (...paths) =>
  git('log', '--reverse', '--no-merges', '--format=%H %cs %s', `${since}..HEAD`, '--', ...paths)
    .trim()
    .split('\n')
    .map((line) => ({ commit: line.slice(0, 40), date: line.slice(41, 51), subject: line.slice(52) }));
const scratch = mkdtempSync(join(tmpdir(), 'providersmith-history-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const hasRustfmt = spawnSync('rustfmt', ['--version'], { stdio: 'ignore' }).status === 0;

/** The files of the target in a commit, by path, without those that do not exist in it. */
function filesAt(commit) {
  const found = new Map();
  for (const file of files) {
    try {
      found.set(file, git('show', `${commit}:${file}`));
    } catch {
      // The file does not exist in this commit.
    }
  }
  return found;
}

function writeTree(folder, tree) {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const readTree = (folder) =>
  new Map(files.filter((file) => existsSync(join(folder, file))).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
const sameTree = (a, b) => files.every((file) => a.get(file) === b.get(file));
const errorsOf = ({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
const options = (into) => ({ target: 'forgecode', into, draft: true, dryRun: false });
const isFormatted = (folder) =>
  !hasRustfmt ||
  spawnSync(
    'rustfmt',
    ['--check', '--edition', '2024', ...files.filter((file) => file.endsWith('.rs')).map((file) => join(folder, file))],
    {
      stdio: 'ignore',
    },
  ).status === 0;

/** Imports providers of a tree. @returns the paths of the specs */
async function specsOf(tree, ids, name) {
  if (ids.length === 0) return [];
  const out = join(scratch, name);
  rmSync(out, { recursive: true, force: true });
  const { written, diagnostics } = await importSpecs({ target: 'forgecode', from: tree, ids, out });
  const losses = diagnostics.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
  if (losses.length > 0) throw new Error(`import: ${losses.join('; ')}`);
  return written.map((file) => join(out, file));
}

/** The identifiers in each list of provider.rs. */
function surfaces(text) {
  const body = (start) => text.slice(text.indexOf(start), text.indexOf('\n    }\n', text.indexOf(start)));
  const all = (source, pattern) => [...source.matchAll(pattern)].map((match) => match.slice(1).join(' = '));
  return {
    const: new Set(all(text, /pub const (\w+): ProviderId\s*=\s*ProviderId\(Cow::Borrowed\("([^"]*)"\)\)/g)),
    list: new Set(all(body('fn built_in_providers'), /ProviderId::(\w+)/g)),
    arm: new Set(all(body('fn display_name'), /"([^"]+)"\s*=>\s*\{?\s*"([^"]+)"/g)),
    FromStr: new Set(all(body('fn from_str'), /"([^"]+)"\s*=>\s*\{?\s*ProviderId::(\w+)/g)),
  };
}

const minus = (a, b) => [...a].filter((item) => !b.has(item));
const testsIn = (tree) =>
  new Set(
    [...tree].filter(([path]) => path.endsWith('.rs')).flatMap(([, text]) => [...text.matchAll(/fn (test_\w+)/g)].map(([, name]) => name)),
  );

/** The differences between ours and theirs in each list, apart from other changes that people made in the commit. */
function compareRust(before, ours, theirs, added) {
  const [old, mine, people] = [before, ours, theirs].map((tree) => surfaces(tree.get(domain) ?? ''));
  const differ = [];
  const beside = [];
  for (const place of Object.keys(old)) {
    const isAdded = (item) => added.some((ident) => item.toLowerCase().replaceAll('-', '_').split(' = ').includes(ident));
    for (const item of minus(people[place], mine[place])) (isAdded(item) ? differ : beside).push(`${place} ${item} in theirs`);
    for (const item of minus(mine[place], people[place])) differ.push(`${place} ${item} in ours`);
    for (const item of minus(old[place], people[place])) beside.push(`${place} ${item} removed`);
  }
  return { differ, beside };
}

const entriesOf = (tree) => new Map(JSON.parse(tree.get(catalog) ?? '[]').map((entry) => [entry.id, entry]));
const json = (value) => JSON.stringify(value);

/** Why two provider.json differ: in values, in order or in white space. */
function whyDifferent(ours, theirs) {
  if (ours.get(catalog) === theirs.get(catalog)) return undefined;
  const [mine, people] = [entriesOf(ours), entriesOf(theirs)];
  const values = [...people.keys()].filter((id) => json(mine.get(id)) !== json(people.get(id)));
  const sorted = (entry) => json(Array.isArray(entry?.models) ? { ...entry, models: entry.models.map(json).toSorted() } : entry);
  const sortedKeys = (value) =>
    json(value, null) &&
    JSON.stringify(value, (_, member) =>
      typeof member === 'object' && member !== null && !Array.isArray(member)
        ? Object.fromEntries(Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    );
  if (values.length > 0) {
    if (values.every((id) => sorted(mine.get(id)) === sorted(people.get(id)))) return `models moved: ${values.join(', ')}`;
    if (values.every((id) => sortedKeys(mine.get(id)) === sortedKeys(people.get(id))))
      return `keys in a different order: ${values.join(', ')}`;
    return `VALUES: ${values.join(', ')}`;
  }
  if (json([...mine.keys()]) !== json([...people.keys()])) return 'entries in a different order';
  const [a, b] = [ours, theirs].map((tree) => tree.get(catalog).split('\n'));
  const at = b.findIndex((line, index) => line !== a[index]);
  return `white space, for example in line ${at + 1}: ${json(b[at]?.trim() ?? '')} in theirs, ${json(a[at]?.trim() ?? '')} in ours`;
}

/** How many of the tests that people added are in ours, regardless of the longer names of newer tests. */
async function compareTests(before, theirs, specs) {
  const folder = writeTree(join(scratch, 'tests'), before);
  for (const spec of specs) writeFileSync(spec, readFileSync(spec, 'utf8').replace(/^( *)tests: .*$/m, '$1tests: true'));
  await apply(specs, options(folder));
  const bare = (tree) => new Set([...testsIn(tree)].map((name) => name.replace(/_roundtrip$/, '')));
  const wanted = minus(bare(theirs), bare(before));
  return { count: wanted.length, missing: wanted.filter((name) => !bare(readTree(folder)).has(name)) };
}

async function addition(row, before, theirs, added, changed) {
  const parent = writeTree(join(scratch, 'parent'), before);
  const child = writeTree(join(scratch, 'child'), theirs);
  const specs = await specsOf(child, added, 'added');
  const first = await apply(specs, options(parent));
  row.clean = errorsOf(first).length === 0;
  if (!row.clean) return void row.why.push(...errorsOf(first));
  const ours = readTree(parent);
  row.formatted = isFormatted(parent) || !isFormatted(writeTree(join(scratch, 'old'), before));
  row.again = (await apply(specs, options(parent))).changes.length === 0;
  await remove(specs, options(parent));
  row.removed = sameTree(readTree(parent), before);

  // Changes that people made in other entries are applied too, so that the whole files can be compared.
  writeTree(parent, ours);
  await apply(await specsOf(child, changed, 'changed'), options(parent));
  const why = whyDifferent(readTree(parent), theirs);
  row.equal = why === undefined;
  if (why !== undefined) row.why.push(why);
  const idents = added.map((id) => id.replaceAll('-', '_'));
  const rust = compareRust(before, ours, theirs, idents);
  row.rust = rust.differ.length === 0;
  row.why.push(...rust.differ);
  row.beside.push(...changed.map((id) => `entry ${id}`), ...rust.beside);
  const tests = await compareTests(before, theirs, specs);
  row.tests = `${tests.count - tests.missing.length} of ${tests.count}`;
  if (tests.missing.length > 0) row.beside.push(`tests: ${tests.missing.join(' ')}`);
}

async function lists(row, before, theirs, changed) {
  const parent = writeTree(join(scratch, 'parent'), before);
  const child = writeTree(join(scratch, 'child'), theirs);
  const result = await apply(await specsOf(child, changed, 'changed'), options(parent));
  row.clean = errorsOf(result).length === 0;
  if (!row.clean) return void row.why.push(...errorsOf(result));
  row.again = (await apply(await specsOf(child, changed, 'changed'), options(parent))).changes.length === 0;
  const why = whyDifferent(readTree(parent), theirs);
  row.equal = why === undefined;
  if (why !== undefined) row.why.push(why);
}

async function historyOfCatalog() {
  const rows = [];
  for (const { commit, date, subject } of logOf(catalog)) {
    const [before, theirs] = [filesAt(`${commit}^`), filesAt(commit)];
    const [old, now] = [entriesOf(before), entriesOf(theirs)];
    const added = [...now.keys()].filter((id) => !old.has(id));
    const changed = [...now.keys()].filter((id) => old.has(id) && json(old.get(id)) !== json(now.get(id)));
    const other = changed.some((id) => json({ ...old.get(id), models: 0 }) !== json({ ...now.get(id), models: 0 }));
    const kind = added.length > 0 ? 'adds' : other ? undefined : 'models';
    if (kind === undefined) continue;
    const row = { kind, date, commit: commit.slice(0, 9), subject, ids: added.length > 0 ? added : changed, why: [], beside: [] };
    rows.push(row);
    try {
      if (kind === 'adds') await addition(row, before, theirs, added, changed);
      else await lists(row, before, theirs, changed);
    } catch (error) {
      row.clean = false;
      row.why.push(error.message.split('\n')[0]);
    }
  }
  return rows;
}

/** Whether one spec applies to the tree of every commit. */
async function everyTree() {
  const spec = join(root, 'fixtures/specs/cline-pass.yaml');
  const failed = [];
  const commits = logOf(...files.filter((file) => file !== 'README.md'));
  for (const { commit } of commits) {
    const before = filesAt(commit);
    const folder = writeTree(join(scratch, 'every'), before);
    const result = await apply([spec], options(folder));
    const again = await apply([spec], options(folder));
    await remove([spec], options(folder));
    const problems = [
      ...errorsOf(result),
      ...(again.changes.length > 0 ? ['a second apply changes something'] : []),
      ...(sameTree(readTree(folder), before) ? [] : ['remove does not restore']),
    ];
    if (problems.length > 0) failed.push(`${commit.slice(0, 9)}: ${problems.join('; ')}`);
  }
  return { trees: commits.length, failed };
}

const mark = (value) => (value === undefined ? '-' : value ? 'yes' : 'NO');

const start = performance.now();
const rows = await historyOfCatalog();
for (const kind of ['adds', 'models']) {
  const own = rows.filter((row) => row.kind === kind);
  const count = (key) => own.filter((row) => row[key] === true).length;
  console.log(kind === 'adds' ? '\nCommits that add providers' : '\nCommits that change model lists only');
  for (const row of own) {
    const marks = kind === 'adds' ? ['clean', 'equal', 'rust', 'formatted', 'again', 'removed'] : ['clean', 'equal', 'again'];
    console.log(
      `${row.date} ${row.commit} ${marks.map((key) => `${key} ${mark(row[key])}`).join(', ')}  ${row.ids.join(' ')}${row.tests === undefined ? '' : `, tests ${row.tests}`}`,
    );
    for (const why of row.why) console.log(`    ${why}`);
    for (const beside of row.beside) console.log(`    beside: ${beside}`);
  }
  console.log(`${own.length} commits: ${count('clean')} apply without errors, ${count('equal')} give the same bytes in provider.json`);
}
const { trees, failed } = await everyTree();
console.log(`\ncline-pass on every tree: ${trees - failed.length} of ${trees}${failed.length > 0 ? `\n${failed.join('\n')}` : ''}`);
if (!hasRustfmt) console.log('formatting: skipped, rustfmt is not installed');
console.log(`${((performance.now() - start) / 1000).toFixed(0)} s`);
process.exitCode = rows.every((row) => row.clean) && failed.length === 0 ? 0 : 1;
