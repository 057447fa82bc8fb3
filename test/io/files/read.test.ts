import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isFolder, listFiles, readRegularFile, readText, resolveInside } from '../../../src/io/files/read.js';
import { withoutRoot } from '../../support/permissions.js';
import { temporaryFolder } from '../../support/tree.js';

/** A folder in a folder that only root can enter. */
function lockedFolder(): string {
  const parent = temporaryFolder();
  mkdirSync(join(parent, 'inside'));
  writeFileSync(join(parent, 'inside', 'file.txt'), 'x');
  chmodSync(parent, 0o000);
  onTestFinished(() => chmodSync(parent, 0o755));
  return join(parent, 'inside');
}

describe('isFolder', () => {
  it('tells a folder from a file and from a path that does not exist', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    expect([folder, join(folder, 'file'), join(folder, 'missing'), join(folder, 'file', 'below')].map(isFolder)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('reports a folder without permission as such', async () => {
    const folder = lockedFolder();
    await withoutRoot(() => expect(() => isFolder(folder)).toThrow(`cannot read ${folder}: permission denied`));
  });
});

describe('readText', () => {
  it('returns undefined for a file that does not exist', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    for (const read of [readText, readRegularFile]) {
      expect(read(join(folder, 'missing'))).toBeUndefined();
      expect(read(join(folder, 'file', 'below'))).toBeUndefined();
    }
  });

  it('keeps a byte order mark', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '\ufeffx');
    expect(readText(file)).toBe('\ufeffx');
  });

  it('reports a folder, text that is not UTF-8, a large file and a lack of permission', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, Buffer.from([0xff]));
    expect(() => readText(folder)).toThrow(`cannot read ${folder}: it is a folder`);
    expect(() => readText(file)).toThrow(`cannot read ${file}: it is not UTF-8 text`);
    writeFileSync(file, 'x'.repeat(1024 * 1024 + 1));
    expect(() => readText(file, 1024 * 1024)).toThrow(`cannot read ${file}: it is larger than 1 MiB`);
    chmodSync(file, 0o000);
    await withoutRoot(() => expect(() => readText(file)).toThrow(`cannot read ${file}: permission denied`));
  });
});

describe('readRegularFile', () => {
  it('refuses a device', () => {
    expect(readText('/dev/null')).toBe('');
    expect(() => readRegularFile('/dev/null')).toThrow('cannot read /dev/null: it is not a regular file');
  });
});

describe('resolveInside', () => {
  it.each(['../x', '/x', '.', ''])('refuses a path that leads out of the folder: %j', (path) => {
    expect(() => resolveInside('/root', path)).toThrow(`${path} leads out of /root`);
  });

  it('resolves a path below the folder', () => {
    expect(resolveInside('/root', 'a/../b')).toBe('/root/b');
  });
});

describe('listFiles', () => {
  it('lists the files of all folders below a folder, sorted', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'a/b'), { recursive: true });
    for (const path of ['a/z', 'a/b/y', 'x']) writeFileSync(join(root, path), '');
    expect(listFiles(root, 'a')).toEqual(['a/b/y', 'a/z']);
    expect(listFiles(root, 'missing')).toEqual([]);
  });
});
