import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { selectTargets } from '../../src/commands/select-targets.js';
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

  it('skips what an agent does not support', async () => {
    expect(await selectTargets('all', folderWith('.claude/x'), {})).toMatchObject({ skipsUnsupported: true });
  });
});

describe('selectTargets with ids', () => {
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
    await expect(selectTargets('opencode,forgecode', undefined, {})).rejects.toThrow('have their files in different folders');
    expect(await selectTargets('opencode,forgecode', 'x', {})).toMatchObject({ folder: 'x' });
  });

  it('suggests an id for a misspelt one', async () => {
    await expect(selectTargets('opencod', undefined, {})).rejects.toMatchObject({
      diagnostic: { code: 'target/unknown', hint: 'did you mean `opencode`?' },
    });
  });
});
