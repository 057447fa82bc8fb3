// Which files of a target are read, for a folder and for a lone file.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProviders } from '../../src/commands/read-providers.js';
import { temporaryFolder } from '../support/tree.js';

const gooseText = (id: string): string =>
  JSON.stringify({
    name: id,
    engine: 'openai',
    api_key_env: 'ACME_API_KEY',
    base_url: 'https://api.acme.example/v1/chat/completions',
    models: [{ name: 'acme-large' }],
  });
const opencodeText = JSON.stringify({
  provider: { acme: { npm: '@ai-sdk/openai-compatible', options: { baseURL: 'https://api.acme.example/v1' } } },
});

function write(folder: string, path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

async function idsIn(target: string, from: string): Promise<(string | undefined)[]> {
  return (await readProviders(target, from)).imported.providers.map(({ spec }) => spec.id);
}

describe('the providers of a folder', () => {
  it('are read from a file of its own for each provider', async () => {
    const home = temporaryFolder();
    for (const id of ['one', 'two']) write(home, `.config/goose/custom_providers/${id}.json`, gooseText(id));
    expect(await idsIn('goose', home)).toEqual(['one', 'two']);
  });

  it('are read from another name that the agent accepts for its file', async () => {
    const home = temporaryFolder();
    write(home, '.config/opencode/opencode.jsonc', opencodeText);
    expect(await idsIn('opencode', home)).toEqual(['acme']);
  });

  it('have the paths that the user knows, with one slash after the folder', async () => {
    const home = temporaryFolder();
    const file = write(home, '.config/opencode/opencode.json', opencodeText);
    const { sources, shownPath } = await readProviders('opencode', `${home}//`);
    expect([...sources]).toEqual([[file, opencodeText]]);
    expect(shownPath('.config/opencode/opencode.json')).toBe(file);
  });

  it('are not looked for in a folder without a file of the agent', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, '.config/goose/custom_providers'), { recursive: true });
    await expect(readProviders('goose', home)).rejects.toMatchObject({
      diagnostic: { code: 'target/not-found', message: `${home} contains no file that goose reads` },
    });
  });
});

describe('the providers of a lone file', () => {
  it('are read by its name, wherever it lies', async () => {
    const file = write(temporaryFolder(), 'backup/opencode.json', opencodeText);
    const { imported, sources } = await readProviders('opencode', file);
    expect(imported.providers.map(({ spec, at }) => [spec.id, at.path])).toEqual([['acme', '.config/opencode/opencode.json']]);
    expect([...sources.keys()]).toEqual([file]);
  });

  it('are read by its extension if one file of the target has that one', async () => {
    const folder = temporaryFolder();
    expect(await idsIn('opencode', write(folder, 'mine.json', opencodeText))).toEqual(['acme']);
    await expect(readProviders('opencode', write(folder, 'mine.yaml', opencodeText))).rejects.toMatchObject({
      diagnostic: { code: 'io/read', message: `${join(folder, 'mine.yaml')} is not a file of opencode` },
    });
  });

  it('are refused if several files of the target have its extension', async () => {
    await expect(readProviders('aider', write(temporaryFolder(), 'mine.yml', '[]\n'))).rejects.toMatchObject({
      diagnostic: { code: 'io/read', message: expect.stringContaining('is not a file of') as string },
    });
  });

  it('have its name in place of the id in the pattern of the file', async () => {
    expect(await idsIn('goose', write(temporaryFolder(), 'work.json', gooseText('acme')))).toEqual(['work']);
  });

  it('do not include those of files beside it', async () => {
    const home = temporaryFolder();
    const one = write(home, '.config/goose/custom_providers/one.json', gooseText('one'));
    write(home, '.config/goose/custom_providers/two.json', gooseText('two'));
    const { sources, shownPath } = await readProviders('goose', one);
    expect([...sources]).toEqual([[one, readFileSync(one, 'utf8')]]);
    expect(shownPath('.config/goose/config.yaml')).toBe('.config/goose/config.yaml');
  });

  it('are refused without a file', async () => {
    await expect(readProviders('goose', join(temporaryFolder(), 'gone.json'))).rejects.toMatchObject({
      diagnostic: { code: 'io/read', message: expect.stringContaining('gone.json: it does not exist') as string },
    });
  });
});

it('a target without an import is refused', async () => {
  await expect(readProviders('curl', '.')).rejects.toMatchObject({
    diagnostic: { code: 'target/cannot', message: expect.stringContaining('does not support import') as string },
  });
});
