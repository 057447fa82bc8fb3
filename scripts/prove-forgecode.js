// npm run prove:forgecode -- <checkout>: checks the laws on a temporary copy of a real checkout, for every fixture spec.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const checkout = process.argv[2];
if (checkout === undefined || !existsSync(checkout)) {
  console.error('usage: npm run prove:forgecode -- <checkout of tailcallhq/forgecode>');
  process.exit(2);
}

const cli = join(root, 'dist/cli.cjs');
const files = JSON.parse(execFileSync(process.execPath, [cli, 'targets', '--reporter', 'json'], { encoding: 'utf8' })).targets.find(
  ({ id }) => id === 'forgecode',
).files;
const specs = [
  ...readdirSync(join(root, 'fixtures/specs'))
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .map((name) => join(root, 'fixtures/specs', name)),
  join(root, 'fixtures/targets/forgecode/every-form/every-form.yaml'),
];
const hasRustfmt = spawnSync('rustfmt', ['--version'], { stdio: 'ignore' }).status === 0;
const scratch = mkdtempSync(join(tmpdir(), 'providersmith-prove-'));
const tree = join(scratch, 'tree');

/** The current text of the target's files, by path. */
const bytes = (folder) =>
  new Map(files.map((file) => [file, existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined]));
const same = (a, b) => files.every((file) => a.get(file) === b.get(file));
const run = (args, input) => spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', input, maxBuffer: 64 << 20 });

function restore(original) {
  for (const [file] of original) cpSync(join(resolve(checkout), file), join(tree, file));
}

function prove(spec, original) {
  const into = ['-t', 'forgecode', '--into', tree];
  // In the unchanged tree, remove has nothing to do, or refuses a provider that already existed.
  const dry = run(['remove', spec, ...into, '--dry-run']);
  const existed = dry.status !== 0 || dry.stdout !== '';
  const patch = run(['diff', spec, ...into, '--draft']);
  if (patch.status !== 0) return { patch: `exit ${patch.status}: ${patch.stderr.split('\n')[0]}` };
  const additions = patch.stdout.split('\n').filter((line) => /^-(?!--)/.test(line)).length === 0;
  const git = spawnSync('git', ['apply', '--verbose', '-'], { cwd: tree, input: patch.stdout, encoding: 'utf8' });
  const byGit = bytes(tree);
  restore(original);
  const applied = run(['apply', spec, ...into, '--draft']);
  const result = bytes(tree);
  const again = run(['apply', spec, ...into, '--draft']);
  const unchanged = again.status === 0 && same(bytes(tree), result);
  const checked = run(['check', spec, ...into]);
  const rust = files.filter((file) => file.endsWith('.rs')).map((file) => join(tree, file));
  const format = hasRustfmt ? spawnSync('rustfmt', ['--check', '--edition', '2024', ...rust], { stdio: 'ignore' }).status === 0 : undefined;
  run(['remove', spec, ...into]);
  const removed = same(bytes(tree), original);
  restore(original);
  return {
    patch: patch.stdout === '' ? 'nothing to do' : additions ? 'additions only' : 'fills and changes',
    'git apply': yes(git.status === 0 || patch.stdout === ''),
    'apply = git apply': yes(applied.status === 0 && same(byGit, result)),
    rustfmt: format === undefined ? 'not installed' : yes(format),
    'apply again': yes(unchanged),
    check: yes(checked.status === 0),
    'remove restores': existed ? 'existed before' : yes(removed),
  };
}

const yes = (ok) => (ok ? 'ok' : 'FAILS');

try {
  cpSync(resolve(checkout), tree, { recursive: true, filter: (path) => !['.git', 'target', 'node_modules'].includes(basename(path)) });
  const original = bytes(tree);
  const table = Object.fromEntries(specs.map((spec) => [basename(spec), prove(spec, original)]));
  console.table(table);
  const failed = Object.entries(table).filter(([, row]) => Object.values(row).some((cell) => /^FAILS|^exit/.test(cell)));
  console.log(`${specs.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
