import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Diagnostic } from '../../../src/core/diagnostics.js';
import type { FileChange } from '../../../src/core/edits.js';
import { DiagnosticError } from '../../../src/core/errors.js';
import { writeChanges, writeRestorable, type WriteFs } from '../../../src/io/files/write.js';
import { faultyFs, type Fault } from '../../support/faulty-fs.js';
import { temporaryFolder, treeOf } from '../../support/tree.js';

/** One change of each kind: two in one folder, one through a link, one of an executable, a new folder, and a file that goes. */
const changes: readonly FileChange[] = [
  { path: 'plain.txt', before: 'old plain\n', after: 'new plain\n' },
  { path: 'sub/script.sh', before: 'old script\n', after: 'new script\n' },
  { path: 'sub/other.txt', before: '\ufeffold other\r\n', after: '\ufeffnew other\r\n' },
  { path: 'link.txt', before: 'old linked\n', after: 'new linked\n' },
  { path: 'made/here/created.txt', before: undefined, after: 'created\n' },
  { path: 'gone.txt', before: 'old gone\n', after: undefined },
];

/** A folder `root` to change, beside a folder that a link leads to. */
function scene(): { folder: string; root: string } {
  const folder = temporaryFolder();
  const root = join(folder, 'root');
  mkdirSync(join(root, 'sub'), { recursive: true });
  mkdirSync(join(folder, 'elsewhere'));
  writeFileSync(join(root, 'plain.txt'), 'old plain\n');
  chmodSync(join(root, 'plain.txt'), 0o640);
  writeFileSync(join(root, 'sub/script.sh'), 'old script\n');
  chmodSync(join(root, 'sub/script.sh'), 0o755);
  writeFileSync(join(root, 'sub/other.txt'), '\ufeffold other\r\n');
  writeFileSync(join(folder, 'elsewhere/linked.txt'), 'old linked\n');
  symlinkSync('../elsewhere/linked.txt', join(root, 'link.txt'));
  writeFileSync(join(root, 'gone.txt'), 'old gone\n');
  return { folder, root };
}

/** What stands in the way, or undefined when everything was written. */
function failureOf(root: string, wanted: readonly FileChange[], fs?: WriteFs): Diagnostic | undefined {
  try {
    writeChanges(root, wanted, fs);
    return undefined;
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostic;
    throw error;
  }
}

/** The mode of a new file. */
const usual = (0o666 & ~process.umask()).toString(8);

const oldTree = ((): Record<string, string> => {
  const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
  return {
    'elsewhere/': '',
    'elsewhere/linked.txt': `${usual} old linked\n`,
    'root/': '',
    'root/gone.txt': `${usual} old gone\n`,
    'root/link.txt': '-> ../elsewhere/linked.txt',
    'root/plain.txt': '640 old plain\n',
    'root/sub/': '',
    'root/sub/other.txt': `${usual} ${latin1('\ufeffold other\r\n')}`,
    'root/sub/script.sh': '755 old script\n',
  };
})();

const { 'root/gone.txt': _, ...kept } = oldTree;
const newTree: Record<string, string> = {
  ...Object.fromEntries(Object.entries(kept).map(([path, text]) => [path, text.replace(/(?<!->.*)old/, 'new')])),
  'root/made/': '',
  'root/made/here/': '',
  'root/made/here/created.txt': `${usual} created\n`,
};

function countCalls(): number {
  const { fs, calls } = faultyFs({ fails: () => false, code: 'EIO' });
  writeChanges(scene().root, changes, fs);
  return calls.length;
}

describe('writeChanges', () => {
  it('writes all changes, keeps modes and links, and leaves no temporary file', () => {
    const { folder, root } = scene();
    expect(treeOf(folder)).toEqual(oldTree);
    writeChanges(root, changes);
    expect(treeOf(folder)).toEqual(newTree);
  });

  it('creates the root if it does not exist', () => {
    const root = join(temporaryFolder(), 'a/b');
    writeChanges(root, [{ path: 'c.txt', before: undefined, after: 'c' }]);
    expect(readFileSync(join(root, 'c.txt'), 'utf8')).toBe('c');
  });

  it('writes nothing if there are no changes', () => {
    const { fs, calls } = faultyFs({ fails: () => true, code: 'EIO' });
    writeChanges('/nowhere', [], fs);
    expect(calls).toEqual([]);
  });

  it('syncs all new texts before the first rename, and the folders after the last', () => {
    const { fs, calls } = faultyFs({ fails: () => false, code: 'EIO' });
    writeChanges(scene().root, changes, fs);
    const steps = calls.filter((name) => name === 'fsyncSync' || name === 'renameSync').join(' ');
    // Five new texts, five renames, and the four folders that they and the file that goes are in.
    const [texts, names, folders] = [5, 5, 4].map((count, index) =>
      Array<string>(count)
        .fill(index === 1 ? 'renameSync' : 'fsyncSync')
        .join(' '),
    );
    expect(steps).toBe([texts, names, folders].join(' '));
  });

  it('overwrites a temporary file that a crash has left', () => {
    const { folder, root } = scene();
    for (const kind of ['new', 'old']) writeFileSync(join(root, `.plain.txt.${process.pid}.${kind}`), 'left behind');
    writeChanges(root, changes);
    expect(treeOf(folder)).toEqual(newTree);
  });

  it('does not write through a link with the name of a temporary file', () => {
    const { folder, root } = scene();
    symlinkSync('../elsewhere/linked.txt', join(root, `.plain.txt.${process.pid}.new`));
    writeChanges(root, [changes[0]!]);
    expect(treeOf(folder)).toEqual({ ...oldTree, 'root/plain.txt': newTree['root/plain.txt'] });
  });

  it.skipIf(process.getuid?.() !== 0)('keeps the owner of a file (needs root)', () => {
    const { root } = scene();
    chownSync(join(root, 'plain.txt'), 12345, 23456);
    writeChanges(root, changes);
    const { uid, gid, mode } = statSync(join(root, 'plain.txt'));
    expect({ uid, gid, mode: mode & 0o7777 }).toEqual({ uid: 12345, gid: 23456, mode: 0o640 });
  });
});

describe('writeChanges when one call fails', () => {
  it.each(
    ['ENOSPC', 'EIO'].flatMap((code) => [false, true].map((late) => ({ code, late, when: late ? 'after its work' : 'before its work' }))),
  )('leaves all old or all new texts whichever call fails with $code, $when', ({ code, late }) => {
    const count = countCalls();
    for (let k = 0; k < count; k += 1) {
      const { folder, root } = scene();
      const { fs, calls } = faultyFs({ fails: (index) => index === k, code, late });
      const failure = failureOf(root, changes, fs);
      const where = `call ${k}, ${calls[k]}`;
      expect(treeOf(folder), where).toEqual(failure ? oldTree : newTree);
      expect([undefined, 'io/write: nothing was changed'], where).toContain(failure && `${failure.code}: ${failure.hint}`);
    }
  });

  it('names the file in the error, not the temporary file', () => {
    const { root } = scene();
    const fault: Fault = { fails: (_index, name) => name === 'writeFileSync', code: 'ENOSPC' };
    expect(failureOf(root, changes, faultyFs(fault).fs)?.message).toBe(`cannot write ${join(root, 'plain.txt')}: the disk is full`);
  });

  it('writes on a file system that cannot sync folders', () => {
    const { folder, root } = scene();
    let files = 0;
    // The files come first: one for each new text.
    const fault: Fault = { fails: (_index, name) => name === 'fsyncSync' && (files += 1) > 5, code: 'EINVAL' };
    expect(failureOf(root, changes, faultyFs(fault).fs)).toBeUndefined();
    expect(treeOf(folder)).toEqual(newTree);
  });
});

describe('writeChanges when restoring fails too', () => {
  const all = ['writeFileSync', 'renameSync', 'rmSync', 'linkSync', 'copyFileSync', 'mkdirSync', 'rmdirSync'];

  it.each([
    { what: 'every change', names: all },
    { what: 'every rename', names: ['renameSync'] },
    { what: 'every removal', names: ['rmSync', 'rmdirSync'] },
  ])('keeps each old text and names its file in the hint: $what', ({ names }) => {
    const count = countCalls();
    for (let k = 0; k < count; k += 1) {
      const { root } = scene();
      const { fs, calls } = faultyFs({ fails: (index, name) => index >= k && names.includes(name), code: 'EIO' });
      const failure = failureOf(root, changes, fs);
      const lost = failure ? changes.filter((change) => !isKept(root, change, failure.hint ?? '')) : [];
      expect(lost, `call ${k}, ${calls[k]}: ${failure?.hint}`).toEqual([]);
    }
  });

  it('keeps the second name of the old text if a rename fails twice', () => {
    const { root } = scene();
    let renames = 0;
    const fault: Fault = { fails: (_index, name) => name === 'renameSync' && (renames += 1) > 1, code: 'EIO' };
    const hint = failureOf(root, changes, faultyFs(fault).fs)?.hint ?? '';
    expect(readFileSync(join(root, 'plain.txt'), 'utf8')).toBe('new plain\n');
    expect(textsNamedIn(hint)).toEqual(['old plain\n']);
  });

  /** Whether a file is old, or new with its old text where the hint says. */
  function isKept(root: string, { path, before, after }: FileChange, hint: string): boolean {
    const full = join(root, path);
    const now = existsSync(full) ? readFileSync(full, 'utf8') : undefined;
    if (now === before) return true;
    if (before === undefined) return now === after && hint.includes(full);
    return now === after && textsNamedIn(hint).includes(before);
  }

  function textsNamedIn(hint: string): string[] {
    return [...hint.matchAll(/\/\S+\.old\b/g)].map(([path]) => readFileSync(path, 'utf8'));
  }
});

describe('writeRestorable', () => {
  it('writes the new texts, and removes the old ones when they are kept', () => {
    const { root } = scene();
    const files = writeRestorable(root, changes);
    expect(readFileSync(join(root, 'plain.txt'), 'utf8')).toBe('new plain\n');
    files.keep();
    expect(Object.keys(treeOf(root)).filter((path) => path.endsWith('.old'))).toEqual([]);
  });

  it('restores all files', () => {
    const { folder, root } = scene();
    expect(writeRestorable(root, changes).restore()).toBeUndefined();
    expect(treeOf(folder)).toEqual(oldTree);
  });

  it('restores nothing without changes', () => {
    const { folder, root } = scene();
    const files = writeRestorable(root, []);
    files.keep();
    expect(files.restore()).toBeUndefined();
    expect(treeOf(folder)).toEqual(oldTree);
  });
});

describe('writeChanges refuses', () => {
  function expectRefusal(root: string, wanted: readonly FileChange[], code: string, message: string | RegExp): void {
    const before = treeOf(root);
    const failure = failureOf(root, wanted);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect(treeOf(root)).toEqual(before);
  }

  it.each(['../outside.txt', '/etc/passwd', '.', 'sub/../..', ''])('a path that leads out of the root: %j', (path) => {
    const { root } = scene();
    expectRefusal(root, [changes[0]!, { path, before: undefined, after: 'x' }], 'io/outside', /leads out of/);
  });

  it('a file that changed since it was read', () => {
    const { root } = scene();
    writeFileSync(join(root, 'gone.txt'), 'changed\n');
    expectRefusal(root, changes, 'io/changed', /gone\.txt was changed by another program meanwhile$/);
  });

  it('a file that was created or removed since it was read', () => {
    const { root } = scene();
    expectRefusal(root, [{ path: 'plain.txt', before: undefined, after: 'x' }], 'io/changed', /plain\.txt was changed/);
    expectRefusal(root, [changes[0]!, { path: 'absent.txt', before: 'x', after: 'y' }], 'io/changed', /absent\.txt was changed/);
  });

  it('a read-only file, even as root', () => {
    const { root } = scene();
    chmodSync(join(root, 'gone.txt'), 0o444);
    expectRefusal(root, changes, 'io/write', /gone\.txt: it is read-only$/);
  });

  it('a path that is a folder', () => {
    const { root } = scene();
    expectRefusal(root, [changes[0]!, { path: 'sub', before: undefined, after: 'x' }], 'io/write', /sub: it is a folder$/);
  });

  it('a dangling symbolic link', () => {
    const { root } = scene();
    symlinkSync('nowhere', join(root, 'dangling'));
    expectRefusal(root, [changes[0]!, { path: 'dangling', before: undefined, after: 'x' }], 'io/write', /dangling: it does not exist$/);
  });

  it('two paths of one file', () => {
    const { root } = scene();
    symlinkSync('plain.txt', join(root, 'again.txt'));
    const second = { path: 'again.txt', before: 'old plain\n', after: 'newer plain\n' };
    expectRefusal(root, [changes[0]!, second], 'io/write', /again\.txt: it is the same file as .*plain\.txt$/);
  });
});
