// Changes the sources of a folder in one place at a time, runs the tests that reach the place, and lists each change that no test fails for.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { hasRuntimes, installOnce, installRuntime } from './node-runtime.js';
import { root } from './pack.js';

const strykerVersion = '10.1.1';
const nodeVersion = '22.23.3';
const cache = join(root, '.cache/mutate');

/** The tests of a folder, below `test/`. Many others run its code without asserting anything about it, and would take most of the time. */
const testsOf = {
  'src/spec': ['spec/**', 'laws/print-spec*', 'commands/{validate,specs}*'],
  'src/models': ['models/**', 'commands/{models,rewrite}*'],
  'src/probe': ['probe/**', 'commands/probe*'],
  'src/targets/engine': ['targets/**', 'laws/{hosts,import}*', 'commands/{explain,import,plan,several-providers}*'],
  'src/commands': ['commands/**', 'cli/*'],
};

function testFilesOf(path) {
  const [, files] = Object.entries(testsOf).find(([folder]) => `${path}/`.startsWith(`${folder}/`)) ?? [];
  return (files ?? ['**']).map((file) => `test/${file}`);
}

/** @returns the file that starts StrykerJS */
function installStryker() {
  const start = 'node_modules/@stryker-mutator/core/bin/stryker.js';
  const packages = ['core', 'vitest-runner'].map((name) => `@stryker-mutator/${name}@${strykerVersion}`);
  return join(installOnce(join(cache, strykerVersion), packages, start), start);
}

function findNode() {
  const lowest = Number.parseInt(nodeVersion, 10);
  if (Number.parseInt(process.versions.node, 10) >= lowest) return process.execPath;
  if (hasRuntimes) return installRuntime(nodeVersion);
  throw new Error(`StrykerJS needs Node ${lowest} or newer, this is ${process.version}`);
}

/** The options of StrykerJS, in which paths are relative to the project. */
function optionsFor(path, name) {
  const inCache = (file) => relative(root, join(cache, file));
  return {
    mutate: [path.endsWith('.ts') ? path : `${path}/**/*.ts`],
    ignorePatterns: ['/.cache', '/out', '/coverage', '/snapshot'],
    tempDirName: inCache(`sandbox-${name}`),
    testRunner: 'vitest',
    testFiles: testFilesOf(path),
    vitest: { configFile: 'vitest.mutate.config.ts', pool: 'forks', related: false },
    coverageAnalysis: 'perTest',
    // Code that runs only while a module loads is mostly tables, and each of its mutants would need a new process.
    ignoreStatic: true,
    // The golden files contain the messages.
    mutator: { excludedMutations: ['StringLiteral'] },
    // StrykerJS cannot read a tsconfig.json with TypeScript 7. Nothing is compiled, so it does not have to.
    disableTypeChecks: false,
    tsconfigFile: 'none',
    concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
    // A busy machine is no endless loop.
    timeoutMS: 20_000,
    dryRunTimeoutMinutes: 30,
    // A later run repeats only what a change of a source or a test can affect.
    incremental: true,
    incrementalFile: inCache(`${name}.incremental.json`),
    reporters: ['progress-append-only', 'json', 'html'],
    jsonReporter: { fileName: inCache(`${name}.json`) },
    htmlReporter: { fileName: inCache(`${name}.html`) },
    allowConsoleColors: false,
  };
}

const columns = { Killed: 'killed', Timeout: 'killed', Survived: 'survived', NoCoverage: 'no coverage' };

/** @returns how many mutants of each folder were killed, and a line for each of the others */
function readReport(file) {
  const { files } = JSON.parse(readFileSync(file, 'utf8'));
  const counts = {};
  const lines = [];
  for (const [path, { source, mutants }] of Object.entries(files)) {
    for (const mutant of mutants) {
      const column = columns[mutant.status];
      if (column === undefined) continue;
      for (const folder of [dirname(path), 'all']) {
        counts[folder] ??= { killed: 0, survived: 0, 'no coverage': 0 };
        counts[folder][column] += 1;
      }
      if (column !== 'killed') lines.push(`${path}:${describeMutant(mutant, column, source.split('\n'))}`);
    }
  }
  const { all, ...folders } = counts;
  return { rows: { ...folders, all }, lines };
}

function describeMutant({ location: { start, end }, mutatorName, replacement = '' }, column, sourceLines) {
  const line = sourceLines[start.line - 1];
  const original = start.line === end.line ? line.slice(start.column - 1, end.column - 1) : line.slice(start.column - 1);
  return `${start.line}:${start.column} ${column}, ${mutatorName}: ${shorten(original)} → ${shorten(replacement)}`;
}

function shorten(text) {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}

function withScore(row) {
  const total = row.killed + row.survived + row['no coverage'];
  return { ...row, score: `${((100 * row.killed) / total).toFixed(1)} %` };
}

function mutate(path, flags) {
  const name = path.replaceAll('/', '-');
  const options = join(cache, `${name}.options.json`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(options, JSON.stringify(optionsFor(path, name), undefined, 2));
  const { status } = spawnSync(findNode(), [installStryker(), 'run', relative(root, options), ...flags], { cwd: root, stdio: 'inherit' });
  if (status !== 0) return 1;
  const { rows, lines } = readReport(join(cache, `${name}.json`));
  console.table(Object.fromEntries(Object.entries(rows).map(([folder, row]) => [folder, withScore(row)])));
  console.log(lines.join('\n'));
  return 0;
}

const [path, ...flags] = process.argv.slice(2);
if (path === undefined || !existsSync(join(root, path))) {
  console.error('usage: npm run mutate -- <folder or file of src> [option of StrykerJS]…');
  process.exitCode = 2;
} else process.exitCode = mutate(path.replace(/\/+$/, ''), flags);
