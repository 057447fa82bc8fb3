import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished, type TestContext } from 'vitest';
import { checkout, cli, readableProgram, refuseStaleBuild, type Run, type RunOptions } from '../support/cli.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

const good = 'fixtures/specs/groq.json';
const rust = 'crates/forge_domain/src/provider.rs';
const nobody = 65_534;
const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;
const untouched = treeOf('fixtures/rust-workspace');
let known: Record<string, string> | undefined;

beforeAll(refuseStaleBuild);

/** The tree that an undisturbed run makes. */
async function applied(): Promise<Record<string, string>> {
  if (known) return known;
  const folder = checkout();
  expect(await apply(folder)).toMatchObject({ code: 0 });
  return (known = treeOf(folder));
}

async function apply(folder: string, options: RunOptions = {}): Promise<Run> {
  return cli(['apply', resolve(good), '-t', 'forgecode', '--into', folder], options);
}

/** Runs it as a user whom the modes of files bind: root reads and writes everything. */
async function applyAsUser(folder: string): Promise<Run> {
  if (!isRoot) return apply(folder);
  const spec = join(temporaryFolder(), 'spec.json');
  copyFileSync(good, spec);
  return cli(['apply', spec, '-t', 'forgecode', '--into', folder], { uid: nobody, gid: nobody, program: readableProgram(), cwd: '/' });
}

function giveAway(folder: string): void {
  if (!isRoot) return;
  for (const path of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) chownSync(join(folder, path), nobody, nobody);
}

function expectRefused({ code, stdout, stderr }: Run, says: RegExp, folder: string, before: Record<string, string>): void {
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr).toContain('nothing was changed');
  expect(treeOf(folder)).toEqual(before);
}

describe.skipIf(isWindows)('a file that cannot be written (needs file modes)', () => {
  it('is read-only, also for root', async () => {
    const folder = checkout();
    chmodSync(join(folder, rust), 0o444);
    const before = treeOf(folder);
    expectRefused(await apply(folder), /cannot write .*provider\.rs: it is read-only/, folder, before);
    giveAway(folder);
    expectRefused(await applyAsUser(folder), /cannot write .*provider\.rs: it is read-only/, folder, before);
  });

  it('is in a read-only folder', async () => {
    const folder = checkout();
    giveAway(folder);
    // The last one: the others have been prepared by then.
    chmodSync(folder, 0o555);
    const before = treeOf(folder);
    expectRefused(await applyAsUser(folder), /cannot write .*README\.md: permission denied/, folder, before);
    chmodSync(folder, 0o755);
    expect(await applyAsUser(folder)).toMatchObject({ code: 0 });
    expect(treeOf(folder)).toEqual(await applied());
  });

  it.skipIf(!isRoot)('belongs to another user, in a writable folder (needs root)', async () => {
    const folder = checkout();
    giveAway(folder);
    chownSync(join(folder, rust), 0, 0);
    const before = treeOf(folder);
    expectRefused(await applyAsUser(folder), /cannot write .*provider\.rs: permission denied/, folder, before);
  });
});

describe.skipIf(isWindows)('a signal during a write (needs POSIX signals)', () => {
  const signalAt = ['--import', pathToFileURL('test/support/signal-at.js').href].join('=');

  it.each([
    'SIGINT:linkSync:0',
    'SIGINT:writeFileSync:1',
    'SIGINT:fsyncSync:2',
    'SIGINT:renameSync:0',
    'SIGINT:renameSync:1',
    'SIGINT:renameSync:3',
    'SIGTERM:renameSync:1',
    'SIGHUP:renameSync:1',
  ])('while files are written waits until all are: %s', async (at) => {
    const folder = checkout();
    const { code, signal, stderr } = await apply(folder, { env: { NODE_OPTIONS: signalAt, SIGNAL_AT: at } });
    expect({ code, signal }).toEqual({ code: null, signal: at.split(':')[0] });
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(treeOf(folder)).toEqual(await applied());
  });

  it('leaves the tree entirely old or entirely new', async () => {
    for (let round = 0; round < 12; round += 1) {
      const folder = checkout();
      const wait = Math.random() * 250;
      const started: RunOptions['started'] = (child) => {
        setTimeout(() => child.kill('SIGINT'), wait);
      };
      const { code, signal } = await apply(folder, { started });
      const tree = treeOf(folder);
      const where = `after ${wait} ms: exit ${code}, ${signal}`;
      expect(tree, where).toEqual(tree[rust] === untouched[rust] ? untouched : await applied());
      expect(code === 0 ? tree : untouched, where).toEqual(code === 0 ? await applied() : untouched);
    }
  });
});

describe('a full disk', () => {
  it('changes nothing, wherever the space runs out', async (context) => {
    const folder = smallDisk(context);
    checkout(folder);
    const filler = join(folder, 'filler');
    const { bavail, bsize } = statfsSync(folder);
    for (let pages = 0; pages < 4; pages += 1) {
      writeFileSync(filler, Buffer.alloc((bavail - pages) * bsize));
      const before = treeOf(folder);
      expectRefused(
        await apply(folder),
        /cannot write \/.*(provider\.(rs|json)|provider_repo\.rs|README\.md): the disk is full/,
        folder,
        before,
      );
      rmSync(filler);
    }
    expect(await apply(folder)).toMatchObject({ code: 0 });
    expect(treeOf(folder)).toEqual(await applied());
  });

  /** A file system of half a megabyte, if this machine gives one. */
  function smallDisk({ skip }: TestContext): string {
    const folder = join(temporaryFolder(), 'disk');
    mkdirSync(folder);
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k,mode=755', 'tmpfs', folder], { encoding: 'utf8' });
    if (mount.status !== 0) skip(`a small disk cannot be mounted: ${mount.error?.message ?? mount.stderr.trim()}`);
    onTestFinished(() => void spawnSync('umount', [folder]));
    return folder;
  }
});
