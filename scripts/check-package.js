// Checks the package as a user gets it. One line a check; exits with 1 when one fails.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { rolldown } from 'rolldown';
import { withSources } from './load.js';
import { npm, packAndInstall, root } from './pack.js';
import { catalogs } from './snapshot/catalogs.js';
import { noticeName, strangers } from './snapshot/write.js';

const folder = mkdtempSync(join(tmpdir(), 'providersmith-pack-'));
let failed = false;

/** @param run gives what is worth saying, and throws what is wrong */
async function check(name, run) {
  try {
    const said = await run();
    console.log(`ok      ${name}${said ? `: ${said}` : ''}`);
  } catch (error) {
    failed = true;
    const output = [error.stdout, error.stderr].filter(Boolean).join('').trim();
    console.log(`FAILED  ${name}: ${output || error.message}`);
  }
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

/** What is missing of a list, as an error. */
function expectAll(wanted, there, what) {
  const missing = wanted.filter((name) => !there.has(name));
  expect(missing.length === 0, `${what}: ${missing.join(', ')}`);
}

const tool = (path, ...args) =>
  execFileSync(process.execPath, [join(root, 'node_modules', path), ...args], { cwd: folder, encoding: 'utf8' });
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** The files that package.json names, as npm lists them. */
const entries = [manifest.bin.providersmith, manifest.main, manifest.types].map((path) => path.replace(/^\.\//, ''));
const spec = 'cline-pass.yaml';

try {
  let made;
  await check('packs and installs', () => {
    made = packAndInstall(folder);
    const { filename, files, size } = made.packed;
    return `${filename}, ${files.length} files, ${Math.round(size / 1024)} KiB`;
  });
  if (made) await checkAll(made);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failed ? 1 : 0;

async function checkAll({ tarball, packed, app, installed }) {
  const files = new Set(packed.files.map(({ path }) => path));
  const run = (...args) => npm(['exec', '--offline', '--no', '--', 'providersmith', ...args], app);
  cpSync(join(root, 'fixtures/specs', spec), join(app, spec));
  await check('publint', async () => {
    const { buffer, byteOffset, byteLength } = readFileSync(tarball);
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) } });
    expect(messages.length === 0, messages.map((message) => formatMessage(message, pkg, { color: false })).join('; '));
  });
  await check('types resolve (attw, esm-only)', () => {
    tool('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only', '--no-definitely-typed');
  });
  await check('types compile in strict mode', () => {
    writeFileSync(
      join(app, 'use.ts'),
      `import * as library from 'providersmith';\nexport const id: string = library.targetIds[0] ?? '';\n`,
    );
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck', 'false', '--types', ''];
    tool('typescript/bin/tsc', ...flags, join(app, 'use.ts'));
  });
  await check('no install scripts', () => {
    const own = ['preinstall', 'install', 'postinstall'].filter((name) => manifest.scripts[name] !== undefined);
    expect(own.length === 0, own.join(', '));
    const others = readdirSync(join(app, 'node_modules')).filter((name) => !name.startsWith('.') && name !== 'providersmith');
    expect(others.length === 0, `installed beside it: ${others.join(', ')}`);
    return 'and one package installed';
  });
  await check('every import is in the package', async () => {
    const declared = new Set(Object.keys(manifest.dependencies ?? {}));
    // undici tries `node:sqlite`, which is no builtin of Node 20: no package has a name with `node:`.
    const isNode = (name) => isBuiltin(name) || name.startsWith('node:');
    const missing = [...(await imports(installed))].filter((name) => !isNode(name) && !declared.has(name));
    expect(missing.length === 0, missing.join(', '));
  });
  await check('contents', () => {
    const schemas = readdirSync(join(root, 'schemas'), { recursive: true }).map((path) => `schemas/${path.replaceAll('\\', '/')}`);
    const wanted = ['LICENSE', 'README.md', ...entries, 'dist/THIRD-PARTY-LICENSES.txt'];
    const wasm = readdirSync(join(root, 'src/generated')).filter((name) => name.endsWith('.wasm'));
    expectAll([...wanted, ...wasm.map((name) => `dist/${name}`), ...schemas.filter((path) => path.endsWith('.json'))], files, 'missing');
    return `licences, ${wasm.length} grammars and runtimes, schemas`;
  });
  await check('snapshots', async () => {
    const names = [...files].filter((path) => path.startsWith('snapshot/')).map((path) => path.slice('snapshot/'.length));
    if (names.length === 0) return 'none, `npm publish` makes them';
    const place = pathToFileURL(`${join(installed, 'snapshot')}/`);
    const read = await withSources(
      { 'commands/sources.ts': ['loadSource'], 'io/net/snapshot.ts': ['readSnapshot', 'snapshotName'] },
      async ({ loadSource, readSnapshot, snapshotName }) => {
        const sources = await Promise.all(Object.keys(catalogs).map(loadSource));
        return sources.map(({ url }) => ({ name: snapshotName(url), date: readSnapshot(url, place)?.date }));
      },
    );
    const good = read.filter(({ date }) => date !== undefined);
    const bad = strangers(names, good);
    expect(bad.length === 0, `cannot be read, or of no catalog that may come with the package: ${bad.join(', ')}`);
    expectAll([noticeName, ...read.map(({ name }) => name)], new Set(names), 'missing');
    return good.map(({ name, date }) => `${name} of ${date}`).join(', ');
  });
  await check('licences of bundled packages', () => {
    const text = readFileSync(join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    const named = new Set([...text.matchAll(/^(\S+) \d\S* \(.+\)$/gm)].map(([, name]) => name));
    expectAll([...bundledPackages()], named, 'not named in THIRD-PARTY-LICENSES.txt');
    expect(!text.includes('No licence file'), 'a bundled package has no licence file');
    return `${named.size} packages`;
  });
  await check('the command is executable', () => {
    // `npx` in this repository runs the file of the build, and sets its mode only once.
    const { mode } = packed.files.find(({ path }) => path === entries[0]);
    expect(process.platform === 'win32' || (mode & 0o111) !== 0, `${entries[0]} has the mode ${mode.toString(8)}`);
  });
  await check('--version', () => {
    const version = run('--version').trim();
    expect(version === manifest.version, `says ${version}, package.json ${manifest.version}`);
    return version;
  });
  await check('validate', () => run('validate', spec).trim());
  await check('generate', () => {
    const written = run('generate', spec, '-o', 'out').trim().split('\n');
    const lost = written.filter((path) => !existsSync(join(app, path)));
    expect(written.length > 1 && lost.length === 0, `said to be written, and not there: ${lost.join(', ')}`);
    return `${written.length} files`;
  });
  await check('diff', () => {
    const patch = run('diff', spec, '-t', 'forgecode', '--into', join(root, 'fixtures/rust-workspace'));
    expect(patch.startsWith('diff --git '), 'no patch');
    return `${patch.split('\n').length} lines`;
  });
  await check('library', () => {
    const code = `import { validateSpec } from 'providersmith';
      const { valid } = await validateSpec('x.yaml', (await import('node:fs')).readFileSync('${spec}', 'utf8'));
      console.log(valid.provider.id);`;
    return execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: app, encoding: 'utf8' }).trim();
  });
}

/** What the bundle still imports by name, dynamic imports included. */
async function imports(installed) {
  const dist = join(installed, 'dist');
  const names = new Set();
  const bundle = await rolldown({
    input: readdirSync(dist).flatMap((name) => (/\.c?js$/.test(name) ? [join(dist, name)] : [])),
    platform: 'node',
    checks: { eval: false },
    external: (id) => {
      const bare = /^[^./]/.test(id) && !/^[A-Za-z]:/.test(id);
      if (bare || isBuiltin(id)) names.add(id);
      return bare || isBuiltin(id);
    },
  });
  await bundle.generate({ format: 'esm' });
  return names;
}

/** The packages that the sources import, and those that the generated code was bundled from. */
function bundledPackages() {
  const names = new Set();
  const packageOf = (id) => /^(?:@[^/]+\/)?[^/]+/.exec(id)[0];
  for (const path of readdirSync(join(root, 'src'), { recursive: true })) {
    // What templates import is the business of what they make.
    if (!/\.(ts|js)$/.test(path) || path.endsWith('.d.ts') || path.includes('templates')) continue;
    const text = readFileSync(join(root, 'src', path), 'utf8');
    for (const [, id] of text.matchAll(/(?:^(?:import|export) (?!type )[^;]*? from |\bimport\()'([^'.][^']*)'/gm))
      if (!isBuiltin(id)) names.add(packageOf(id));
    for (const [, id] of text.matchAll(/^\/\/ node_modules\/(.+)$/gm)) names.add(packageOf(id));
  }
  return names;
}
