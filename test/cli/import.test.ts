// The import command as it is run.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkout, cli, refuseStaleBuild } from '../support/cli.js';
import { temporaryFolder } from '../support/tree.js';

beforeAll(refuseStaleBuild);

const lone = 'fixtures/import/forgecode/lone-file/provider.json';
const importing = (...args: string[]) => cli(['import', '-t', 'forgecode', '--from', lone, ...args]);

describe('import', () => {
  it('prints one spec that generate turns into an upstream patch', async () => {
    const { code, stdout } = await importing('--id', 'acme-region');
    expect(code).toBe(0);
    const spec = join(temporaryFolder(), 'spec.yaml');
    writeFileSync(spec, stdout.replace('after: acme_local', 'tests: true'));
    const patch = await cli(['diff', spec, '-t', 'forgecode', '--into', checkout()]);
    expect(patch.code).toBe(0);
    expect(patch.stdout).toMatch(/^\+ {4}pub const ACME_REGION: ProviderId/m);
    expect(patch.stdout).toMatch(/^\+ {4}"id": "acme-region",$/m);
  });

  it('asks for --out when there are several specs', async () => {
    expect(await importing()).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/contains 3 providers \[import\/several\]\n.*`--id`.*`-o <dir>`/) as string,
    });
  });

  it('writes all specs or none, and overwrites no spec that differs', async () => {
    const out = join(temporaryFolder(), 'specs');
    expect(await importing('-o', out)).toMatchObject({ code: 0, stdout: expect.stringContaining(join(out, 'acme-odd.yaml')) as string });
    const files = readdirSync(out);
    expect(files).toEqual(['acme-local.yaml', 'acme-odd.yaml', 'acme-region.yaml']);
    expect((await importing('-o', out)).code).toBe(0);

    const other = temporaryFolder();
    writeFileSync(join(other, 'acme-odd.yaml'), 'mine\n');
    expect(await importing('-o', other)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/acme-odd\.yaml .*\[import\/exists\]/) as string,
    });
    expect(readdirSync(other)).toEqual(['acme-odd.yaml']);
    expect(readFileSync(join(other, 'acme-odd.yaml'), 'utf8')).toBe('mine\n');
  });

  it.each([
    [
      'an id that is not there',
      ['--id', 'acme-regoin'],
      2,
      /there is no provider "acme-regoin" \[import\/unknown-provider\]\n.*did you mean `acme-region`/,
    ],
    ['a file that is not there', ['--from', 'gone/provider.json'], 2, /cannot read gone\/provider\.json: it does not exist \[io\/read\]/],
    [
      'a file that is none of the target',
      ['--from', 'vitest.config.ts'],
      2,
      /vitest\.config\.ts is not a file of forgecode \[io\/read\]\n.*provider\.json/,
    ],
    ['a folder that has none of the files', ['--from', 'docs'], 2, /docs contains no file that forgecode reads \[target\/not-found\]/],
  ] as const)('says what is wrong with %s', async (_, args, code, said) => {
    const run = await cli(['import', '-t', 'forgecode', ...(args[0] === '--from' ? [] : ['--from', lone]), ...args]);
    expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(said) as string });
  });

  it('accepts --id several times', async () => {
    const { stdout } = await importing('--id', 'acme-odd', '--id', 'acme-region', '--reporter', 'json');
    expect((JSON.parse(stdout) as { diagnostics: { code: string }[] }).diagnostics.map(({ code }) => code)).toEqual(['import/several']);
  });

  it('reports no display name for a file that has none', async () => {
    const folder = temporaryFolder();
    const spec = join(folder, 'xai.yaml');
    const json = join('fixtures/rust-workspace', 'crates/forge_repo/src/provider/provider.json');
    const { stdout } = await cli(['import', '-t', 'forgecode', '--from', json, '--id', 'xai']);
    writeFileSync(spec, stdout);
    const { stdout: patch } = await cli(['diff', spec, '-t', 'forgecode', '--into', checkout()]);
    expect(patch).not.toContain('Xai');
  });

  it('reads a user config for an upstream patch', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'forge'));
    writeFileSync(join(home, 'forge/provider.json'), readFileSync(lone, 'utf8'));
    const { code, stdout } = await cli([
      'import',
      '-t',
      'forgecode-user',
      '--from',
      join(home, 'forge'),
      '--id',
      'acme_local',
      '--reporter',
      'json',
    ]);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { specs: { id: string }[] }).specs.map(({ id }) => id)).toEqual(['acme-local']);
  });
});
