// `remove` in a home takes the provider out, however often a spec of it was applied before.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/commands/apply.js';
import { isInHome, providerSet } from '../../src/commands/write-with-backup.js';
import { backupFolder, fromBackup, isBackup, keptPaths, withBackup } from '../../src/commands/backup.js';
import type { Changes } from '../../src/commands/changes.js';
import { remove } from '../../src/commands/remove.js';
import type { FileChange } from '../../src/core/edits.js';
import { writeChanges } from '../../src/io/files/write.js';
import { temporaryFolder } from '../support/tree.js';

const theirs = '{\n  // mine\n  "theme":   "dark",\n}\n';

function home(): { into: string; file: string; spec: (window: number) => string } {
  const into = temporaryFolder();
  const file = join(into, '.config/opencode/opencode.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, theirs);
  const spec = (window: number): string => {
    const path = join(into, `${window}.yaml`);
    writeFileSync(path, readFileSync('fixtures/specs/acme/chat.yaml', 'utf8').replace('200000', String(window)));
    return path;
  };
  return { into, file, spec };
}

const options = (into: string) => ({ target: 'opencode', into, draft: false, dryRun: false });

it('remove restores the text from before the first apply', async () => {
  const { into, file, spec } = home();
  for (const window of [100_000, 200_000, 300_000]) await apply([spec(window)], options(into));
  expect(readFileSync(file, 'utf8')).toContain('300000');
  await remove([spec(300_000)], options(into));
  expect(readFileSync(file, 'utf8')).toBe(theirs);
});

it('remove keeps what the user wrote between two applies', async () => {
  const { into, file, spec } = home();
  await apply([spec(100_000)], options(into));
  writeFileSync(file, readFileSync(file, 'utf8').replace('dark', 'light'));
  await apply([spec(200_000)], options(into));
  await remove([spec(200_000)], options(into));
  expect(readFileSync(file, 'utf8')).toContain('light');
  expect(readFileSync(file, 'utf8')).not.toContain('acme');
});

it('remove deletes a file that apply created', async () => {
  const { into, spec } = home();
  for (const window of [100_000, 200_000]) await apply([spec(window)], { ...options(into), target: 'crushrc' });
  const file = join(into, '.config/crush/acme.crushrc');
  expect(readFileSync(file, 'utf8')).toContain('200000');
  await remove([spec(200_000)], { ...options(into), target: 'crushrc' });
  expect(existsSync(file)).toBe(false);
});

describe('the kept copies of a file', () => {
  /** Adds the name of a provider to the file, as `apply` does. */
  function put(root: string, id: string, text = `${readText(root) ?? ''}${id}\n`): FileChange[] {
    const change: FileChange = { path: 'config', before: readText(root), after: text };
    const changes = withBackup(root, [change], id);
    writeChanges(root, changes);
    return changes;
  }

  function readText(root: string): string | undefined {
    return existsSync(join(root, 'config')) ? readFileSync(join(root, 'config'), 'utf8') : undefined;
  }

  function takeOut(root: string, id: string): string | undefined {
    const before = readText(root);
    const change: FileChange = { path: 'config', before, after: before?.replace(`${id}\n`, '') };
    writeChanges(root, fromBackup(root, [change], [], id));
    return readText(root);
  }

  it('are private, known by the path of the file, and kept from git', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'config'), 'mine\n');
    const changes = put(root, 'acme');
    expect(changes.map(({ path, private: hidden }) => [path.replace(/[0-9a-f]{6,}/, 'hash'), hidden])).toEqual([
      ['config', undefined],
      [`${backupFolder}/hash.json`, true],
      [`${backupFolder}/.gitignore`, true],
    ]);
    expect(changes.filter(isBackup)).toHaveLength(2);
    expect(readFileSync(join(root, backupFolder, '.gitignore'), 'utf8')).toBe('*\n');
    expect(keptPaths(root)).toEqual(['config']);
  });

  it('are gone with the last provider', () => {
    const root = temporaryFolder();
    put(root, 'acme');
    expect(takeOut(root, 'acme')).toBeUndefined();
    expect(keptPaths(root)).toEqual([]);
    expect(existsSync(join(root, backupFolder, '.gitignore'))).toBe(false);
  });

  it('are of that file alone: what names another file, or nothing, does not count', () => {
    const root = temporaryFolder();
    put(root, 'acme');
    const folder = join(root, backupFolder);
    writeFileSync(join(folder, 'foreign.json'), JSON.stringify({ path: '../../secret', entries: [] }));
    writeFileSync(join(folder, 'number.json'), JSON.stringify({ path: 7, entries: [] }));
    writeFileSync(join(folder, 'broken.json'), '{');
    writeFileSync(join(folder, 'notes.txt'), '{}');
    expect(keptPaths(root)).toEqual(['config']);
  });

  it('are ten at most', () => {
    const root = temporaryFolder();
    for (let index = 0; index < 12; index += 1) put(root, `acme-${index}`);
    const journal = withBackup(root, [{ path: 'config', before: readText(root), after: '' }], 'last').find(isBackup);
    expect((JSON.parse(journal!.after!) as { entries: { of: string }[] }).entries.map(({ of }) => of)).toEqual([
      ...Array.from({ length: 9 }, (_, index) => `acme-${index + 3}`),
      'last',
    ]);
  });

  it('give back each text in turn', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'config'), 'mine\n');
    put(root, 'one');
    put(root, 'two');
    expect(takeOut(root, 'two')).toBe('mine\none\n');
    expect(takeOut(root, 'one')).toBe('mine\n');
  });

  it('give nothing back with a provider that was taken out before', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'config'), 'mine\n');
    put(root, 'one');
    put(root, 'two');
    expect(takeOut(root, 'one')).toBe('mine\ntwo\n');
    expect(takeOut(root, 'two')).toBe('mine\n');
  });

  it('give nothing back when somebody changed the file since', () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'config'), 'mine\n');
    put(root, 'one');
    writeFileSync(join(root, 'config'), 'mine\none\nmore\n');
    expect(takeOut(root, 'one')).toBe('mine\nmore\n');
  });

  it('are written anew where they cannot be read', () => {
    const root = temporaryFolder();
    put(root, 'one');
    const name = readdirSync(join(root, backupFolder)).find((file) => file.endsWith('.json'));
    for (const text of ['{', '{"entries": 7}']) {
      writeFileSync(join(root, backupFolder, name!), text);
      put(root, 'two');
      expect(keptPaths(root)).toEqual(['config']);
      expect(takeOut(root, 'two')).toBe('one\n');
    }
  });

  /** Removes providers as edits do that leave a trace of what was there. */
  function takeOutRoughly(root: string, ...ids: string[]): string | undefined {
    const before = readText(root)!;
    const after = ids.reduce((text, id) => text.replace(`${id}\n`, '#\n'), before);
    writeChanges(root, fromBackup(root, [{ path: 'config', before, after }], [], ids.join(' ')));
    return readText(root);
  }

  function start(text: string): string {
    const root = temporaryFolder();
    writeFileSync(join(root, 'config'), text);
    return root;
  }

  it('give back the first text after both providers are removed, the first one first', () => {
    const root = start('mine\n');
    put(root, 'one');
    put(root, 'two');
    expect(takeOutRoughly(root, 'one')).toBe('mine\n#\ntwo\n');
    expect(takeOutRoughly(root, 'two')).toBe('mine\n');
    expect(keptPaths(root)).toEqual([]);
  });

  it('give back the first text after providers that were added at once are removed in turn', () => {
    const root = start('mine\n');
    put(root, 'one two', 'mine\none\ntwo\n');
    expect(takeOutRoughly(root, 'one')).toBe('mine\n#\ntwo\n');
    expect(takeOutRoughly(root, 'two')).toBe('mine\n');
  });

  it('give back the first text after providers that were added in turn are removed at once', () => {
    const root = start('mine\n');
    put(root, 'one');
    put(root, 'two');
    expect(takeOutRoughly(root, 'one', 'two')).toBe('mine\n');
  });

  it('never give back a text with a provider that was removed', () => {
    const root = start('mine\n');
    for (const id of ['one', 'two', 'three']) put(root, id);
    expect(takeOutRoughly(root, 'one')).toBe('mine\n#\ntwo\nthree\n');
    expect(keptPaths(root)).toEqual([]);
    expect(takeOutRoughly(root, 'three')).toBe('mine\n#\ntwo\n#\n');
  });

  it('never give back a text with a provider of which there is no text', () => {
    const root = start('one\n');
    put(root, 'two');
    expect(takeOutRoughly(root, 'one', 'two')).toBe('#\n#\n');
  });

  it('give back no text for a provider that was not put into the file', () => {
    const root = start('mine\n');
    put(root, 'one');
    expect(takeOutRoughly(root, 'two')).toBe('mine\none\n');
    expect(takeOutRoughly(root, 'one')).toBe('mine\n');
  });

  it('give back a file that the specs no longer lead to', () => {
    const root = start('mine\n');
    put(root, 'one');
    expect(fromBackup(root, [], ['config', 'other'], 'one')[0]).toEqual({ path: 'config', before: 'mine\none\n', after: 'mine\n' });
  });
});

describe('apply', () => {
  it('writes nothing in a dry run', async () => {
    const { into, file, spec } = home();
    const { changes } = await apply([spec(100_000)], { ...options(into), dryRun: true });
    expect(changes).toHaveLength(1);
    expect([readFileSync(file, 'utf8'), existsSync(join(into, '.local'))]).toEqual([theirs, false]);
  });

  it('keeps a backup if one of its targets is in the home directory', () => {
    const changesOf = (...inHome: (true | undefined)[]): Changes =>
      ({ targets: inHome.map((one) => ({ inHome: one })) }) as unknown as Changes;
    expect([isInHome(changesOf(true, undefined)), isInHome(changesOf(undefined)), isInHome(changesOf())]).toEqual([true, false, false]);
  });

  it('names the providers of a backup in any order', () => {
    expect(providerSet({ providerIds: ['zorg', 'acme'] } as unknown as Changes)).toBe('acme zorg');
  });
});
