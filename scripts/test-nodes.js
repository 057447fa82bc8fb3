// Runs the packed command line and the tests with each line of Node that is supported, and prints a table.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { hasRuntimes, installRuntime } from './node-runtime.js';
import { packAndInstall, root } from './pack.js';

/** The lowest that package.json allows, and a recent one of each line after it. */
const versions = ['20.19.0', '22.23.3', '24.21.0'];
const spec = 'fixtures/specs/cline-pass.yaml';
const tree = 'fixtures/rust-workspace';

/** What a step says, or the end of what it complained about. */
function step(node, args, cwd = root) {
  const env = { ...process.env, NO_COLOR: '1', PATH: dirname(node) + delimiter + process.env.PATH };
  try {
    return { text: execFileSync(node, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) };
  } catch (error) {
    return { text: '', problem: `${error.stdout ?? ''}${error.stderr ?? ''}`.trim() || error.message };
  }
}

/** Every step with one runtime. `diff` must give the same bytes with each. */
function steps(node, command, out) {
  const run = (...args) => step(node, [command, ...args]);
  return {
    runtime: step(node, ['--version']),
    '--version': run('--version'),
    validate: run('validate', spec),
    generate: run('generate', spec, '-o', out),
    diff: run('diff', spec, '-t', 'forgecode', '--into', tree),
    tests: step(node, ['node_modules/vitest/vitest.mjs', 'run']),
  };
}

function testAll(folder) {
  const { command } = packAndInstall(folder);
  const rows = {};
  const problems = [];
  let patch;
  for (const version of versions) {
    const results = steps(installRuntime(version), command, join(folder, version));
    patch ??= results.diff.text;
    if (results.runtime.text.trim() !== `v${version}`) results.runtime.problem ??= `it is ${results.runtime.text.trim()}`;
    if (results.diff.text !== patch || patch === '') results.diff.problem ??= 'no patch, or another one than with the first runtime';
    rows[version] = Object.fromEntries(Object.entries(results).map(([name, { problem }]) => [name, problem ? 'FAILED' : 'ok']));
    for (const [name, { problem }] of Object.entries(results))
      if (problem) problems.push(`Node ${version}, ${name}:\n${problem.split('\n').slice(-40).join('\n')}`);
  }
  console.table(rows);
  for (const problem of problems) console.error(`${problem}\n`);
  return problems.length === 0;
}

if (hasRuntimes) {
  const folder = mkdtempSync(join(tmpdir(), 'providersmith-nodes-'));
  try {
    process.exitCode = testAll(folder) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
} else console.log(`test:nodes: skipped, the runtimes are for linux-x64 and this is ${process.platform}-${process.arch}`);
