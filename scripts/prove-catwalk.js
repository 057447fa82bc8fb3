// npm run prove:catwalk -- <clone>: what we write for catwalk is taken by its own Go types, which must know every field. Needs Go.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

/** The files of a spec, or what our CLI refuses it with. */
function generated(spec, index) {
  const out = join(work, String(index));
  const args = ['--reporter', 'json', 'generate', join(root, 'fixtures/specs', spec), '-t', 'catwalk', '-o', out];
  const run = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...args], { encoding: 'utf8' });
  const refusal = JSON.parse(run.stdout).diagnostics.find(({ severity }) => severity === 'error');
  if (refusal !== undefined) return { refusal: `${spec}: ${refusal.message}`, files: [] };
  const paths = readdirSync(out, { recursive: true }).filter((path) => path.endsWith('.json'));
  return { files: paths.map((path) => join(out, path)) };
}

const specs = ['', 'acme'].flatMap((folder) =>
  readdirSync(join(root, 'fixtures/specs', folder), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, name)),
);
goModule();
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
