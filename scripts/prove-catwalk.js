// npm run prove:catwalk -- <clone>: what we write for catwalk is taken by its own Go types, which must know every field: of our specs, and of
// each of its own entries after it was read into a spec. Needs Go.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const clone = process.argv[2];
if (clone === undefined || !existsSync(clone)) {
  console.error('usage: npm run prove:catwalk -- <clone of charmbracelet/catwalk>');
  process.exit(2);
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const work = mkdtempSync(join(tmpdir(), 'providersmith-catwalk-'));
const git = (...args) => execFileSync('git', args, { cwd: clone, encoding: 'utf8' });

/** A module with the types alone, so that nothing has to be downloaded. */
function goModule() {
  mkdirSync(join(work, 'pkg/catwalk'), { recursive: true });
  writeFileSync(join(work, 'go.mod'), 'module charm.land/catwalk\n');
  writeFileSync(join(work, 'pkg/catwalk/provider.go'), git('show', 'HEAD:pkg/catwalk/provider.go'));
  copyFileSync(join(root, 'scripts/prove-catwalk/main.go'), join(work, 'main.go'));
}

/** What our CLI says, the first error among it. */
function providersmith(...args) {
  const run = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), '--reporter', 'json', ...args], { encoding: 'utf8' });
  return JSON.parse(run.stdout).diagnostics.find(({ severity }) => severity === 'error')?.message;
}

/** The files of a spec, or what our CLI refuses it with. */
function generated(spec, index) {
  const out = join(work, 'made', String(index));
  const refusal = providersmith('generate', spec, '-t', 'catwalk', '-o', out);
  if (refusal !== undefined) return { refusal: `${basename(spec)}: ${refusal}`, files: [] };
  const paths = readdirSync(out, { recursive: true }).filter((path) => path.endsWith('.json'));
  return { files: paths.map((path) => join(out, path)) };
}

/** The specs of the entries that the clone has. */
function imported() {
  const configs = 'internal/providers/configs';
  const [from, out] = [join(work, 'clone'), join(work, 'specs')];
  mkdirSync(join(from, configs), { recursive: true });
  const names = git('ls-tree', '--name-only', `HEAD:${configs}`)
    .split('\n')
    .filter((name) => name.endsWith('.json'));
  for (const name of names) writeFileSync(join(from, configs, name), git('show', `HEAD:${configs}/${name}`));
  const problem = providersmith('import', '-t', 'catwalk', '--from', from, '-o', out);
  if (problem !== undefined) throw new Error(`its entries cannot be read: ${problem}`);
  return specsIn(out);
}

function specsIn(folder) {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
}

goModule();
const specs = [...['', 'acme'].flatMap((folder) => specsIn(join(root, 'fixtures/specs', folder))), ...imported()];
const results = specs.map(generated);
const files = results.flatMap((result) => result.files);
const run = spawnSync('go', ['run', '.', ...files], {
  cwd: work,
  encoding: 'utf8',
  env: { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off' },
});
for (const { refusal } of results) if (refusal !== undefined) console.log(`refused: ${refusal}`);
console.log(`${files.length} files of ${specs.length} specs, read by catwalk ${git('rev-parse', '--short=8', 'HEAD').trim()}`);
console.log(run.status === 0 ? 'all are taken' : `${run.error?.message ?? run.stdout}${run.stderr ?? ''}`);
rmSync(work, { recursive: true, force: true });
process.exitCode = run.status === 0 && files.length > 0 ? 0 : 1;
