import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkout, cli, readableProgram, refuseStaleBuild, type Run } from '../support/cli.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

const good = 'fixtures/specs/groq.json';
const providerJson = 'crates/forge_repo/src/provider/provider.json';
const nobody = 65_534;

beforeAll(refuseStaleBuild);

/** Nothing but an explanation: no stack, and no half of a result. */
function expectRefused({ code, stdout, stderr }: Run, exit: number, says: string | RegExp): void {
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toMatch(says);
  expect(stderr).not.toMatch(/\n\s+at |bug/);
}

function spec(bytes: string | Uint8Array): string {
  const path = join(temporaryFolder(), 'spec.yaml');
  writeFileSync(path, bytes);
  return path;
}

describe('a spec file that cannot be read', () => {
  it('does not exist', async () => {
    expectRefused(
      await cli(['validate', 'nowhere.yaml']),
      2,
      /^error cannot read nowhere\.yaml: it does not exist \[io\/read\]\n    hint: /,
    );
  });

  it('is a folder', async () => {
    expectRefused(await cli(['validate', 'fixtures']), 2, /cannot read fixtures: it is a folder/);
  });

  it('is below a file', async () => {
    expectRefused(await cli(['validate', `${good}/x`]), 2, /it does not exist/);
  });

  it('is a link to itself', async () => {
    const path = join(temporaryFolder(), 'loop.yaml');
    symlinkSync('loop.yaml', path);
    expectRefused(await cli(['validate', path]), 2, /its symbolic links form a loop/);
  });

  it('has 10 MB', async () => {
    expectRefused(await cli(['validate', spec('x'.repeat(10_000_000))]), 2, /cannot read .*: it is larger than 4 MiB/);
  });

  it('is a device that never ends', async ({ skip }) => {
    if (process.platform !== 'linux') skip('there is no /dev/zero');
    expectRefused(await cli(['validate', '/dev/zero']), 2, /cannot read \/dev\/zero: it is larger than 4 MiB/);
  });

  it.each([
    { what: 'Latin-1', bytes: Buffer.from('name: caf\u00e9', 'latin1') },
    { what: 'UTF-16', bytes: Buffer.from('\ufeffname: x', 'utf16le') },
    { what: 'a picture', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
  ])('is $what', async ({ bytes }) => {
    expectRefused(await cli(['validate', spec(bytes)]), 2, /it is not UTF-8 text/);
  });

  it('lacks read permission', async ({ skip }) => {
    if (process.getuid === undefined) skip('there are no modes of files on this platform');
    const path = spec(readFileSync(good));
    chmodSync(path, 0o000);
    const root = process.getuid?.() === 0;
    const run = await cli(['validate', path], root ? { uid: nobody, gid: nobody, program: readableProgram() } : {});
    expectRefused(run, 2, /permission denied/);
  });
});

describe('a spec that is rejected', () => {
  it('is larger than 1 MiB', async () => {
    const { code, stdout } = await cli(['validate', spec(`# ${'x'.repeat(1_100_000)}`)]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/:1:1 error the file has 1100002 characters; the maximum is 1048576 \[spec\/too-large\]/);
  });

  it.each(['alias-bomb', 'alias-of-itself', 'proto-key'])('is %s, without a delay', async (name) => {
    const start = performance.now();
    const { code, stdout } = await cli(['validate', `fixtures/specs/bad/${name}.yaml`]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\n1 error\n$/);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('has thousands of errors, of which fifty are shown', { tags: ['slow'] }, async () => {
    const path = spec(`schema: providersmith/1\n${Array.from({ length: 150_000 }, (_, i) => `${i.toString(16)}:`).join('\n')}`);
    const { code, stdout } = await cli(['validate', path]);
    expect(code).toBe(1);
    expect(stdout.match(/ error /g)).toHaveLength(50);
    expect(stdout).toMatch(/\n… and 149954 more; `--reporter json` prints all of them\n\n150004 errors\n$/);
  });

  it('has the id of another spec', async () => {
    const { code, stdout } = await cli(['validate', good, good]);
    expect(code).toBe(1);
    expect(stdout).toContain(`the provider "groq" is already in ${good}`);
  });

  it('does not hide the errors of other specs', async () => {
    const { code, stdout } = await cli(['validate', good, 'fixtures/specs/bad/unknown-key.yaml', 'fixtures/specs/bad/bad-id.yaml']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/unknown-key\.yaml:7:5 [^]*bad-id\.yaml:2:5 [^]*\n2 errors\n$/);
  });

  it('has control characters in its file name, which are shown escaped', async () => {
    const path = join(temporaryFolder(), 'a\u001b[2J.yaml');
    copyFileSync('fixtures/specs/bad/unknown-key.yaml', path);
    expect((await cli(['validate', path])).stdout).not.toContain('\u001b');
    expect((await cli(['validate', `${path}x`])).stderr).not.toContain('\u001b');
  });
});

it('a spec is read from a pipe', ({ skip }) => {
  if (process.platform === 'win32') skip('there is no /dev/stdin');
  const command = `cat ${good} | '${process.execPath}' dist/cli.cjs validate /dev/stdin`;
  const { status, stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'valid: 1 spec\n' });
});

it('positions are right in a spec with a byte order mark and CRLF', async () => {
  const text = readFileSync('fixtures/specs/bad/unknown-key.yaml', 'utf8');
  const { stdout } = await cli(['validate', spec(`\ufeff${text.replaceAll('\n', '\r\n')}`)]);
  const golden = readFileSync('fixtures/specs/bad/unknown-key.txt', 'utf8');
  expect(stdout.replace(/^\S+spec\.yaml/, 'fixtures/specs/bad/unknown-key.yaml')).toBe(golden);
});

describe('a checkout that cannot be edited', () => {
  async function expectUntouched(folder: string, exit: number, says: string | RegExp): Promise<void> {
    const before = treeOf(folder);
    for (const command of ['diff', 'apply', 'remove']) {
      expectRefused(await cli([command, good, '-t', 'forgecode', '--into', folder]), exit, says);
    }
    expect(treeOf(folder)).toEqual(before);
  }

  it('is another folder, so the missing file is named', async () => {
    await expectUntouched(temporaryFolder(), 2, new RegExp(`is not a forgecode checkout: it has no ${providerJson}`));
  });

  it('is not there', async () => {
    expectRefused(await cli(['diff', good, '-t', 'forgecode', '--into', '/nowhere']), 2, /\/nowhere is not a folder/);
  });

  it('is a file', async () => {
    expectRefused(await cli(['diff', good, '-t', 'forgecode', '--into', good]), 2, /groq\.json is not a folder/);
  });

  it('lacks permission to enter', async ({ skip }) => {
    if (process.getuid === undefined) skip('file modes do not exist on this platform');
    const parent = temporaryFolder();
    const folder = join(parent, 'checkout');
    mkdirSync(folder);
    chmodSync(parent, 0o000);
    const isRoot = process.getuid?.() === 0;
    const user = isRoot ? { uid: nobody, gid: nobody, program: readableProgram(), cwd: '/' } : {};
    const copy = spec(readFileSync(good));
    const run = await cli(['diff', copy, '-t', 'forgecode', '--into', folder], user);
    chmodSync(parent, 0o755);
    expectRefused(run, 2, /cannot read .*checkout: permission denied \[io\/read\]/);
  });

  it('has a binary file', async () => {
    const folder = checkout();
    writeFileSync(join(folder, 'README.md'), Buffer.from('89504e470d0a1a0a', 'hex'));
    await expectUntouched(folder, 2, /cannot read .*README\.md: it is not UTF-8 text/);
  });

  it('has a folder where a file should be', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, providerJson), { recursive: true });
    await expectUntouched(folder, 2, /provider\.json: it is a folder/);
  });

  it('has a file that does not parse', async () => {
    const folder = checkout();
    writeFileSync(join(folder, providerJson), '[\n  {"id": }\n]\n');
    await expectUntouched(folder, 1, /provider\.json:2:10 error not JSON: value expected \[edit\/syntax\]/);
  });

  it('reports positions that do not count a byte order mark', async () => {
    const folder = checkout();
    writeFileSync(join(folder, providerJson), '\ufeff{"id": }\n');
    const { stderr } = await cli(['diff', good, '-t', 'forgecode', '--into', folder]);
    expect(stderr).toMatch(/provider\.json:1:8 error .*\n    > 1 \| \{"id": \}\n        \|        \^/);
  });
});
