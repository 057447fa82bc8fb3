// Applies specs to a copy of the Rust workspace in fixtures/, then runs its tests with warnings as errors, and rustfmt.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const has = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
if (!has('cargo')) {
  console.log('test:rust skipped: cargo is not installed');
  process.exit(0);
}

const specs = [
  'cline-pass.yaml',
  'cline.yaml',
  'meta.yaml',
  'minimax.yaml',
  'google-ai-studio.yaml',
  'amazon-bedrock.yaml',
  'azure.yaml',
  'vllm.yaml',
  'kimi-coding.yaml',
  'groq.json',
];
const paths = [
  ...specs.map((name) => join(root, 'fixtures/specs', name)),
  join(root, 'fixtures/targets/forgecode/every-form/every-form.yaml'),
  join(root, 'fixtures/targets/forgecode/placement/placed.yaml'),
];
const tree = mkdtempSync(join(tmpdir(), 'providersmith-rust-'));
// One folder for all runs, so that dependencies are compiled once.
const env = { ...process.env, CARGO_TARGET_DIR: join(root, '.cache/cargo'), RUSTFLAGS: '-D warnings' };
try {
  cpSync(join(root, 'fixtures/rust-workspace'), tree, { recursive: true });
  const tests = (label) => {
    const { status, stdout, stderr } = spawnSync('cargo', ['test', '--quiet', '--workspace'], { cwd: tree, env, encoding: 'utf8' });
    const passed = [...stdout.matchAll(/(\d+) passed/g)].reduce((sum, match) => sum + Number(match[1]), 0);
    if (status !== 0) throw new Error(`cargo test fails ${label}:\n${stdout}\n${stderr}`);
    console.log(`cargo test ${label}: ${passed} passed`);
    return passed;
  };
  const before = tests('on the unchanged fixture');
  execFileSync(process.execPath, [join(root, 'dist/cli.cjs'), 'apply', ...paths, '-t', 'forgecode', '--into', tree], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const after = tests(`with ${paths.length} specs applied`);
  // Each spec adds three tests of the id and one of the entry.
  if (after - before !== 4 * paths.length) throw new Error(`expected ${4 * paths.length} new tests, but found ${after - before}`);
  if (has('rustfmt')) {
    execFileSync('cargo', ['fmt', '--all', '--check'], { cwd: tree, env, stdio: 'inherit' });
    console.log('cargo fmt --check: clean');
  } else console.log('cargo fmt --check skipped: rustfmt is not installed');
} finally {
  rmSync(tree, { recursive: true, force: true });
}
