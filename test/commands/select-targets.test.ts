import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { selectTargets } from '../../src/commands/select-targets.js';
import { allTargets } from '../../src/commands/targets.js';
import { temporaryFolder } from '../support/tree.js';

function folderWith(...files: string[]): string {
  const folder = temporaryFolder();
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    if (!file.endsWith('/')) writeFileSync(join(folder, file), '');
  }
  return folder;
}

async function detect(folder: string, scope: 'user' | 'project' = 'user'): Promise<Record<string, string>> {
  const { targets, detected } = await selectTargets('all', folder, { scope });
  return Object.fromEntries(targets.map(({ id }, index) => [id, detected[index]!.message]));
}

describe('selectTargets with `all`', () => {
  it('detects an agent by its own folder, also without its config file', async () => {
    expect(await detect(folderWith('.claude/projects/x', '.config/goose/y'))).toEqual({
      'claude-code': 'Claude Code: .claude exists',
      goose: 'goose: .config/goose exists',
    });
  });

  it('detects no agent by a folder that many programs share', async () => {
    await expect(detect(folderWith('.config/other/x', '.local/share/other/x'))).rejects.toThrow('no agent is installed or configured');
  });

  it('detects an agent by a config file in the folder itself', async () => {
    expect(await detect(folderWith('.aider.conf.yml'))).toHaveProperty('aider', expect.stringContaining('.aider.conf.yml exists'));
  });

  it('looks for project files alone in a project', async () => {
    expect(await detect(folderWith('opencode.json', '.claude/projects/x'), 'project')).toEqual({
      opencode: expect.stringContaining('opencode.json exists') as string,
    });
  });

  it('detects an agent by its command only in the home directory', async () => {
    const { home } = withCommand('crush');
    expect(await detect(home)).toEqual({ crush: 'Crush: `crush` is installed' });
    await expect(detect(temporaryFolder())).rejects.toThrow('no agent is installed or configured');
  });

  it('searches the home directory, or the current folder for a project', async () => {
    const { home } = withCommand('crush');
    expect((await selectTargets('all', undefined, {})).folder).toBe(home);
    writeFileSync(join(home, 'opencode.json'), '');
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(home);
    const { folder, targets } = await selectTargets('all', undefined, { scope: 'project' });
    expect([folder, targets.map(({ id }) => id)]).toEqual(['.', ['opencode']]);
  });

  it('detects no target outside of the home directory, and no variant of another target', async () => {
    const all = await allTargets();
    const files = all.filter(({ inHome, variantOf }) => inHome !== true || variantOf !== undefined).flatMap(({ files: own }) => own);
    const found = await detect(folderWith(...files.map((file) => file.replaceAll(/\{\w+\}/g, 'acme')))).catch(() => ({}));
    const others = all.filter(({ inHome, variantOf }) => inHome === true && variantOf === undefined).map(({ id }) => id);
    expect(others).toEqual(expect.arrayContaining(Object.keys(found)));
  });

  it('detects an agent by its folder in `.local`', async () => {
    await expect(detect(folderWith('.local/share/other/x', '.local/y'))).rejects.toMatchObject({
      diagnostic: { code: 'target/not-found', hint: 'name one with `-t`; run `providersmith targets` for the list' },
    });
  });

  it('skips what an agent does not support', async () => {
    expect(await selectTargets('all', folderWith('.claude/x'), {})).toMatchObject({ skipsUnsupported: true });
  });
});

/** A home directory without files, and a PATH with one command. */
function withCommand(name: string): { home: string } {
  const home = temporaryFolder();
  const path = temporaryFolder();
  writeFileSync(join(path, name), '', { mode: 0o755 });
  vi.stubEnv('HOME', home);
  vi.stubEnv('PATH', path);
  onTestFinished(() => void vi.unstubAllEnvs());
  return { home };
}

describe('selectTargets with ids', () => {
  it('refuses `all` among them, with what to do', async () => {
    await expect(selectTargets('opencode, all', undefined, {})).rejects.toMatchObject({
      diagnostic: {
        code: 'target/unknown',
        message: '`all` cannot be combined with target ids',
        hint: 'use `-t all`, or list the ids without `all`',
      },
    });
  });

  it('has detected none of them', async () => {
    expect((await selectTargets('opencode', undefined, {})).detected).toEqual([]);
  });

  it('edits the home directory for user configs and the current folder for checkouts', async () => {
    expect(await selectTargets('opencode', undefined, {})).toMatchObject({ folder: process.env['HOME'], skipsUnsupported: false });
    expect(await selectTargets('forgecode', undefined, {})).toMatchObject({ folder: '.' });
    expect(await selectTargets('opencode', undefined, { scope: 'project' })).toMatchObject({ folder: '.' });
  });

  it('accepts spaces after the commas', async () => {
    const { targets } = await selectTargets('opencode, goose', 'x', {});
    expect(targets.map(({ id }) => id)).toEqual(['opencode', 'goose']);
  });

  it('refuses targets whose files lie in different folders unless --into names one', async () => {
    await expect(selectTargets('opencode,forgecode', undefined, {})).rejects.toMatchObject({
      diagnostic: {
        message: '`opencode`, `forgecode` have their files in different folders',
        hint: 'run the command once for each of them',
      },
    });
    expect(await selectTargets('opencode,forgecode', 'x', {})).toMatchObject({ folder: 'x' });
  });

  it('suggests an id for a misspelt one', async () => {
    await expect(selectTargets('opencod', undefined, {})).rejects.toMatchObject({
      diagnostic: { code: 'target/unknown', hint: 'did you mean `opencode`?' },
    });
  });
});
