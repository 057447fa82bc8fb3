// A home as people have it: keys in files, variables that are not set, folders that are gone.
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { cli, refuseStaleBuild } from '../support/cli.js';
import { temporaryFolder, treeOf } from '../support/tree.js';

beforeAll(refuseStaleBuild);

const pass = 'fixtures/specs/cline-pass.yaml';
const key = 'sk-live-0123456789abcdefghij';

it('no command prints a key from a config file in the home directory', async () => {
  const home = temporaryFolder();
  mkdirSync(join(home, '.config/opencode'), { recursive: true });
  writeFileSync(join(home, '.config/opencode/opencode.json'), `{"provider": {"mine": {"options": {"apiKey": "${key}"}}}}\n`);
  for (const command of ['check', 'diff', 'apply', 'diff', 'remove'])
    for (const reporter of ['pretty', 'json']) {
      const { stdout, stderr } = await cli([command, pass, '-t', 'opencode', '--into', home, '--reporter', reporter]);
      expect(stdout + stderr).not.toContain(key);
      if (command === 'diff' && stdout.includes('+++')) expect(stdout + stderr).toContain('asterisks');
    }
});

it('diff prints no key from a config file in another folder', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.env'), `OTHER_KEY=${key}\n`);
  const { stdout, stderr } = await cli(['diff', 'fixtures/specs/acme/no-headers.yaml', '-t', 'dotenv', '--set-default', '--into', folder]);
  expect(stdout).toContain('OTHER_KEY=***');
  expect(stdout + stderr).not.toContain(key);
});

it('an empty HOME does not stand for the current folder', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, '.config/opencode'), { recursive: true });
  const args = ['apply', join(process.cwd(), pass), '-t', 'opencode', '--dry-run', '--reporter', 'json'];
  writeFileSync(join(cwd, '.config/opencode/opencode.jsonc'), '{}');
  const { stdout } = await cli(args, { cwd, env: { HOME: '' } });
  expect(stdout).not.toContain('opencode.jsonc');
  expect(Object.keys(treeOf(cwd))).toHaveLength(3);
});

it.skipIf(process.platform === 'win32')('a current folder that was deleted is reported, without a stack trace', async () => {
  const cwd = temporaryFolder();
  const started = () => rmdirSync(cwd);
  const { code, stderr } = await cli(['generate', join(process.cwd(), pass), '-o', 'out'], { cwd, started });
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the current folder does not exist anymore') as string,
  });
});
